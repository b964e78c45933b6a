#pragma once

// What two runs say of the same claims, side by side: does a verdict come out again?
//
// The runs are called first and second, in the order in which they were named; neither is the better one. Words agree
// or they do not; nothing is averaged between runs, and an undecided claim agrees with nothing.

#include <optional>
#include <string>
#include <vector>

#include "harness/model/conclusions/judgement.h"

namespace memlore {

/// Schema of what `memlore compare --json` prints.
inline constexpr int agreement_schema_version = 2;

/// How the verdicts of two runs on one claim stand to one another; what matters most comes first.
enum class AgreementWord {
  contradiction,  ///< It holds in one run and is refuted in the other.
  shifted,        ///< Two other decisive words: it depends in one run only.
  undecided,      ///< Inconclusive in at least one run.
  invalid,        ///< Invalid in at least one run.
  only_in_one,    ///< The other run does not have the claim.
  same,           ///< The same decisive word.
};

/// What one run found at one point.
struct PointFinding {
  int n = 0;          ///< Processes; 0: not measured, and no other number means anything.
  double value = 0;   ///< Ratio of contender to baseline, or the contender's own value where there is no baseline.
  double low_95 = 0;  ///< Ends of the plain 95 % interval; infinite where it has none.
  double high_95 = 0;
  Stance stance = Stance::undecided;

  bool operator==(const PointFinding&) const = default;
};

/// A claim at one point of its domain that both runs have.
struct PointAgreement {
  Point point;
  PointFinding first;
  PointFinding second;
  bool contradiction = false;  ///< Supported in one run, contradicted in the other.

  bool operator==(const PointAgreement&) const = default;
};

/// One claim in two runs.
struct ClaimAgreement {
  std::string experiment;  ///< Id.
  Claim claim;             ///< As the first run that has it declares it.
  std::string test;        ///< The claim's comparison in words.
  AgreementWord word = AgreementWord::only_in_one;
  std::optional<Verdict> first;  ///< Absent where the run does not have the claim.
  std::optional<Verdict> second;
  /// In the order of the first run; none where the claim is invalid, in one run only, or declared otherwise.
  std::vector<PointAgreement> points;
  int points_only_in_first = 0;
  int points_only_in_second = 0;

  bool operator==(const ClaimAgreement&) const = default;
};

/// How often two runs agree, over all that is decided in both.
struct AgreementCount {
  int decided = 0;
  int equal = 0;
  int contradictions = 0;
  std::optional<double> equal_share;  ///< In [0, 1]; absent where nothing is decided in both.

  bool operator==(const AgreementCount&) const = default;
};

/// Which run was compared.
struct ComparedRun {
  RunIdentity identity;
  std::string machine;
  std::string profile;
  bool complete = false;

  bool operator==(const ComparedRun&) const = default;
};

/// A pure function of two judgements.
struct Agreement {
  ComparedRun first;
  ComparedRun second;
  AgreementCount verdicts;             ///< Of claims.
  AgreementCount comparisons;          ///< Of claims at points, by stance.
  std::vector<Warning> warnings;       ///< What makes the runs other than repetitions of one another.
  std::vector<ClaimAgreement> claims;  ///< By word, contradictions first; within a word in the order of the runs.

  bool operator==(const Agreement&) const = default;
};

}  // namespace memlore
