#include "harness/run/timeline.h"

#include <fmt/format.h>

#include <algorithm>

namespace memlore::run {

void Timeline::start_step(const std::string& step, double expected_ns, Clock::time_point now) {
  done_ns_ += step_ns_;
  step_ = step;
  step_ns_ = expected_ns;
  begin_ = now;
}

Status Timeline::status(std::int64_t records, Clock::time_point now) const {
  const double spent = std::chrono::duration<double, std::nano>(now - begin_).count();
  const double done = done_ns_ + std::min(spent, step_ns_);
  const double left = std::max(0.0, total_ns_ - done);
  return {.step = step_,
          .detail = fmt::format("{} records", records),
          .share = total_ns_ > 0 ? std::min(done / total_ns_, 1.0) : 0,
          .left = std::chrono::seconds(static_cast<std::int64_t>(left / 1e9))};
}

}  // namespace memlore::run
