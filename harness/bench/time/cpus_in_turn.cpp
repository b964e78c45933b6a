#include "harness/bench/time/cpus_in_turn.h"

#include "harness/system/cpus/affinity.h"

namespace memlore::bench {

CpusInTurn::CpusInTurn(int home, const std::vector<int>& others) : cpus_{home} {
  if (home >= 0) cpus_.insert(cpus_.end(), others.begin(), others.end());
}

void CpusInTurn::go(std::size_t at) {
  if (at == at_) return;
  system::pin_this_thread(cpus_[at]);
  at_ = at;
}

}  // namespace memlore::bench
