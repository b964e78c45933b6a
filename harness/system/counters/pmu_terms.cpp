#include "harness/system/counters/pmu_terms.h"

#include <fmt/format.h>

#include <charconv>

#include "harness/model/text/input_error.h"
#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

struct Term {
  std::string name;
  std::optional<std::uint64_t> value{};
};

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  for (const char each : text) {
    if (each == separator) {
      parts.emplace_back();
    } else {
      parts.back() += each;
    }
  }
  return parts;
}

std::uint64_t number_of(std::string_view text, std::string_view event) {
  const bool hexadecimal = text.starts_with("0x");
  const auto digits = hexadecimal ? text.substr(2) : text;
  std::uint64_t value = 0;
  const auto* end = digits.data() + digits.size();
  // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): the end is given
  const auto [rest, error] = std::from_chars(digits.data(), end, value, hexadecimal ? 16 : 10);
  if (error != std::errc{} || rest != end) {
    throw InputError(fmt::format("event '{}': '{}' is no number", event, text));
  }
  return value;
}

std::vector<Term> parse_terms(std::string_view text, std::string_view event) {
  std::vector<Term> terms;
  for (const auto& part : split(text, ',')) {
    const auto equals = part.find('=');
    Term term{.name = part.substr(0, equals)};
    if (equals != std::string::npos) term.value = number_of(std::string_view(part).substr(equals + 1), event);
    terms.push_back(std::move(term));
  }
  return terms;
}

/// Spreads a value over the bits that a format names, lowest first: `config:0-7,32-35`.
void put(std::uint64_t value, std::string_view format, PerfEvent& event, std::string_view term) {
  const auto colon = format.find(':');
  const auto field = format.substr(0, colon);
  auto& config = field == "config1" ? event.config1 : field == "config2" ? event.config2 : event.config;
  for (const auto& range : split(format.substr(colon + 1), ',')) {
    const auto ends = split(range, '-');
    const auto low = number_of(ends.front(), event.name);
    const auto high = number_of(ends.back(), event.name);
    for (auto bit = low; bit <= high; ++bit, value >>= 1U) config |= (value & 1U) << bit;
  }
  if (value != 0)
    throw InputError(fmt::format("event '{}': the value of '{}' does not fit its bits {}", event.name, term, format));
}

void apply(const Term& term, const std::string& folder, const MachineFiles& files, PerfEvent& event) {
  if (term.name == "config" || term.name == "config1" || term.name == "config2") {
    put(term.value.value_or(1), term.name + ":0-63", event, term.name);
    return;
  }
  const auto format = files.read(folder + "/format/" + term.name).value;
  if (!format) {
    const auto formats = files.names_in(folder + "/format");
    throw InputError(
        fmt::format("event '{}': this PMU has no term '{}'; it has {}", event.name, term.name, joined(formats, ", ")));
  }
  put(term.value.value_or(1), *format, event, term.name);
}

}  // namespace

PerfEvent event_of_terms(std::string_view name, const MachineFiles& files, const std::optional<CorePmu>& own) {
  const auto slash = name.find('/');
  auto pmu = std::string(name.substr(0, slash));
  auto terms = name.substr(slash + 1);
  if (!terms.ends_with('/') || terms.size() < 2)
    throw InputError(fmt::format("event '{}': terms are written pmu/term=value,…/", name));
  terms.remove_suffix(1);
  const auto parsed = parse_terms(terms, name);
  PerfEvent event{.name = std::string(name)};
  if (pmu == "cpu" && own) pmu = own->name;
  const auto folder = fmt::format("{}/{}", pmu_folder, pmu);
  const auto type = to_integer(files.read(folder + "/type").value.value_or(""));
  if (!type) {
    event.missing =
        fmt::format("this machine has no PMU '{}'; it has {}", pmu, joined(files.names_in(pmu_folder), ", "));
    return event;
  }
  event.type = static_cast<std::uint32_t>(*type);
  for (const auto& term : parsed) {
    const auto named = term.value ? Reading{} : files.read(folder + "/events/" + term.name);
    if (!named.value) {
      apply(term, folder, files, event);
      continue;
    }
    for (const auto& each : parse_terms(*named.value, event.name)) apply(each, folder, files, event);
  }
  return event;
}

}  // namespace memlore::system
