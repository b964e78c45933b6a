#pragma once

// Conducts a run from its journal's first line to its complete record:
//
//   begin ──► calibrate ──► time ──► allocate ──► count ──► simulate ──► footprint ──► complete
//
// Each step asks what is left (jobs.h), lets the crew do it (journalled_work.h), and asks again if a worker failed: its
// experiment is out by then. A resumed run enters at the same place with a longer journal.

#include <filesystem>
#include <span>
#include <string>

#include "harness/model/run.h"
#include "harness/run/conditions.h"
#include "harness/run/workers.h"

namespace memlore::run {

/// Starts the journal of a new run.
void begin(const Run& run, const std::filesystem::path& folder);

/// Adds to the journal of a run what was seen of the machine meanwhile.
void add_findings(std::span<const Finding> findings, const std::filesystem::path& folder);

/// Does what is left of the run in a folder and returns its record; `complete` is false when it was interrupted. Throws
/// MachineError when workers cannot be started at all.
Run conduct(Foreman& foreman, const Conditions& conditions);

/// Removes what only the run itself needed: the journal, dumps of the simulator and, of a run without faults, the logs.
void tidy(const std::filesystem::path& folder, const Run& run);

/// Why a pass cannot be made on this machine or with this build; empty when it can.
std::string why_not(Pass pass, const Workers& workers);

/// The journal's file in a run's folder.
std::filesystem::path journal_in(const std::filesystem::path& folder);

}  // namespace memlore::run
