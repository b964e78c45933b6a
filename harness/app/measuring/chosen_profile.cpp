#include "harness/app/measuring/chosen_profile.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "harness/app/arguments/nearest.h"
#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"

namespace memlore::app {
namespace {

const Profile& named_profile(const std::string& name) {
  if (const auto* profile = profile_named(name)) return *profile;
  std::vector<std::string> names;
  for (const auto& each : all_profiles()) names.push_back(each.name);
  throw InputError(fmt::format("--profile {}: no such profile{}; known: {}", printable(name), suggestion(name, names),
                               fmt::join(names, ", ")));
}

Pass named_pass(const std::string& name) {
  const auto pass = std::ranges::find(all_passes, name, name_of);
  if (pass != all_passes.end()) return *pass;
  std::vector<std::string> names;
  for (const auto each : all_passes) names.emplace_back(name_of(each));
  throw InputError(fmt::format("--passes {}: no such pass{}; known: {}", printable(name), suggestion(name, names),
                               fmt::join(names, ", ")));
}

/// `time`, `time and count`, `time, count and footprint`.
std::string listed(const std::vector<Pass>& passes) {
  std::string text;
  for (std::size_t i = 0; i < passes.size(); ++i) {
    if (i > 0) text += i + 1 == passes.size() ? " and " : ", ";
    text += name_of(passes[i]);
  }
  return text;
}

void choose_passes(Profile& profile, const std::vector<std::string>& names) {
  std::vector<Pass> passes;
  for (const auto& name : names) passes.push_back(named_pass(name));
  const bool all = std::ranges::is_permutation(passes, profile.passes);
  if (!all)
    profile.altered.push_back(fmt::format("only the {} {}", passes.size() == 1 ? "pass" : "passes", listed(passes)));
  profile.passes = std::move(passes);
}

/// Changes a field, and says so where the value is another one.
template <class Field>
void alter(Profile& profile, Field& field, Field value, const std::string& words) {
  if (field == value) return;
  field = value;
  profile.altered.push_back(words);
}

}  // namespace

Profile chosen_profile(const ProfileOptions& options) {
  auto profile = named_profile(options.name);
  if (!options.passes.empty()) choose_passes(profile, options.passes);
  for (const auto& [things, expression] : {std::pair("points", options.point), std::pair("arms", options.arm)}) {
    if (!expression.empty())
      profile.altered.push_back(fmt::format("only {} matching '{}'", things, printable(expression)));
  }
  if (const auto per_cent = options.half_width_per_cent) {
    alter(profile, profile.half_width, *per_cent / 100,
          *per_cent == 0 ? "no half-width aimed at" : fmt::format("half-width {:g} %", *per_cent));
  }
  if (const auto most = options.processes) {
    alter(profile, profile.most_processes, *most,
          fmt::format("at most {} {}", *most, *most == 1 ? "process" : "processes"));
    profile.fewest_processes = std::min(profile.fewest_processes, *most);
  }
  if (const auto seconds = options.time_cap_seconds)
    alter(profile, profile.time_cap, std::chrono::seconds(*seconds), fmt::format("time cap {} s", *seconds));
  return profile;
}

std::string run_id(std::time_t now, const Profile& profile, std::uint64_t seed) {
  return fmt::format("{:%Y%m%dT%H%M%SZ}-{}{}-{:04x}", fmt::gmtime(now), profile.name,
                     profile.altered.empty() ? "" : "-altered", seed & 0xffffU);
}

}  // namespace memlore::app
