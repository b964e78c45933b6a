#pragma once

#include "harness/model/catalogue/experiment.h"

namespace memlore {

/// Code points of the name of an experiment, an arm, a factor or a level.
inline constexpr std::size_t longest_name = 200;

/// Throws InputError, naming the experiment, for a name in a catalogue that is longer or not printable (see
/// printable.h). A name stands in tables, in keys of points and in paths, where one that was cleaned could become that
/// of another arm.
void check_names(const Catalogue& catalogue);

}  // namespace memlore
