// One experiment a kind of misbehaviour. Each misbehaves at one point only, so that what is sound can be told from what
// is broken.

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "harness/end_to_end/faulty/sums.h"

namespace memlore::bench {
namespace {

/// A kernel that calls `misbehave` in each iteration at the broken point.
template <class Misbehave>
Prepare running(Misbehave misbehave) {
  return [misbehave](const Point& point) {
    const bool bad = point["place"] == broken;
    return kernel([misbehave, bad] {
      if (opaque(static_cast<int>(bad)) != 0) misbehave();
      return small_sum();
    });
  };
}

void die_of(int signal) {
  // Without the default action a sanitizer or the library could turn the signal into an exit code.
  std::signal(signal, SIG_DFL);  // NOLINT(cert-err33-c)
  kill(getpid(), signal);
}

const auto crashing =
    declare(experiment_with_fault("bad/crashes", "Is a crash seen?", running([] { die_of(SIGSEGV); })));

const auto aborting =
    declare(experiment_with_fault("bad/aborts", "Is an abort seen?", running([] { die_of(SIGABRT); })));

const auto hanging = declare(experiment_with_fault("bad/hangs", "Is a hang seen?", running([] {
                                                     for (;;) pause();
                                                   })));

const auto leaving =
    declare(experiment_with_fault("bad/exits", "Is it seen that an arm ends its process?", running([] { _exit(0); })));

const auto throwing = declare(experiment_with_fault("bad/throws-running", "Is an exception out of the loop seen?",
                                                    running([] { throw std::runtime_error("thrown while running"); })));

const auto unprepared = declare(experiment_with_fault(
    "bad/throws-preparing", "Is an exception out of the preparation seen?", [](const Point& point) {
      if (point["place"] == broken) throw std::runtime_error("thrown while preparing");
      return honest(point);
    }));

const auto wrong = declare(experiment_with_fault("bad/wrong-checksum", "Is unequal work seen?", [](const Point& point) {
  const std::uint64_t error = point["place"] == broken ? 1 : 0;
  return kernel([error] { return small_sum() + error; });
}));

/// How many processes have prepared this arm before, by the length of the file that MEMLORE_FAULTY_COUNT names.
std::size_t processes_before() {
  static const std::size_t before = [] {
    const char* path = std::getenv("MEMLORE_FAULTY_COUNT");  // NOLINT(concurrency-mt-unsafe)
    if (path == nullptr) return std::size_t{0};
    std::ifstream file(path);
    const std::string marks{std::istreambuf_iterator<char>(file), {}};
    std::ofstream(path, std::ios::app) << '.';
    return marks.size();
  }();
  return before;
}

/// The first process calibrates, the second is the first timed process: both go well, and the third dies.
const auto late =
    declare(experiment_with_fault("bad/crashes-later", "Is a crash in a later process seen?", [](const Point& point) {
      const bool now = processes_before() >= 2 && point["place"] == broken;
      return kernel([now] {
        if (opaque(static_cast<int>(now)) != 0) die_of(SIGSEGV);
        return small_sum();
      });
    }));

}  // namespace
}  // namespace memlore::bench
