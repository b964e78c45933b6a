#include "harness/run/rounds.h"

#include <algorithm>

namespace memlore::run {

int rounds_of(const Profile& profile, const Cell& cell) {
  double round_ns = 0;
  for (const auto& arm : cell.arms) round_ns += static_cast<double>(arm.iterations) * arm.iteration_ns;
  if (round_ns <= 0) return profile.rounds;
  const double paid_for = cell.setup_ns / round_ns;
  const int most = profile.rounds * most_rounds_factor;
  return paid_for >= most ? most : std::max(profile.rounds, static_cast<int>(paid_for));
}

}  // namespace memlore::run
