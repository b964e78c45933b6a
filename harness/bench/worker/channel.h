#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "harness/model/record/block.h"
#include "harness/model/record/calibration.h"
#include "harness/model/record/fault.h"
#include "harness/model/record/job.h"
#include "harness/model/record/observation.h"
#include "harness/model/record/plan.h"
#include "harness/model/record/run.h"

namespace memlore::bench {

/// The line-by-line report of a worker. Each call writes one line in one system call, so that lines are never torn by
/// the death of this process. What belongs together is one line, or ends with a line that says so: whoever reads half
/// of it can tell.
class Channel {
 public:
  explicit Channel(int descriptor) : descriptor_(descriptor) {}

  /// Work on an arm begins (-1: on the cell as a whole): who is to blame if the process dies next.
  void begin(int cell, int arm);
  void block(const Job& job, int cell, int arm, std::int64_t iterations, const Block& block);
  /// All blocks of a cell are reported; so many.
  void timed(const Job& job, int cell, int blocks);
  void timekeeping(const Timekeeping& timekeeping);
  void calibration(const Calibration& calibration);
  void absent(int cell, int arm, std::string_view reason);
  void left_out(int cell, int arm, std::string_view pass, std::string_view reason);
  /// All that one source observed of an arm. None: it was asked, and this machine has nothing that it counts.
  void observations(int cell, int arm, std::span<const Observation> observations);
  void fault(const Fault& fault);
  void usage(const WorkerUsage& usage);
  void end();

 private:
  template <class Record>
  void say_numbers(const Record& record) const;
  template <class Record>
  void say(const Record& record) const;
  void write(std::string_view line) const;

  int descriptor_;
};

}  // namespace memlore::bench
