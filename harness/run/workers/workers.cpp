#include "harness/run/workers/workers.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <sstream>

#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/system/facts/build_info.h"
#include "harness/system/files/temporary_folder.h"
#include "harness/system/processes/limits.h"
#include "harness/system/processes/program_output.h"

namespace memlore::run {
namespace {

namespace fs = std::filesystem;

fs::path on_path(const std::string& program) {
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): this program has one thread
  std::istringstream folders(path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path);
  std::string folder;
  while (std::getline(folders, folder, ':')) {
    const auto candidate = fs::path(folder) / program;
    std::error_code error;
    if (fs::is_regular_file(candidate, error)) return candidate;
  }
  return {};
}

/// "; the limit on …", for a process that said nothing of why it ended.
std::string under_limits() {
  const auto limits = system::tight_limits();
  return limits.empty() ? limits : "; " + limits;
}

bool is_catalogue(const std::string& text) {
  try {
    return kind_of_document(text, "") == "memlore.catalogue";
  } catch (const InputError&) {
    return false;
  }
}

/// The benches program under the simulator. It starts in the folder of its dumps, so that their names need no folder:
/// valgrind expands `%` in them.
system::ProcessSpec simulated(const Workers& workers, const Simulation& simulation, const fs::path& folder,
                              const std::string& dump) {
  std::vector<std::string> arguments{"-q",
                                     "--command-line-only=yes",
                                     "--tool=callgrind",
                                     "--cache-sim=yes",
                                     "--branch-sim=yes",
                                     "--instr-atstart=no",
                                     "--callgrind-out-file=" + dump};
  for (auto& flag : callgrind_flags(simulation.geometry)) arguments.push_back(std::move(flag));
  arguments.push_back(workers.layouts.front().string());
  arguments.push_back(fmt::format("--memlore-simulate={}", system::report_descriptor));
  return {.program = workers.valgrind,
          .arguments = std::move(arguments),
          .environment = {"MEMLORE_CALLGRIND_OUT=" + dump, "MEMLORE_SIMULATED_GEOMETRY=" + simulation.source},
          .inherited = std::vector<std::string>{"PATH", "LD_LIBRARY_PATH", "VALGRIND_LIB"},
          .cpus = {},
          .log = {},
          .folder = folder};
}

}  // namespace

Workers find_workers(const fs::path& benches) {
  std::error_code error;
  if (!fs::is_regular_file(benches, error)) {
    throw InputError(fmt::format("no benches program at {}; build it, or name one with --benches", benches.string()));
  }
  Workers workers{.layouts = {fs::absolute(benches)}, .valgrind = on_path("valgrind")};
  for (int layout = 1;; ++layout) {
    auto candidate = workers.layouts.front();
    candidate += fmt::format(".layout{}", layout);
    if (!fs::is_regular_file(candidate, error)) break;
    workers.layouts.push_back(candidate);
  }
  const auto library = workers.layouts.front().parent_path().parent_path() / "lib" / "libmemlore-allocations.so";
  if (fs::is_regular_file(library, error)) workers.allocations = library;
  if (!system::build_info().sanitizers.empty()) workers.valgrind.clear();
  for (const auto& program : workers.layouts) workers.watch.add(program);
  if (!workers.allocations.empty()) workers.watch.add(workers.allocations);
  return workers;
}

void try_simulator(Workers& workers) {
  if (workers.valgrind.empty()) return;
  constexpr auto limit = std::chrono::minutes(1);
  try {
    const system::TemporaryFolder folder;
    const auto simulation = simulations_of(std::nullopt).front();
    // Without a job the program starts and ends.
    auto process = system::ChildProcess::start(simulated(workers, simulation, folder.path(), "callgrind.0"), "");
    const auto ending = process.wait_at_most(limit);
    workers.simulator_trouble.emplace();
    if (!ending.good())
      workers.simulator_trouble = "valgrind cannot run the benches program here: it " + in_words(ending);
  } catch (const MachineError& error) {
    workers.simulator_trouble = error.what();
  }
}

std::string why_not(Pass pass, const Workers& workers) {
  const bool sanitized = !system::build_info().sanitizers.empty();
  if (pass == Pass::simulate && workers.valgrind.empty()) {
    return sanitized ? "valgrind does not run sanitized programs"
                     : "valgrind is not installed: 'scripts/bootstrap' or your package manager installs it";
  }
  if (pass == Pass::simulate) return workers.simulator_trouble.value_or("");
  if (pass == Pass::allocate && workers.allocations.empty()) {
    return sanitized ? "this build does not interpose malloc: a sanitizer owns it"
                     : "the library that interposes malloc is not there: lib/libmemlore-allocations.so of the build";
  }
  return {};
}

Catalogue catalogue_of(const Workers& workers) {
  constexpr int limit_seconds = 20;
  system::Ending ending;
  const auto text = system::output_of(workers.layouts.front(), {"--memlore-catalogue"}, limit_seconds, &ending);
  if (!text) {
    throw MachineError(fmt::format("{} cannot tell its experiments: it {}{}", workers.layouts.front().string(),
                                   in_words(ending), under_limits()));
  }
  if (!is_catalogue(*text)) {
    throw InputError(
        fmt::format("{} is no benches program of memlore: it answers --memlore-catalogue with no catalogue",
                    workers.layouts.front().string()));
  }
  return decode<Catalogue>(*text, workers.layouts.front().string() + " --memlore-catalogue");
}

void Dispatcher::check_programs() const {
  const auto changed = workers_.watch.changed();
  if (!changed) return;
  throw MachineError(fmt::format("{} has changed since the run began", changed->string()));
}

Assignment Dispatcher::assign(Job job, const ProcessPlan& planned) {
  check_programs();
  const auto task = job.task;
  const bool pinned = task == Task::time || task == Task::count || task == Task::calibrate;
  job.cpu = pinned ? cpus_.worker : -1;
  if (task == Task::time) job.spare_cpus = cpus_.spares;
  job.cpus = cpus_.thread_cpus;
  Assignment assignment{.process = {.program = workers_.layouts.at(task == Task::time ? planned.layout : 0),
                                    .arguments = {fmt::format("--memlore-worker={}", system::report_descriptor)},
                                    .environment = {},
                                    .cpus = allowed_,
                                    .log = scratch_ / "workers.log"},
                        .job = std::move(job)};
  auto& process = assignment.process;
  if (task == Task::time) {
    process.environment.push_back("MEMLORE_PADDING=" + std::string(planned.environment_bytes, 'x'));
  }
  if (task == Task::allocate) {
    // The loader splits the list at blanks and colons, so the library is named without its folder and the worker starts
    // there.
    process.folder = workers_.allocations.parent_path();
    process.environment.push_back("LD_PRELOAD=./" + workers_.allocations.filename().string());
  }
  return assignment;
}

Assignment Dispatcher::assign(Job job, const Simulation& simulation) {
  job.counters = simulation.counters;
  auto assignment = assign(std::move(job));
  auto& process = assignment.process;
  process = simulated(workers_, simulation, scratch_, fmt::format("callgrind.{}", dumps_++));
  process.cpus = allowed_;
  process.log = scratch_ / "workers.log";
  return assignment;
}

}  // namespace memlore::run
