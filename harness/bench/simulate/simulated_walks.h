#pragma once

// How far to simulate a kernel, decided by what the simulator counts and by nothing else: the same on every machine.
//
// First a few iterations, then eight times as many, until they tell what an iteration takes; then a warm stretch, one
// that counts once and one that counts twice, each of whole walks over the data. A kernel whose one walk takes more
// instructions than there are to spend is left out before it is walked.

#include <cstdint>

#include "harness/bench/simulate/simulated_counts.h"

namespace memlore::bench {

/// Instructions that a stretch has at least: enough for a steady state, little to simulate.
inline constexpr std::int64_t least_instructions = 30'000;

/// Iterations that a stretch has at least, as far as these many instructions go: a difference of sixteen events is not
/// told from none, and over as many iterations that is a twentieth of an event each.
inline constexpr std::int64_t least_iterations = 320;
inline constexpr std::int64_t affordable_instructions = 1'000'000;

class SimulatedWalks {
 public:
  /// `period` is the iterations of one walk, at least 1; `most_instructions` what one walk may take.
  SimulatedWalks(std::int64_t period, std::int64_t most_instructions)
      : period_(period), most_instructions_(most_instructions) {}

  /// Iterations of the next stretch; 0: there is none.
  [[nodiscard]] std::int64_t next() const { return next_; }

  /// What the stretch of `next()` iterations counted.
  void counted(const SimulatedCounts& counts);

  [[nodiscard]] const SimulatedCounts& once() const { return once_; }
  [[nodiscard]] const SimulatedCounts& twice() const { return twice_; }
  [[nodiscard]] std::int64_t iterations() const { return iterations_; }  ///< Of the stretch that counts once.

  /// Instructions of one walk where they are more than may be spent; 0: they are not.
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
