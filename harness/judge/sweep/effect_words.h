#pragma once

#include <string>

namespace memlore::judge {

/// The smallest and the largest estimate of a region, in three significant digits: `1.23 to 27 times` of a ratio, `0 to
/// 2` of an arm's own value, one number where both print the same. Zeros at the end are printed where they say that a
/// number was rounded or stand beside a neighbour's digits: `1.00 to 1.09 times`.
std::string effect_in_words(double low, double high, bool of_ratio);

}  // namespace memlore::judge
