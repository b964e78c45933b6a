#include "harness/model/catalogue/names.h"

#include <fmt/format.h>

#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"

namespace memlore {
namespace {

void check_name(const Experiment& experiment, std::string_view noun, const std::string& name) {
  if (is_printable(name, longest_name)) return;
  throw InputError(fmt::format("experiment '{}': the {} '{}' is not a name of at most {} printable characters",
                               printable(experiment.id), noun, printable(name), longest_name));
}

}  // namespace

void check_names(const Catalogue& catalogue) {
  for (const auto& experiment : catalogue.experiments) {
    check_name(experiment, "id", experiment.id);
    for (const auto& arm : experiment.arms) check_name(experiment, "arm", arm.name);
    for (const auto& factor : experiment.factors) {
      check_name(experiment, "factor", factor.name);
      check_name(experiment, "unit", factor.unit);
      for (const auto& level : factor.levels) check_name(experiment, "label", level.label);
    }
  }
}

}  // namespace memlore
