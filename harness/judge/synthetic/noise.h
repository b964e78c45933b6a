#pragma once

// The kinds of noise that intervals have to stand: what distributions look like, and what happens to blocks in time.

#include <array>
#include <cmath>
#include <random>
#include <string_view>

namespace memlore::synthetic {

enum class Kind { normal, skewed, heavy_tailed, contaminated, autocorrelated, drifting };

inline constexpr std::array all_kinds{Kind::normal,       Kind::skewed,         Kind::heavy_tailed,
                                      Kind::contaminated, Kind::autocorrelated, Kind::drifting};

constexpr std::string_view name_of(Kind kind) {
  constexpr std::array<std::string_view, 6> names{"normal",       "skewed",         "heavy-tailed",
                                                  "contaminated", "autocorrelated", "drifting"};
  return names[static_cast<std::size_t>(kind)];
}

/// A value of median 0 and of a spread near 1: an exponentiated normal for skew, Student's t of 2 degrees of freedom
/// (which has no variance) for heavy tails, a normal one otherwise.
inline double drawn(Kind kind, std::mt19937_64& random) {
  std::normal_distribution<double> standard;
  if (kind == Kind::skewed) return std::exp(standard(random)) - 1;
  if (kind == Kind::heavy_tailed) return std::student_t_distribution<double>{2}(random);
  return standard(random);
}

/// What is added to the log times of the blocks of one process, in the order of time: white noise of that deviation,
/// and by kind one block in ten that takes five times as long, noise of which nineteen twentieths stay from one block
/// to the next, or a drift of a fiftieth a block.
class Disturbance {
 public:
  Disturbance(Kind kind, double deviation) : kind_(kind), deviation_(deviation) {}

  double next(std::mt19937_64& random) {
    constexpr double kept = 0.95;
    constexpr double drift = 0.02;
    constexpr double spikes = 0.1;
    constexpr double spike = 5;
    double value = deviation_ * drawn(kind_, random);
    switch (kind_) {
      case Kind::contaminated:
        if (std::bernoulli_distribution{spikes}(random)) value += std::log(spike);
        break;
      case Kind::autocorrelated:
        slow_ = kept * slow_ + 2 * deviation_ * std::normal_distribution<double>{}(random);
        value += slow_;
        break;
      case Kind::drifting:
        slow_ += drift;
        value += slow_;
        break;
      case Kind::normal:
      case Kind::skewed:
      case Kind::heavy_tailed:
        break;
    }
    return value;
  }

 private:
  Kind kind_;
  double deviation_;
  double slow_ = 0;
};

}  // namespace memlore::synthetic
