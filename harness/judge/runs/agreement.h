#pragma once

// Do two runs say the same? A pure function of their judgements.
//
//   claims   matched by the experiment's id and by what they say: arms, metric, domain, relation and threshold; their
//            verdicts agree in one word (agreement.h of the model). A claim that the other run makes with another
//            relation or threshold is in one run only, and a warning says so.
//   points   matched by their key; supported here and contradicted there is a contradiction
//
// An invalid claim has no points here: what was measured beside a fault is not compared with the other run. Two
// intervals that do not overlap are no contradiction: runs are compared by what they decided.

#include "harness/model/conclusions/agreement.h"

namespace memlore::judge {

/// Holds two judgements against one another.
Agreement agreement_of(const Judgement& first, const Judgement& second);

/// How two verdicts on one claim stand to one another.
AgreementWord agreement_of_verdicts(VerdictWord first, VerdictWord second);

}  // namespace memlore::judge
