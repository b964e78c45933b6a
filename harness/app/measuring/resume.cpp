#include "harness/app/measuring/resume.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "harness/app/arguments/locations.h"
#include "harness/model/text/input_error.h"

namespace memlore::app {
namespace {

namespace fs = std::filesystem;

std::vector<Fact> programs_in(const Environment& environment) {
  std::vector<Fact> programs;
  std::ranges::copy_if(environment.facts, std::back_inserter(programs),
                       [](const Fact& each) { return each.topic == "worker" && each.name.starts_with("sha1 of "); });
  return programs;
}

/// A word, quoted for a shell where it needs that.
std::string quoted(const std::string& word) {
  const bool plain =
      word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-") ==
      std::string::npos;
  if (plain && !word.empty()) return word;
  std::string result = "'";
  for (const char each : word) result += each == '\'' ? std::string("'\\''") : std::string(1, each);
  return result + "'";
}

}  // namespace

void check_resumable(const fs::path& folder, const run::JournalContents& contents, const Environment& here) {
  auto refuse = [&](const std::string& why) { throw InputError(fmt::format("--resume {}: {}", folder.string(), why)); };
  const auto& begun = contents.run.environment;
  if (begun.machine != here.machine)
    refuse(fmt::format("the run was begun on {}, this is {}", begun.machine, here.machine));
  if (programs_in(begun) != programs_in(here)) {
    refuse(
        "the run was begun with another build of the benches program; build that one again, or name it with --benches");
  }
}

std::string resuming_command(const fs::path& folder, const fs::path& benches) {
  const auto which = benches == default_benches() ? std::string{} : " --benches " + quoted(benches.string());
  return fmt::format("memlore run --resume {}{}", quoted(folder.string()), which);
}

}  // namespace memlore::app
