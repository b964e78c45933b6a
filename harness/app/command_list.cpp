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
#include "harness/model/text/counted.h"
#include "harness/run/workers/workers.h"

namespace memlore::app {
namespace {

struct ListOptions {
  std::string filter;
  std::string benches;
  bool json = false;
};

/// `12 levels from 8 to 4096 bytes`, or the words of categories.
std::string levels_of(const Factor& factor) {
  if (is_ordered(factor) && factor.levels.size() > 1) {
    return fmt::format("{} from {} to {}{}{}", counted(std::ssize(factor.levels), "level"), factor.levels.front().value,
                       factor.levels.back().value, factor.unit.empty() ? "" : " ", factor.unit);
  }
  std::string words;
  for (const auto& each : factor.levels) words += (words.empty() ? "" : ", ") + level_in_words(factor, each.value);
  return words;
}

std::string described(const Experiment& experiment) {
  auto text = fmt::format("{}\n  {}\n", experiment.id, experiment.question);
  auto add = std::back_inserter(text);
  for (const auto& claim : experiment.claims) {
    fmt::format_to(add, "  claim {}: {}\n    {}\n", claim.row, claim.sentence, in_words(claim, experiment.factors));
  }
  for (const auto& arm : experiment.arms) {
    fmt::format_to(add, "  arm {}: {}{}\n", arm.name, arm.description,
                   arm.not_built.empty() ? "" : " (" + arm.not_built + ")");
  }
  for (const auto& factor : experiment.factors) {
    fmt::format_to(add, "  factor {}: {}\n", factor.name, levels_of(factor));
  }
  return text + '\n';
}

int list(const ListOptions& options) {
  auto catalogue = run::catalogue_of(run::find_workers(benches_or_default(options.benches)));
  catalogue.experiments = chosen_experiments(catalogue, options.filter);
  if (options.json) {
    write_result(encode(catalogue, true) + '\n');
    return done;
  }
  std::ptrdiff_t claims = 0;
  for (const auto& experiment : catalogue.experiments) {
    write_result(described(experiment));
    claims += std::ssize(experiment.claims);
  }
  write_result(counted(std::ssize(catalogue.experiments), "experiment") + ", " + counted(claims, "claim") + '\n');
  return done;
}

}  // namespace

Command add_list(CLI::App& app) {
  auto options = std::make_shared<ListOptions>();
  auto* command = app.add_subcommand("list", "Shows the experiments with their claims, arms and factors");
  command->add_option("--filter", options->filter,
                      "Only experiments whose id this regular expression (RE2 syntax) finds");
  command->add_option("--benches", options->benches, "The benches program to ask")->check(not_empty());
  command->add_flag("--json", options->json, "The whole catalogue as JSON on standard output");
  return [options] { return list(*options); };
}

}  // namespace memlore::app
