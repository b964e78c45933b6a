#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "harness/app/commands.h"
#include "harness/app/exit_code.h"
#include "harness/app/locations.h"
#include "harness/model/json.h"
#include "harness/run/sweep.h"
#include "harness/run/workers.h"

namespace memlore::app {
namespace {

struct ListOptions {
  std::string filter;
  std::string benches = default_benches().string();
  bool json = false;
};

void print_experiment(const Experiment& experiment) {
  fmt::print("{}\n  {}\n", experiment.id, experiment.claim);
  for (const auto& factor : experiment.factors) {
    fmt::print("  factor {}: {} levels\n", factor.name, factor.levels.size());
  }
  for (const auto& arm : experiment.arms) {
    fmt::print("  arm {}: {}{}\n", arm.name, arm.description, arm.not_built.empty() ? "" : " (" + arm.not_built + ")");
  }
  for (const auto& hypothesis : experiment.hypotheses) fmt::print("  expects {}\n", hypothesis.statement);
  fmt::print("\n");
}

int list(const ListOptions& options) {
  auto catalogue = run::catalogue_of(run::find_workers(options.benches));
  catalogue.experiments = run::filtered(catalogue.experiments, options.filter);
  if (options.json) {
    fmt::print("{}\n", encode(catalogue, true));
    return done;
  }
  for (const auto& experiment : catalogue.experiments) print_experiment(experiment);
  fmt::print("{} experiments\n", catalogue.experiments.size());
  return done;
}

}  // namespace

Command add_list(CLI::App& app) {
  auto options = std::make_shared<ListOptions>();
  auto* command = app.add_subcommand("list", "Shows the claims, their arms and what is expected of them");
  command->add_option("--filter", options->filter, "Only experiments whose id this regular expression finds");
  command->add_option("--benches", options->benches, "The benches program to ask");
  command->add_flag("--json", options->json, "The whole catalogue as JSON on standard output");
  return [options] { return list(*options); };
}

}  // namespace memlore::app
