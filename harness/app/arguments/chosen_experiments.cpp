#include "harness/app/arguments/chosen_experiments.h"

#include <fmt/format.h>

#include "harness/app/arguments/nearest.h"
#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"
#include "harness/run/plan/selection.h"

namespace memlore::app {

std::vector<Experiment> chosen_experiments(const Catalogue& catalogue, const std::string& filter) {
  auto experiments = run::filtered(catalogue.experiments, filter);
  if (!experiments.empty()) return experiments;
  if (filter.empty()) throw InputError("the benches program declares no experiment");
  std::vector<std::string> ids;
  for (const auto& each : catalogue.experiments) ids.push_back(each.id);
  throw InputError(fmt::format("--filter '{}' finds no experiment{} ('memlore list' shows them)", printable(filter),
                               suggestion(filter, ids)));
}

}  // namespace memlore::app
