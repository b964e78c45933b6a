#pragma once

// What one line of a journal, or of a worker's report, says.

#include <cstdint>
#include <vector>

#include "harness/model/record/block.h"
#include "harness/model/record/observation.h"
#include "harness/model/record/plan.h"

namespace memlore {

/// Who is at work: cell and arm, -1 where nothing was begun, or where it is the cell as a whole.
struct AtWork {
  int cell = -1;
  int arm = -1;

  bool operator==(const AtWork&) const = default;
};

/// A block with its place in the run.
struct TimedBlock {
  int process = 0;
  int worker = 0;  ///< As of its series.
  int cell = 0;
  int arm = 0;
  std::int64_t iterations = 0;
  Block block;

  bool operator==(const TimedBlock&) const = default;
};

/// One worker has timed a cell to its end.
struct TimedCell {
  int process = 0;
  int worker = 0;
  int cell = 0;
  std::int64_t blocks = 0;  ///< All that it has reported of the cell.

  bool operator==(const TimedCell&) const = default;
};

/// All that one source observed of an arm. None: it was asked, and this machine has nothing that it counts.
struct ArmObservations {
  int cell = 0;
  int arm = 0;
  std::vector<Observation> all;

  bool operator==(const ArmObservations&) const = default;
};

/// An arm that was left out. Its place says for whom: experiment, point and arm of `what` are empty.
struct ArmLeftOut {
  int cell = 0;
  int arm = 0;
  LeftOut what;

  bool operator==(const ArmLeftOut&) const = default;
};

/// A worker has done its job.
struct End {
  bool operator==(const End&) const = default;
};

}  // namespace memlore
