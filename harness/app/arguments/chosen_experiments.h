#pragma once

#include <string>
#include <vector>

#include "harness/model/catalogue/experiment.h"

namespace memlore::app {

/// The experiments of a catalogue that --filter finds; all for an empty one, but the self-tests. Throws InputError
/// where it finds none, with the nearest id.
std::vector<Experiment> chosen_experiments(const Catalogue& catalogue, const std::string& filter);

}  // namespace memlore::app
