#pragma once

// How many iterations of a kernel to simulate. Only what the simulator counts decides, so the answer is the same on
// every machine.
//
// Probes of a few iterations, each eight times as long as the last, tell how many instructions an iteration takes. Then
// follow a warm stretch, one of a length and one of twice that length, each of whole walks over the data. A kernel
// whose walk takes more instructions than may be spent is left out before it is walked.

#include <cstdint>

#include "harness/bench/simulate/simulated_counts.h"

namespace memlore::bench {

/// Least instructions of a stretch: enough for a steady state, and quick to simulate.
inline constexpr std::int64_t least_instructions = 30'000;

/// Least iterations of a stretch, as far as `affordable_instructions` go: a difference of sixteen events is not told
/// from none, and over these iterations that is a twentieth of an event each.
inline constexpr std::int64_t least_iterations = 320;
inline constexpr std::int64_t affordable_instructions = 1'000'000;

class SimulatedWalks {
 public:
  /// `period`: iterations of one walk, at least 1. `most_instructions`: that one walk may take.
  SimulatedWalks(std::int64_t period, std::int64_t most_instructions)
      : period_(period), most_instructions_(most_instructions) {}

  /// Iterations of the next stretch; 0: there is none.
  [[nodiscard]] std::int64_t next() const { return next_; }

  /// Takes the counts of the stretch of `next()` iterations.
  void counted(const SimulatedCounts& counts);

  [[nodiscard]] const SimulatedCounts& once() const { return once_; }
  [[nodiscard]] const SimulatedCounts& twice() const { return twice_; }
  [[nodiscard]] std::int64_t iterations() const { return iterations_; }  ///< Of the stretch that counts once.

  /// Instructions of one walk where that is more than may be spent; 0 where it is not.
  [[nodiscard]] std::int64_t too_many_instructions() const { return too_many_; }

 private:
  enum class Stage { probe, warm, once, twice, over };

  void look_at_probe(std::int64_t instructions);

  std::int64_t period_;
  std::int64_t most_instructions_;
  Stage stage_ = Stage::probe;
  std::int64_t next_ = 1;
  std::int64_t iterations_ = 0;
  std::int64_t too_many_ = 0;
  SimulatedCounts once_;
  SimulatedCounts twice_;
};

}  // namespace memlore::bench
