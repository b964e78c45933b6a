#include "harness/model/catalogue/experiment.h"

#include <algorithm>

namespace memlore {

bool asks_for(const Experiment& experiment, Pass pass) {
  return std::ranges::find(experiment.passes, pass) != experiment.passes.end();
}

std::string family_of(const Experiment& experiment) { return experiment.id.substr(0, experiment.id.find('/')); }

}  // namespace memlore
