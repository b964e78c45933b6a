#include <filesystem>
#include <memory>

#include "harness/app/arguments/values.h"
#include "harness/app/commands.h"
#include "harness/app/console/load_run.h"
#include "harness/app/measuring/conclusion.h"

namespace memlore::app {
namespace {

namespace fs = std::filesystem;

struct JudgeOptions {
  std::string run;
  ConclusionOptions conclusion{.json = false, .quiet = false, .plots = false, .fail_on = {}};
};

int judge_run(const JudgeOptions& options) {
  check_fail_on(options.conclusion.fail_on);
  const fs::path path = options.run;
  const auto record = load_run(path);
  return conclude(record, fs::is_directory(path) ? path : path.parent_path(), options.conclusion);
}

}  // namespace

Command add_judge(CLI::App& app) {
  auto options = std::make_shared<JudgeOptions>();
  auto* command = app.add_subcommand("judge", "Judges a recorded run again: the same record gives the same judgement");
  command->add_option("run", options->run, "Folder of a run, or its run.json")->required()->check(not_empty());
  command->add_flag("--json", options->conclusion.json, "The judgement as JSON on standard output");
  command->add_flag("--quiet", options->conclusion.quiet, "No table");
  command->add_flag("--plots", options->conclusion.plots, "Draw the figures and the page, too");
  command
      ->add_option("--fail-on", options->conclusion.fail_on,
                   "Exit with 1 if a claim has this verdict (may be repeated)")
      ->allow_extra_args(false);  // One word each: what comes behind it is the run.
  return [options] { return judge_run(*options); };
}

}  // namespace memlore::app
