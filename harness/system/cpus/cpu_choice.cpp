#include "harness/system/cpus/cpu_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <ranges>

#include "harness/model/text/input_error.h"
#include "harness/system/cpus/cpu_list.h"
#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

bool is_busy(const LogicalCpu& cpu) { return cpu.busy_share && *cpu.busy_share > busy_threshold; }

bool share_core(const LogicalCpu& one, const LogicalCpu& other) {
  return one.number == other.number || std::ranges::find(one.siblings, other.number) != one.siblings.end();
}

bool has_busy_sibling(const Topology& topology, const LogicalCpu& cpu) {
  return std::ranges::any_of(topology.cpus, [&](const LogicalCpu& other) {
    return other.number != cpu.number && share_core(cpu, other) && is_busy(other);
  });
}

/// Interrupts of CPU 0 slow its siblings too.
int nearness_to_cpu_0(const LogicalCpu& cpu) {
  if (cpu.number == 0) return 2;
  return std::ranges::find(cpu.siblings, 0) != cpu.siblings.end() ? 1 : 0;
}

/// The preferences for a worker's CPU, the strongest first; the smallest rank is taken. No two CPUs compare equal.
struct WorkerRank {
  bool not_isolated;
  int slowness;
  bool busy;
  bool beside_busy;
  int nearness_to_cpu_0;
  int number;

  auto operator<=>(const WorkerRank&) const = default;
};

WorkerRank worker_rank(const Topology& topology, const LogicalCpu& cpu) {
  return {.not_isolated = !cpu.isolated || is_busy(cpu),
          .slowness = -cpu.efficiency,
          .busy = is_busy(cpu),
          .beside_busy = has_busy_sibling(topology, cpu),
          .nearness_to_cpu_0 = nearness_to_cpu_0(cpu),
          .number = cpu.number};
}

/// The parent sleeps while blocks are timed: it must stay off the worker's core, and leave the good CPUs to threads.
struct ParentRank {
  bool same_cpu;
  bool same_core;
  bool isolated;
  bool busy;
  int number;

  auto operator<=>(const ParentRank&) const = default;
};

ParentRank parent_rank(const LogicalCpu& worker, const LogicalCpu& cpu) {
  return {.same_cpu = cpu.number == worker.number,
          .same_core = share_core(cpu, worker),
          .isolated = cpu.isolated,
          .busy = is_busy(cpu),
          .number = cpu.number};
}

/// Threads get cores of their own first, near the worker's memory, and the parent's CPU last.
struct ThreadRank {
  bool shares_core;
  bool other_package;
  bool of_parent;
  WorkerRank otherwise;

  auto operator<=>(const ThreadRank&) const = default;
};

using Candidates = std::vector<const LogicalCpu*>;

template <class Rank>
const LogicalCpu& best_of(const Candidates& candidates, Rank rank) {
  return **std::ranges::min_element(candidates, {}, [&](const LogicalCpu* cpu) { return rank(*cpu); });
}

std::vector<int> choose_threads(const Topology& topology, Candidates free, const LogicalCpu& worker, int parent,
                                int threads) {
  Candidates chosen{&worker};
  std::erase(free, &worker);
  while (static_cast<int>(chosen.size()) < threads && !free.empty()) {
    const auto& next = best_of(free, [&](const LogicalCpu& cpu) {
      const auto shares = [&](const LogicalCpu* other) { return share_core(cpu, *other); };
      return ThreadRank{.shares_core = std::ranges::any_of(chosen, shares),
                        .other_package = cpu.package != worker.package,
                        .of_parent = cpu.number == parent,
                        .otherwise = worker_rank(topology, cpu)};
    });
    chosen.push_back(&next);
    std::erase(free, &next);
  }
  std::vector<int> result;
  for (const auto* cpu : chosen) result.push_back(cpu->number);
  return result;
}

bool share_last_cache(const Topology& topology, const LogicalCpu& one, const LogicalCpu& other) {
  const SharedCache* last = nullptr;
  for (const auto& each : topology.caches) {
    const bool behind = std::ranges::find(each.cpus, one.number) != each.cpus.end();
    if (behind && (last == nullptr || each.cache.level > last->cache.level)) last = &each;
  }
  return last != nullptr && std::ranges::find(last->cpus, other.number) != last->cpus.end();
}

/// As good as the worker's own for all that can be known beforehand.
bool is_spare(const Topology& topology, const LogicalCpu& worker, const LogicalCpu& cpu) {
  return cpu.efficiency == worker.efficiency && share_last_cache(topology, worker, cpu) &&
         cpu.numa_node == worker.numa_node && cpu.isolated == worker.isolated && !is_busy(cpu) &&
         !has_busy_sibling(topology, cpu);
}

