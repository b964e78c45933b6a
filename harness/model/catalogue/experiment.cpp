#include "harness/model/catalogue/experiment.h"

namespace memlore {

std::string family_of(const Experiment& experiment) { return experiment.id.substr(0, experiment.id.find('/')); }

}  // namespace memlore
