#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/model/block.h"
#include "harness/model/fault.h"
#include "harness/model/observation.h"
#include "harness/model/plan.h"
#include "harness/model/run.h"

namespace memlore::bench {

/// What calibration found out about an arm of a cell.
struct Calibration {
  int cell = 0;
  int arm = 0;
  std::int64_t iterations = 0;  ///< Of a block of the intended length.
  std::int64_t operations = 1;  ///< Of one iteration.
  std::int64_t period = 1;      ///< Iterations of one walk over the data.
  double iteration_ns = 0;
  double setup_ns = 0;

  bool operator==(const Calibration&) const = default;
};

/// The line-by-line report of a worker. Each call writes one line in one system call, so that lines are never torn by
/// the death of this process; the journal takes them over as they are.
class Channel {
 public:
  explicit Channel(int descriptor) : descriptor_(descriptor) {}

  /// Work on an arm begins (-1: on the cell as a whole): who is to blame if the process dies next.
  void begin(int cell, int arm);
  void block(int invocation, int cell, int arm, std::int64_t iterations, const Block& block);
  void timekeeping(const Timekeeping& timekeeping);
  void calibration(const Calibration& calibration);
  void absent(int cell, int arm, std::string_view reason);
  void left_out(int cell, int arm, std::string_view pass, std::string_view reason);
  void observation(const Observation& observation);
  void fault(const Fault& fault);
  void usage(const WorkerUsage& usage);
  void end();

 private:
  void line(const std::string& text) const;
  int descriptor_;
};

}  // namespace memlore::bench
