#pragma once

// The programs that a run starts, and how each kind of work starts them.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/catalogue/pass.h"
#include "harness/run/plan/geometry.h"
#include "harness/run/workers/worker_pool.h"
#include "harness/system/cpus/cpu_choice.h"
#include "harness/system/files/file_watch.h"

namespace memlore::run {

/// The programs that a run starts.
struct Workers {
  std::vector<std::filesystem::path> layouts{};  ///< The benches program in each code layout; the linker's own first.
  std::filesystem::path allocations{};           ///< The library that interposes malloc; empty: not there.
  std::filesystem::path valgrind{};              ///< Empty: not installed, or it cannot run a sanitized build.
  /// Why valgrind cannot run the program here; empty: it can; absent: not tried.
  std::optional<std::string> simulator_trouble{};
  system::FileWatch watch{};  ///< The files above as they were when they were found.
};

/// The benches program at `benches`, its other layouts beside it, and the tools of the passes. Throws InputError when
/// the program itself is not there.
Workers find_workers(const std::filesystem::path& benches);

/// Starts the benches program under the simulator, which takes some seconds, and notes the reason where that fails: the
/// simulator does not know a processor's newest instructions, or its installation is broken.
void try_simulator(Workers& workers);

/// Why a pass cannot be made on this machine or with this build; empty when it can.
std::string why_not(Pass pass, const Workers& workers);

/// The catalogue that the benches program declares. Throws MachineError when it cannot be asked.
Catalogue catalogue_of(const Workers& workers);

/// Decides for each job of a run which program does it, in which surroundings.
class Dispatcher {
 public:
  /// `scratch` is the folder for logs and dumps.
  Dispatcher(Workers workers, system::CpuChoice cpus, std::vector<int> allowed, const std::optional<Geometry>& geometry,
             std::filesystem::path scratch)
      : workers_(std::move(workers)),
        cpus_(std::move(cpus)),
        allowed_(std::move(allowed)),
        simulations_(simulations_of(geometry)),
        scratch_(std::move(scratch)) {}

  /// Throws MachineError where a program has changed since it was found: the new one would be measured under the name
  /// of the old one.
  void check_programs() const;

  /// The process for a job, after check_programs. Timed and counted work is pinned to the chosen CPU; the rest may run
  /// anywhere.
  Assignment assign(Job job, const ProcessPlan& planned = {});

  /// The process for a job of the simulate task. Of this process's environment it gets the variables that find programs
  /// and libraries, and no others: a simulated stack holds the environment.
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
  std::filesystem::path scratch_;
  int dumps_ = 0;
};

}  // namespace memlore::run
