#pragma once

#include <optional>
#include <string>

#include "harness/model/catalogue/metric.h"
#include "harness/model/catalogue/pass.h"

namespace memlore {

/// A question to a source of counts whose answer is known before it is asked: what one operation of an arm must count.
struct KnownAnswer {
  Pass pass = Pass::count;  ///< Which source is asked.
  Metric metric = Metric::instructions_per_op;
  std::string arm;
  std::string less{};      ///< Arm whose count is taken off, so that what both do cancels; empty: none.
  std::string point{};     ///< Key of the point that is asked about; empty: every point.
  double expected = 0;     ///< In the metric's unit.
  double tolerance = 0;    ///< By which the count may be off either way; 0: exact.
  std::string question{};  ///< In words, for the table.

  bool operator==(const KnownAnswer&) const = default;
};

enum class AnswerWord { right, wrong, not_available };

/// What a source counted when it was asked.
struct AnswerOutcome {
  KnownAnswer answer;
  std::string experiment;
  std::string point;              ///< Key.
  std::string source;             ///< As observations name it; empty where nothing was counted.
  std::optional<double> counted;  ///< In the metric's unit.
  AnswerWord word = AnswerWord::not_available;
  std::string reason;  ///< Why it is wrong or not available; empty when it is right.

  bool operator==(const AnswerOutcome&) const = default;
};

}  // namespace memlore
