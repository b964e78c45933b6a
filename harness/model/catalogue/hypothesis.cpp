#include "harness/model/catalogue/hypothesis.h"

#include <fmt/format.h>

#include <array>

namespace memlore {

std::string in_words(const Hypothesis& hypothesis) {
  constexpr std::array symbols{"≥", "≤", "≈ within"};
  const auto arms =
      hypothesis.baseline.empty() ? hypothesis.contender : hypothesis.contender + " / " + hypothesis.baseline;
  return fmt::format("{}, {} {} {:g}", arms, traits_of(hypothesis.metric).title,
                     symbols[static_cast<std::size_t>(hypothesis.relation)], hypothesis.threshold);
}

}  // namespace memlore
