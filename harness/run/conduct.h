#pragma once

// Conducts a run from its journal's first line to its complete record:
//
//   calibrate ──► time ──► allocate ──► count ──► simulate ──► footprint ──► complete
//
// Each step asks what is left (jobs.h), lets the crew do it (journalled_work.h), and asks again if a worker failed: its
// experiment is out by then. A resumed run enters at the same place with a longer journal.

#include <filesystem>
#include <span>
#include <string>

#include "harness/model/record/run.h"
#include "harness/run/conditions.h"
#include "harness/run/workers/workers.h"

namespace memlore::run {

/// Adds to the journal of a run what was seen of the machine meanwhile.
void add_findings(std::span<const Finding> findings, const std::filesystem::path& folder);

/// Does what is left of the run in a folder and returns its record; `complete` is false when it was interrupted. Throws
/// MachineError when workers cannot be started at all, or where a program is not the one any more that the run began
/// with.
Run conduct(Foreman& foreman, const Conditions& conditions);

}  // namespace memlore::run
