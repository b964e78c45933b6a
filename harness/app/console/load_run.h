#pragma once

#include <filesystem>

#include "harness/model/record/run.h"

namespace memlore::app {

/// The record of a run, from its folder or its run.json, fit to be judged: complete in run.json, or so far in the
/// journal of one that was interrupted. Says so where
/// some of it was damaged. Throws InputError, naming the file, when there is none or it cannot be true.
Run load_run(const std::filesystem::path& path);

/// Says how much of a run's journal was damaged, where any was. `path` names the run.
void tell_damage(const Run& run, const std::filesystem::path& path);

}  // namespace memlore::app
