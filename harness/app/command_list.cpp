#include <fmt/format.h>

#include <iterator>
#include <memory>

#include "harness/app/arguments/chosen_experiments.h"
#include "harness/app/arguments/locations.h"
#include "harness/app/arguments/values.h"
#include "harness/app/commands.h"
#include "harness/app/console/exit_code.h"
#include "harness/app/console/output.h"
#include "harness/model/json/json.h"
#include "harness/run/workers/workers.h"

namespace memlore::app {
namespace {

struct ListOptions {
  std::string filter;
  std::string benches;
  bool json = false;
};

std::string in_words(const Experiment& experiment) {
  auto text = fmt::format("{}\n  {}\n", experiment.id, experiment.claim);
  auto add = std::back_inserter(text);
  for (const auto& factor : experiment.factors) {
    fmt::format_to(add, "  factor {}: {} levels\n", factor.name, factor.levels.size());
  }
  for (const auto& arm : experiment.arms) {
    fmt::format_to(add, "  arm {}: {}{}\n", arm.name, arm.description,
                   arm.not_built.empty() ? "" : " (" + arm.not_built + ")");
  }
  for (const auto& hypothesis : experiment.hypotheses) fmt::format_to(add, "  expects {}\n", hypothesis.statement);
  return text + '\n';
}

int list(const ListOptions& options) {
  auto catalogue = run::catalogue_of(run::find_workers(benches_or_default(options.benches)));
  catalogue.experiments = chosen_experiments(catalogue, options.filter);
  if (options.json) {
    write_result(encode(catalogue, true) + '\n');
    return done;
  }
  for (const auto& experiment : catalogue.experiments) write_result(in_words(experiment));
  write_result(fmt::format("{} experiments\n", catalogue.experiments.size()));
  return done;
}

}  // namespace

Command add_list(CLI::App& app) {
  auto options = std::make_shared<ListOptions>();
  auto* command = app.add_subcommand("list", "Shows the claims, their arms and what is expected of them");
  command->add_option("--filter", options->filter,
                      "Only experiments whose id this regular expression (RE2 syntax) finds");
  command->add_option("--benches", options->benches, "The benches program to ask")->check(not_empty());
  command->add_flag("--json", options->json, "The whole catalogue as JSON on standard output");
  return [options] { return list(*options); };
}

}  // namespace memlore::app
