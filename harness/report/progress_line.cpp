#include "harness/report/progress_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace memlore::report {

std::string progress_line(const ProgressText& text) {
  constexpr int width = 20;
  const double share = std::clamp(text.share, 0.0, 1.0);
  const int filled = static_cast<int>(std::lround(share * width));
  const auto bar =
      std::string(static_cast<std::size_t>(filled), '=') + std::string(static_cast<std::size_t>(width - filled), ' ');
  const auto seconds = text.left.count();
  return fmt::format("[{}] {:3.0f} %  {}:{:02} left  {}  {}", bar, 100 * share, seconds / 60, seconds % 60, text.step,
                     text.detail);
}

void ProgressDisplay::show(const ProgressText& text) {
  if (kind_ == Kind::live) put("\r\x1b[K" + progress_line(text));
  if (kind_ == Kind::plain && text.step != last_step_) put(fmt::format("{:3.0f} %  {}\n", 100 * text.share, text.step));
  last_step_ = text.step;
}

void ProgressDisplay::clear() {
  if (kind_ == Kind::live) put("\r\x1b[K");
}

/// Errors are ignored, which fmt::print would not do: a reader that left must not end a run of an hour.
void ProgressDisplay::put(const std::string& text) {
  std::fputs(text.c_str(), out_);
  std::fflush(out_);
}

}  // namespace memlore::report
