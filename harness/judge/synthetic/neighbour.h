#pragma once

// Who computes on the other hardware thread of a made-up process's core, and leaves and returns between rounds.

#include <cmath>
#include <random>

namespace memlore::synthetic {

/// What a neighbour does, and how often one is there.
struct NeighbourTruth {
  double share = 0;           ///< Of the time; 0: there never is one, and nobody reads the core's width.
  double contender_cost = 1;  ///< How many times as long a block takes beside one.
  double baseline_cost = 1;
};

class Neighbour {
 public:
  static constexpr double full_width = 4.8;
  static constexpr double shared_width = 2.6;

  Neighbour(const NeighbourTruth& truth, std::mt19937_64& random) : truth_(truth), there_(drawn(random)) {}

  /// Another round begins: in one of five, whether there is one is drawn again.
  void next_round(std::mt19937_64& random) {
    constexpr double changes = 0.2;
    if (truth_.share > 0 && std::bernoulli_distribution{changes}(random)) there_ = drawn(random);
  }

  [[nodiscard]] double log_cost(bool contender) const {
    return there_ ? std::log(contender ? truth_.contender_cost : truth_.baseline_cost) : 0;
  }

  [[nodiscard]] double width() const { return there_ ? shared_width : full_width; }

 private:
  bool drawn(std::mt19937_64& random) const {
    return truth_.share > 0 && std::bernoulli_distribution{truth_.share}(random);
  }

  NeighbourTruth truth_;
  bool there_;
};

}  // namespace memlore::synthetic
