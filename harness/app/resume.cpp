#include "harness/app/resume.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "harness/app/locations.h"
#include "harness/model/input_error.h"
#include "harness/run/conduct.h"
#include "harness/run/journal.h"

namespace memlore::app {
namespace {

namespace fs = std::filesystem;

std::vector<Fact> programs_in(const Environment& environment) {
  std::vector<Fact> programs;
  std::ranges::copy_if(environment.facts, std::back_inserter(programs), [](const Fact& each) {
    return each.topic == "worker" && each.name.starts_with("sha1 of layout");
  });
  return programs;
}

}  // namespace

void check_resumable(const fs::path& folder, const Environment& here) {
  auto refuse = [&](const std::string& why) { throw InputError(fmt::format("--resume {}: {}", folder.string(), why)); };
  std::error_code error;
  if (!fs::exists(run::journal_in(folder), error)) {
    refuse(fs::exists(folder / "run.json", error) ? "that run is complete" : "no journal of a run there");
  }
  const auto begun = run::read_journal(run::journal_in(folder)).run.environment;
  if (begun.machine != here.machine)
    refuse(fmt::format("the run was begun on {}, this is {}", begun.machine, here.machine));
  if (programs_in(begun) != programs_in(here)) {
    refuse(
        "the run was begun with another build of the benches program; build that one again, or name it with --benches");
  }
}

std::string resuming_command(const fs::path& folder, const fs::path& benches) {
  const auto which = benches == default_benches() ? std::string{} : " --benches " + benches.string();
  return fmt::format("memlore run --resume {}{}", folder.string(), which);
}

}  // namespace memlore::app
