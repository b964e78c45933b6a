#include "harness/bench/own_core.h"

#include <utility>

#include "harness/model/core_width.h"

namespace memlore::bench {

OwnCore::OwnCore(double full_width, std::function<std::optional<double>()> width, std::function<Nanoseconds()> now)
    : full_width_(full_width), width_(std::move(width)), now_(std::move(now)) {}

std::optional<double> OwnCore::wait(const std::function<void()>& meanwhile) {
  auto width = width_();
  auto last = now_();
  const auto end = last + longest_wait;
  for (int own = 0; width && full_width_ > 0 && patience_.count() > 0 && last < end;) {
    own = on_own_core(*width, full_width_) ? own + 1 : 0;
    if (own == readings_in_a_row) break;
    meanwhile();
    width = width_();
    const auto now = now_();
    patience_ -= now - last;
    last = now;
  }
  return width;
}

}  // namespace memlore::bench
