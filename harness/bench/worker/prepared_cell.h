#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "harness/bench/author/registry.h"
#include "harness/bench/worker/channel.h"
#include "harness/model/record/job.h"

namespace memlore::bench {

/// A cell with its kernels, alive together while the cell is measured.
struct PreparedCell {
  const JobCell* job = nullptr;
  const Declaration* declaration = nullptr;
  std::vector<std::unique_ptr<Loop>> loops;  ///< One for each arm; null: the arm is absent at this point.
  std::vector<double> setup_ns;              ///< Time to prepare each arm.
};

/// One arm, prepared.
struct PreparedArm {
  std::unique_ptr<Loop> loop;  ///< Null: the arm is absent at this point.
  double setup_ns = 0;
};

/// A fault of an arm, with the place where it happened.
Fault fault_of(const JobCell& cell, const PlannedArm& arm, std::string kind, std::string detail);

/// Announces one arm of a cell, prepares it, and reports it if it is absent. Nothing when it threw; the fault is
/// reported.
std::optional<PreparedArm> prepare_arm(const JobCell& job, std::size_t index, Channel& channel);

/// The same for an arm that was announced before.
std::optional<PreparedArm> prepare_announced_arm(const JobCell& job, std::size_t index, Channel& channel);

/// Prepares every arm of a cell, in an order drawn from the seed: the arm that is prepared first gets other memory than
/// the last one, and must not always be the same. Reports absent arms. Nothing when an arm threw; the fault is
/// reported.
std::optional<PreparedCell> prepare(const JobCell& job, std::uint64_t seed, Channel& channel);

/// Checks that all arms do the same work: the results of their first iterations after preparation must agree. Reports a
/// `wrong_checksum` fault and returns false when they do not.
bool check_equal_work(const PreparedCell& cell, Channel& channel);

}  // namespace memlore::bench
