#pragma once

#include <chrono>
#include <cstdio>
#include <string>

namespace memlore::report {

/// What a progress line says.
struct ProgressText {
  std::string step;
  std::string detail;
  double share = 0;  ///< In [0, 1].
  std::chrono::seconds left{};

  bool operator==(const ProgressText&) const = default;
};

/// `[=====>    ] 52 %  1:10 left  time 4/12  1042 records`
std::string progress_line(const ProgressText& text);

/// A line that is rewritten in place on a terminal; elsewhere a plain line whenever the step changes, so that a log
/// stays readable.
class ProgressDisplay {
 public:
  enum class Kind { none, plain, live };

  ProgressDisplay(std::FILE* out, Kind kind) : out_(out), kind_(kind) {}

  void show(const ProgressText& text);

  /// Clears the live line, so that other output starts at the margin.
  void clear();

 private:
  void put(const std::string& text);

  std::FILE* out_;
  Kind kind_;
  std::string last_step_;
};

}  // namespace memlore::report
