#pragma once

// The journal of a run: a line of JSON a record, only ever appended to, each line in one write. Whatever kills the
// process loses at most the line under way; what is there can be judged, and the run resumed.
//
// Its kinds of records are in model/vocabulary/journal.h. The first two lines are the same: `{"run":…}`, which has
// identity, environment, experiments and the plan before calibration. The calibrated plan, `{"plan":…}`, is there
// twice, too: without these two records nothing else can be read.
//
// The last member of each line is the checksum of the rest. A line whose checksum does not fit is damaged: it is
// skipped and counted, and what it held counts as not observed.

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/model/record/calibration.h"
#include "harness/model/record/run.h"
#include "harness/system/files/descriptor.h"

namespace memlore::run {

/// Everything that a journal says.
struct JournalContents {
  Run run;  ///< Series sorted by cell, arm and process; left-out parts in the plan.
  std::vector<Calibration> calibrations;
  Timekeeping timekeeping;              ///< As last measured; all 0 before it was.
  bool calibrated = false;              ///< The calibrated plan is there.
  std::set<std::pair<int, int>> timed;  ///< Process and cell of all that was timed to its end by one worker.
  int next_worker = 0;                  ///< Above the number of every worker that has reported a block.
};

/// A record as a line of the journal, with its checksum, without its end. `record` is the text of a JSON object with
/// one member.
std::string with_checksum(std::string_view record);

/// The record in a line, or nothing where the line is damaged.
std::optional<std::string> checked_record(std::string_view line);

/// Appends records. Throws InputError when the disk is full or the file cannot be written; what was written before
/// stays.
class Journal {
 public:
  /// Makes the journal of a new run, on the disk as a whole or not at all.
  static void begin(const std::filesystem::path& path, const Run& run);

  explicit Journal(std::filesystem::path path);

  void plan(const Plan& plan);
  void fault(const Fault& fault);
  void parent(const ParentUsage& usage);
  void finding(const Finding& finding);
  void left_out(int cell, int arm, const LeftOut& what);

  /// A record as a worker reported it.
  void record(std::string_view text);

 private:
  std::filesystem::path path_;
  system::Descriptor file_;
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

/// Reads a journal. A last line without its end is what an interruption leaves, and is dropped. A damaged line is
/// skipped and counted in the run. Throws InputError where nothing describes the run, and, naming the line, for a line
/// that is whole and cannot be true.
JournalContents read_journal(const std::filesystem::path& path);

/// The journal's file in a run's folder.
std::filesystem::path journal_in(const std::filesystem::path& folder);

}  // namespace memlore::run
