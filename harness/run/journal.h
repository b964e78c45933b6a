#pragma once

// The journal of a run: a line of JSON a record, only ever appended to, each line in one write. Whatever kills the
// process loses at most the line under way; what is there can be judged, and the run resumed.
//
//   {"run":…}          first line: identity, environment, experiments and the plan before calibration
//   {"plan":…}         the plan, calibrated
//   {"calibration":…}, {"block":…}, {"observation":…}, {"left_out":…}, {"fault":…}, {"usage":…}   from workers, as they
//   came
//   {"finding":…}      what was seen of the machine later than at the beginning

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/run.h"

namespace memlore::run {

/// What a worker found out about an arm before the plan was final.
struct CalibrationRecord {
  int cell = 0;
  int arm = 0;
  std::int64_t iterations = 0;
  std::int64_t operations = 1;
  std::int64_t period = 1;
  double iteration_ns = 0;
  double setup_ns = 0;

  bool operator==(const CalibrationRecord&) const = default;
};

/// Everything that a journal says.
struct JournalContents {
  Run run;  ///< Series sorted by cell, arm and invocation; left-out parts in the plan.
  std::vector<CalibrationRecord> calibrations;
  Timekeeping timekeeping;  ///< As last measured; all 0 before it was.
  bool calibrated = false;  ///< The calibrated plan is there.
};

/// Appends records. Throws InputError, saying how to go on, when the disk is full or the file cannot be written.
class Journal {
 public:
  explicit Journal(std::filesystem::path path);
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  ~Journal();

  void begin(const Run& run);
  void plan(const Plan& plan);
  void fault(const Fault& fault);
  void parent(const ParentUsage& usage);
  void finding(const Finding& finding);
  void left_out(int cell, int arm, const LeftOut& what);

  /// A line as a worker reported it, without its end.
  void line(std::string_view text);

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
};

/// Follows a journal while it grows: each reading takes only what is new to it from the file.
class JournalReader {
 public:
  explicit JournalReader(std::filesystem::path path);
  JournalReader(const JournalReader&) = delete;
  JournalReader& operator=(const JournalReader&) = delete;
  ~JournalReader();

  /// Everything so far. Throws as read_journal does.
  JournalContents read();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Reads a journal. A last line without its end is what an interruption leaves, and is dropped; anything else that is
/// wrong is an InputError naming the line.
JournalContents read_journal(const std::filesystem::path& path);

}  // namespace memlore::run
