#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace memlore::run {

/// Where a run stands, for the progress line.
struct Status {
  std::string step;             ///< `time 3/12`, `simulate` …
  std::string detail;           ///< `1042 records`.
  double share = 0;             ///< Of the whole run, by expected time; in [0, 1].
  std::chrono::seconds left{};  ///< Expected.
};

/// Turns steps of expected length into a share done and a time left. A step that takes longer than expected stays at
/// its end; the rest of one that takes less is skipped when the next begins.
class Timeline {
 public:
  using Clock = std::chrono::steady_clock;

  /// Expected time of all steps together, in ns; 0: not known yet.
  void expect(double total_ns) { total_ns_ = total_ns; }

  void start_step(const std::string& step, double expected_ns, Clock::time_point now = Clock::now());

  [[nodiscard]] Status status(std::int64_t records, Clock::time_point now = Clock::now()) const;

 private:
  std::string step_;
  double total_ns_ = 0;
  double done_ns_ = 0;  ///< By the steps before this one.
  double step_ns_ = 0;
  Clock::time_point begin_{};
};

}  // namespace memlore::run
