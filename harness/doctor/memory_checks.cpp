// Pages: their size, their place, and whether they stay there.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/doctor/check.h"
#include "harness/doctor/facts.h"

namespace memlore::doctor {
namespace {

constexpr double mebibyte = 1 << 20;

Diagnosis huge_pages(const Subject& subject) {
  return of_text(subject, "memory", "transparent_huge_pages", [](const std::string& mode) -> Diagnosis {
    return {mode == "always" ? Severity::note : Severity::ok, fmt::format("transparent huge pages: '{}'", mode)};
  });
}

Diagnosis samepage_merging(const Subject& subject) {
  return of_text(subject, "memory", "samepage_merging", [](const std::string& state) -> Diagnosis {
    if (state == "1") return {Severity::warning, "the kernel merges equal pages"};
    return {Severity::ok, "the kernel does not merge pages"};
  });
}

Diagnosis memory_nodes(const Subject& subject) {
  return of_number(subject, "topology", "numa_nodes", [](double nodes) -> Diagnosis {
    if (nodes <= 1) return {Severity::ok, "one memory node"};
    return {Severity::note, fmt::format("{:.0f} memory nodes", nodes)};
  });
}

Diagnosis memory_balancing(const Subject& subject) {
  return of_text(subject, "kernel", "numa_balancing", [&](const std::string& state) -> Diagnosis {
    if (state == "0") return {Severity::ok, "balancing is off"};
    const bool matters = number_of(subject, "topology", "numa_nodes").value_or(1) > 1;
    return {matters ? Severity::warning : Severity::ok,
            matters ? "balancing is on" : "balancing is on, with one memory node"};
  });
}

Diagnosis swapping(const Subject& subject) {
  constexpr double heavy_pages_per_second = 100;
  const auto pages = number_of(subject, "activity", "swapped_pages");
  const auto seconds = number_of(subject, "activity", "seconds").value_or(0);
  if (pages && *pages > 0) {
    const bool heavy = seconds > 0 && *pages / seconds >= heavy_pages_per_second;
    return {heavy ? Severity::severe : Severity::warning,
            fmt::format("{:.0f} pages were swapped {}", *pages, time_watched(subject))};
  }
  return of_number(subject, "memory", "swap_total_bytes", [&](double total) -> Diagnosis {
    if (total == 0) return {Severity::ok, "there is no swap"};
    const auto free = number_of(subject, "memory", "swap_free_bytes");
    if (!free) return unknown("the free part of the swap is not known");
    if (!pages)
      return unknown("swapped pages are not counted: " + fact_of(subject, "activity", "swapped_pages").absent);
    const auto used = total - *free;
    return {used > 0 ? Severity::note : Severity::ok,
            fmt::format("{} of {} of swap are in use; no page moved {}", size_in_words(used), size_in_words(total),
                        time_watched(subject))};
  });
}

Diagnosis headroom(const Subject& subject) {
  return of_number(subject, "memory", "available_bytes", [&](double available) -> Diagnosis {
    const auto limit = number_of(subject, "cgroup", "memory_limit");
    const auto room = limit ? std::min(available, *limit) : available;
    const auto severity = room < 128 * mebibyte    ? Severity::severe
                          : room < 1024 * mebibyte ? Severity::warning
                                                   : Severity::ok;
    return {severity, size_in_words(room) + " are available"};
  });
}

Diagnosis page_size(const Subject& subject) {
  return of_number(subject, "memory", "page_bytes", [](double bytes) -> Diagnosis {
    return {bytes == 4096 ? Severity::ok : Severity::note, "pages of " + size_in_words(bytes)};
  });
}

constexpr std::array checks{
    Check{"huge_pages",
          "Transparent huge pages",
          "With 'always', large arrays get huge pages, and fewer TLB misses, whenever the kernel happens to have some.",
          "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled",
          {},
          huge_pages},
    Check{"samepage_merging",
          "Merging of equal pages",
          "A merged page faults at its next write, and the scan for equal pages takes processor time and cache.",
          "echo 2 > /sys/kernel/mm/ksm/run",
          {},
          samepage_merging},
    Check{"memory_nodes",
          "Memory nodes",
          "Memory of another node takes half as long again to reach, and the node of a page differs from process to "
          "process.",
          "numactl --cpunodebind=0 --membind=0 memlore run",
          {},
          memory_nodes},
    Check{"memory_balancing",
          "Balancing of memory nodes",
          "The kernel unmaps pages to see who uses them, which causes page faults and migrations inside blocks.",
          "sysctl kernel.numa_balancing=0",
          {},
          memory_balancing},
    Check{"swapping",
          "Swapping",
          "Access to a page on the disk takes a hundred thousand times as long as to one in memory.",
          "end the programs that use the memory, then swapoff -a",
          {},
          swapping,
          true},
    Check{"memory_headroom",
          "Memory headroom",
          "Where memory is short, the kernel reclaims pages inside blocks, or kills the worker.",
          "end the programs that use the memory, or measure less: memlore run --profile quick",
          {},
          headroom},
    Check{"page_size",
          "Size of a page",
          "With pages of another size, the TLB covers more or less memory, and a fresh allocation costs more or less.",
          "cite the size of a page; results for 4 KiB do not carry over",
          {},
          page_size},
};

}  // namespace

std::span<const Check> memory_checks() { return checks; }

}  // namespace memlore::doctor
