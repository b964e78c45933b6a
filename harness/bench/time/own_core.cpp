#include "harness/bench/time/own_core.h"

#include <utility>

#include "harness/model/record/core_width.h"

namespace memlore::bench {

/// The time on one core, since this process came there or began to wait.
struct OwnCore::Stay {
  Nanoseconds begin{0};
  bool cold = false;          ///< The arms are not warm on this core yet.
  int readings_in_a_row = 0;  ///< That saw no neighbour, up to now.
};

OwnCore::OwnCore(CoreToWaitFor core) : core_(std::move(core)) {}

std::optional<double> OwnCore::wait(const WarmArms& arms) {
  auto width = core_.width();
  const auto begin = core_.now();
  auto now = begin;
  Stay stay{.begin = begin};
  while (width && core_.full_width > 0 && waited_ < patience_ && now - begin < longest_wait) {
    stay.readings_in_a_row = on_own_core(*width, core_.full_width) ? stay.readings_in_a_row + 1 : 0;
    if (stay.readings_in_a_row == readings_in_a_row) {
      if (!stay.cold) break;
      arms.again();
      stay = {.begin = core_.now()};
    } else if (stay.readings_in_a_row == 0 && core_.elsewhere && now - stay.begin >= longest_stay) {
      core_.elsewhere();
      stay = {.begin = now, .cold = true};
    } else {
      arms.keep();
      stay.cold = stay.cold && now - stay.begin < warming_stay;
    }
    width = core_.width();
    const auto before = std::exchange(now, core_.now());
    waited_ += now - before;
  }
  if (!stay.cold) return width;
  arms.again();
  return core_.width();
}

}  // namespace memlore::bench
