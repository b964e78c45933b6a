#pragma once

// How the benches program is started for each kind of work.

#include <filesystem>
#include <string>
#include <vector>

#include "harness/model/experiment.h"
#include "harness/run/crew.h"
#include "harness/run/geometry.h"
#include "harness/system/cpu_choice.h"

namespace memlore::run {

/// The programs that a run starts.
struct Workers {
  std::vector<std::filesystem::path> layouts;  ///< The benches program in each code layout; the linker's own first.
  std::filesystem::path allocations;           ///< The library that interposes malloc; empty: not there.
  std::filesystem::path valgrind;              ///< Empty: not installed, or it cannot run a sanitized build.
};

/// The benches program at `benches`, its other layouts beside it, and what the passes need. Throws InputError when the
/// program itself is not there.
Workers find_workers(const std::filesystem::path& benches);

/// What the benches program declares. Throws MachineError when it cannot be asked.
Catalogue catalogue_of(const Workers& workers);

/// Builds the assignments of one run.
class Foreman {
 public:
  Foreman(Workers workers, system::CpuChoice cpus, std::vector<int> allowed, const std::optional<Geometry>& geometry,
          std::filesystem::path folder)
      : workers_(std::move(workers)),
        cpus_(std::move(cpus)),
        allowed_(std::move(allowed)),
        simulations_(simulations_of(geometry)),
        folder_(std::move(folder)) {}

  /// The process for a job. Timed and counted work is pinned to the chosen CPU; the rest may run anywhere.
  Assignment assign(Job job, const InvocationPlan& invocation = {});

  /// The process for a job of the simulate task. Nothing of this process's own environment reaches it but what finds
  /// programs and libraries: a simulated stack holds the environment.
  Assignment assign(Job job, const Simulation& simulation);

  [[nodiscard]] const Workers& workers() const { return workers_; }
  [[nodiscard]] const system::CpuChoice& cpus() const { return cpus_; }
  [[nodiscard]] const std::vector<Simulation>& simulations() const { return simulations_; }
  [[nodiscard]] int parallel() const { return static_cast<int>(allowed_.size()); }

 private:
  Workers workers_;
  system::CpuChoice cpus_;
  std::vector<int> allowed_;
  std::vector<Simulation> simulations_;
  std::filesystem::path folder_;
  int dumps_ = 0;
};

}  // namespace memlore::run
