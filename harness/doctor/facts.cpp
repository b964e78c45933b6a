#include "harness/doctor/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace memlore::doctor {

Fact fact_of(const Subject& subject, std::string_view topic, std::string_view name) {
  const auto& facts = subject.environment.facts;
  const auto found =
      std::ranges::find_if(facts, [&](const Fact& each) { return each.topic == topic && each.name == name; });
  if (found != facts.end()) return *found;
  return {.topic = std::string(topic), .name = std::string(name), .value = {}, .absent = "not examined"};
}

std::optional<double> number_of(const Subject& subject, std::string_view topic, std::string_view name) {
  const auto text = fact_of(subject, topic, name).value.value_or("");
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc{} ? std::optional(number) : std::nullopt;
}

Diagnosis unknown(std::string why) { return {.severity = Severity::unknown, .found = std::move(why)}; }

bool is_guest(const Subject& subject) {
  return fact_of(subject, "virtualization", "hypervisor").value.value_or("none") != "none";
}

std::string size_in_words(double bytes) {
  constexpr std::array units{"bytes", "KiB", "MiB", "GiB", "TiB"};
  std::size_t unit = 0;
  for (; bytes >= 1024 && unit + 1 < units.size(); ++unit) bytes /= 1024;
  return fmt::format("{:.{}f} {}", bytes, bytes < 10 && unit > 0 ? 1 : 0, units[unit]);
}

std::string time_watched(const Subject& subject) {
  const auto seconds = number_of(subject, "activity", "seconds");
  return seconds ? fmt::format("in {:.{}f} s", *seconds, *seconds < 10 ? 1 : 0) : "in the time watched";
}

}  // namespace memlore::doctor
