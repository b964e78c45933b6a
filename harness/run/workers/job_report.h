#pragma once

// What a worker reports, held against the job that it was given. A worker runs the code of others (arms under test, a
// simulator), so nothing of what it says is taken on trust: each line is parsed, and what the job did not ask for, or
// asked for once and got twice, is refused before it reaches the journal. Since each thing can be reported once, the
// length of a report is bounded, too.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "harness/model/record/job.h"
#include "harness/model/record/journal_records.h"

namespace memlore::run {

/// The longest line that a worker may report, in bytes. The longest honest one holds some dozens of observations.
inline constexpr std::size_t most_line_bytes = std::size_t{1} << 20;

/// What came of one line.
struct Taken {
  bool record = false;  ///< It is a record for the journal; false: it was meant for the crew alone.
  std::string wrong{};  ///< Why the job cannot have led to it; empty: it is as it should be.
};

class JobReport {
 public:
  explicit JobReport(const Job& job);

  /// Takes one line, without its end.
  Taken take(std::string_view line);

  /// Who was at work last.
  [[nodiscard]] const AtWork& at_work() const { return at_work_; }
  [[nodiscard]] bool ended() const { return ended_; }

  /// The first arm or cell of the job of which nothing was reported, neither a result nor a reason why there is none;
  /// nothing where all of it was.
  [[nodiscard]] std::optional<AtWork> missing() const;

 private:
  using Place = std::pair<int, int>;

  [[nodiscard]] const PlannedArm& arm_at(int cell, int arm) const;
  [[nodiscard]] const JobCell& cell_at(int cell) const;
  [[nodiscard]] bool is_asked_for(const JobCell& cell, int arm) const;

  struct Taker;

  const Job& job_;
  std::map<int, const JobCell*> cells_;
  AtWork at_work_;
  bool ended_ = false;
  std::int64_t announcements_ = 0;
  std::int64_t most_announcements_ = 64;
  std::set<std::string> faulty_;                ///< Experiments.
  std::set<Place> settled_;                     ///< Cell and arm with a result or a reason why there is none.
  std::set<std::tuple<int, int, int>> blocks_;  ///< Cell, arm, round.
  std::map<int, int> blocks_of_cell_;
  std::set<int> timed_;  ///< Cells.
  std::size_t faults_ = 0;
  bool usage_ = false;
  bool timekeeping_ = false;
};

}  // namespace memlore::run
