#include "harness/run/plan/schedule.h"

#include <algorithm>
#include <numeric>

#include "harness/run/plan/random.h"
#include "harness/run/plan/rounds.h"

namespace memlore::run {
namespace {

/// 0, 1, n-1, 2, n-2 …: neighbours differ by every step exactly once, which makes the shifted rows balanced.
std::vector<int> zigzag(int arms) {
  std::vector<int> row{0};
  for (int low = 1, high = arms - 1; static_cast<int>(row.size()) < arms;) {
    row.push_back(row.size() % 2 == 1 ? low++ : high--);
  }
  return row;
}

std::vector<BlockOrder> blocks_of(int arms, int rounds, Random& random) {
  std::vector<int> names(arms);
  std::iota(names.begin(), names.end(), 0);
  random.shuffle(names);
  const auto design = williams_design(arms);
  std::vector<std::size_t> rows;
  std::vector<BlockOrder> blocks;
  for (int round = 0; round < rounds; ++round) {
    if (rows.empty()) {
      rows.resize(design.size());
      std::iota(rows.begin(), rows.end(), std::size_t{0});
      random.shuffle(rows);
    }
    for (const int place : design[rows.back()]) blocks.push_back({.round = round, .arm = names[place]});
    rows.pop_back();
  }
  return blocks;
}

}  // namespace

std::vector<std::vector<int>> williams_design(int arms) {
  std::vector<std::vector<int>> rows;
  const auto first = zigzag(arms);
  for (int shift = 0; shift < arms; ++shift) {
    std::vector<int> row;
    for (const int place : first) row.push_back((place + shift) % arms);
    rows.push_back(row);
  }
  if (arms % 2 == 1 && arms > 1) {
    for (int shift = 0; shift < arms; ++shift) rows.emplace_back(rows[shift].rbegin(), rows[shift].rend());
  }
  return rows;
}

std::vector<JobCell> schedule(const Plan& plan, const ProcessPlan& process, double waiting_ns) {
  Random random(process.seed);
  std::vector<int> order(plan.cells.size());
  std::iota(order.begin(), order.end(), 0);
  random.shuffle(order);
  // Once a process has had a second thread, glibc's allocator always takes its locks: +60 % on a malloc-bound cell.
  std::stable_partition(order.begin(), order.end(),
                        [&](int index) { return plan.cells[index].point.value_or("threads", 1) == 1; });
  std::vector<JobCell> cells;
  for (const int index : order) {
    const auto& cell = plan.cells[index];
    auto blocks = blocks_of(static_cast<int>(cell.arms.size()), rounds_of(plan.profile, cell, waiting_ns), random);
    // An arm without iterations was not calibrated: it is absent here, or its experiment is not timed.
    std::erase_if(blocks, [&](const BlockOrder& each) { return cell.arms[each.arm].iterations == 0; });
    if (!blocks.empty()) cells.push_back({.index = index, .cell = cell, .blocks = std::move(blocks)});
  }
  return cells;
}

}  // namespace memlore::run
