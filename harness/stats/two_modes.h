#pragma once

// Do the values come from two places rather than one? A median between two modes describes neither.
//
// The sorted values are cut where the two parts scatter least about their own means (exact k-means for two clusters in
// one dimension), and the parts' distance is measured in their common spread: D of Ashman, Bird and Zepf (1994). For
// one normal distribution the best cut gives a D of about 2.7; from `two_modes_distance` on, with a fifth of the values
// on either side, two modes are called. The simulations beside this file say how often one mode is taken for two.

#include <optional>
#include <span>

namespace memlore::stats {

inline constexpr double two_modes_distance = 5.5;

/// Two places that values gather at.
struct TwoModes {
  double low = 0;         ///< Mean of the lower part.
  double high = 0;        ///< Mean of the higher part.
  double high_share = 0;  ///< Share of the values in the higher part.

  bool operator==(const TwoModes&) const = default;
};

/// The two modes, or nothing where one will do or where there are fewer than sixteen values.
std::optional<TwoModes> two_modes(std::span<const double> values);

}  // namespace memlore::stats
