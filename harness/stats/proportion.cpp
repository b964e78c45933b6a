#include "harness/stats/proportion.h"

#include <boost/math/distributions/binomial.hpp>
#include <cassert>

namespace memlore::stats {

double proportion_upper_bound(int events, int trials, double level) {
  assert(events >= 0 && events <= trials && level > 0 && level < 1);
  if (trials == 0 || events == trials) return 1;
  return boost::math::binomial::find_upper_bound_on_p(trials, events, 1 - level);
}

double proportion_p_value(int events, int trials, double probability) {
  assert(events >= 0 && events <= trials && probability > 0 && probability < 1);
  if (events == 0) return 1;
  return cdf(complement(boost::math::binomial(trials, probability), events - 1));
}

}  // namespace memlore::stats