std::vector<int> choose_spares(const Topology& topology, Candidates free, const LogicalCpu& worker,
                               const LogicalCpu& parent) {
  Candidates chosen{&worker};
  auto take_from = [&](const Candidates& candidates) {
    for (const auto* cpu : candidates) {
      const bool apart =
          std::ranges::none_of(chosen, [&](const LogicalCpu* other) { return share_core(*cpu, *other); });
      if (apart && is_spare(topology, worker, *cpu)) chosen.push_back(cpu);
    }
  };
  std::ranges::sort(free, {}, [&](const LogicalCpu* cpu) { return worker_rank(topology, *cpu); });
  Candidates beside_parent;
  Candidates others;
  for (const auto* cpu : free) (share_core(*cpu, parent) ? beside_parent : others).push_back(cpu);
  take_from(others);
  if (chosen.size() == 1) take_from({&parent});
  std::vector<int> result;
  for (const auto* cpu : chosen | std::views::drop(1)) result.push_back(cpu->number);
  return result;
}

std::string load_in_words(const LogicalCpu& cpu) {
  if (!cpu.busy_share) return "load not known";
  return is_busy(cpu) ? fmt::format("{:.0f} % busy", 100 * *cpu.busy_share) : "idle";
}

std::string explain_worker(const Topology& topology, const Candidates& candidates, const LogicalCpu& worker) {
  std::vector<std::string> words;
  if (worker.isolated) words.emplace_back("isolated");
  const auto is_slower = [&](const LogicalCpu* cpu) { return cpu->efficiency < worker.efficiency; };
  if (std::ranges::any_of(candidates, is_slower)) words.emplace_back("a faster kind of core");
  words.push_back(load_in_words(worker));
  if (has_busy_sibling(topology, worker)) words.emplace_back("beside a busy sibling");
  if (candidates.size() == 1) {
    words.emplace_back("the only one allowed");
  } else if (worker.number == 0 && !worker.isolated) {
    words.emplace_back("although it takes most interrupts, because the others are busy or of a slower kind");
  } else if (worker.number != 0 && std::ranges::find(candidates, 0, &LogicalCpu::number) != candidates.end()) {
    words.emplace_back("not CPU 0 which takes most interrupts");
  }
  std::string result = fmt::format("CPU {}: {}", worker.number, joined(words, ", "));
  if (worker.isolated) return result;
  const bool any_isolated = std::ranges::any_of(candidates, &LogicalCpu::isolated);
  return result + (any_isolated ? "; the isolated CPUs are busy" : "; no isolated CPU");
}

std::string explain_parent(const LogicalCpu& worker, const LogicalCpu& parent) {
  if (parent.number == worker.number) return "; parent on the same CPU, because there is no other";
  const auto where = fmt::format("; parent on CPU {}", parent.number);
  return share_core(worker, parent) ? where + ", on the same core, because there is no other" : where;
}

std::string explain_spares(std::vector<int> cpus) {
  if (cpus.empty()) return {};
  std::ranges::sort(cpus);
  return fmt::format("; CPU {} instead while neighbours share its core", format_cpu_list(cpus));
}

std::string explain_threads(std::vector<int> cpus, int threads) {
  if (threads < 2) return {};
  std::ranges::sort(cpus);
  const bool enough = static_cast<int>(cpus.size()) >= threads;
  return fmt::format("; {} threads {} CPUs {}", threads, enough ? "on" : "share", format_cpu_list(cpus));
}

}  // namespace

std::vector<int> CpuChoice::of_parent() const {
  if (std::ranges::find(spares, parent) == spares.end()) return {parent};
  return {parent, worker};
}

CpuChoice choose_cpus(const Topology& topology, int threads) {
  Candidates candidates;
  for (const auto& cpu : topology.cpus) {
    if (cpu.allowed) candidates.push_back(&cpu);
  }
  if (candidates.empty()) throw MachineError("this process is allowed to run on no CPU that can be seen");

  const auto& worker = best_of(candidates, [&](const LogicalCpu& cpu) { return worker_rank(topology, cpu); });
  const auto& parent = best_of(candidates, [&](const LogicalCpu& cpu) { return parent_rank(worker, cpu); });
  CpuChoice result{.worker = worker.number, .parent = parent.number};
  result.thread_cpus = choose_threads(topology, candidates, worker, parent.number, threads);
  result.spares = choose_spares(topology, candidates, worker, parent);
  result.reason = explain_worker(topology, candidates, worker) + explain_parent(worker, parent) +
                  explain_spares(result.spares) + explain_threads(result.thread_cpus, threads);
  return result;
}

}  // namespace memlore::system
