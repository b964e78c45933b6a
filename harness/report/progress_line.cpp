#include "harness/report/progress_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace memlore::report {

std::string progress_line(const ProgressText& text) {
  constexpr int width = 20;
  const double share = std::clamp(text.share, 0.0, 1.0);
  const int filled = static_cast<int>(std::lround(share * width));
  const auto bar = std::string(static_cast<std::size_t>(filled), '=') + std::string(static_cast<std::size_t>(width - filled), ' ');
  const auto seconds = text.left.count();
  return fmt::format("[{}] {:3.0f} %  {}:{:02} left  {}  {}", bar, 100 * share, seconds / 60, seconds % 60, text.step, text.detail);
}

void ProgressDisplay::show(const ProgressText& text) {
  if (kind_ == Kind::none) return;
  if (kind_ == Kind::live) {
    fmt::print(out_, "\r\x1b[K{}", progress_line(text));
  } else if (text.step != last_step_) {
    fmt::print(out_, "{:3.0f} %  {}\n", 100 * text.share, text.step);
  }
  last_step_ = text.step;
  std::fflush(out_);
}

void ProgressDisplay::clear() {
  if (kind_ == Kind::live) fmt::print(out_, "\r\x1b[K");
  std::fflush(out_);
}

}  // namespace memlore::report
