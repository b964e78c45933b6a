#include "harness/run/workers.h"

#include <fmt/format.h>

#include <cstdlib>
#include <sstream>

#include "harness/model/input_error.h"
#include "harness/model/json.h"
#include "harness/system/build_info.h"

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

}  // namespace

Workers find_workers(const fs::path& benches) {
  std::error_code error;
  if (!fs::is_regular_file(benches, error)) {
    throw InputError(fmt::format("no benches program at {}; build it, or name one with --benches", benches.string()));
  }
  Workers workers{.layouts = {fs::absolute(benches)}, .allocations = {}, .valgrind = on_path("valgrind")};
  for (int layout = 1;; ++layout) {
    auto candidate = workers.layouts.front();
    candidate += fmt::format(".layout{}", layout);
    if (!fs::is_regular_file(candidate, error)) break;
    workers.layouts.push_back(candidate);
  }
  const auto library = workers.layouts.front().parent_path().parent_path() / "lib" / "libmemlore-allocations.so";
  if (fs::is_regular_file(library, error)) workers.allocations = library;
  if (!system::build_info().sanitizers.empty()) workers.valgrind.clear();
  return workers;
}

Catalogue catalogue_of(const Workers& workers) {
  constexpr int limit_seconds = 20;
  system::Ending ending;
  const auto text = system::output_of(workers.layouts.front(), {"--memlore-catalogue"}, limit_seconds, &ending);
  if (!text) {
    throw MachineError(
        fmt::format("{} cannot tell its experiments: it {}", workers.layouts.front().string(), in_words(ending)));
  }
  return decode<Catalogue>(*text, workers.layouts.front().string() + " --memlore-catalogue");
}

Assignment Foreman::assign(Job job, const InvocationPlan& invocation) {
  const auto task = job.task;
  const bool pinned = task == Task::time || task == Task::count || task == Task::calibrate;
  job.cpu = pinned ? cpus_.worker : -1;
  if (task == Task::time) job.spare_cpus = cpus_.spares;
  job.cpus = cpus_.thread_cpus;
  Assignment assignment{
      .process = {.program = workers_.layouts.at(static_cast<std::size_t>(task == Task::time ? invocation.layout : 0)),
                  .arguments = {fmt::format("--memlore-worker={}", system::report_descriptor)},
                  .environment = {},
                  .cpus = allowed_,
                  .log = folder_ / "workers.log"},
      .job = std::move(job)};
  if (task == Task::time) {
    assignment.process.environment.push_back("MEMLORE_PADDING=" +
                                             std::string(static_cast<std::size_t>(invocation.environment_bytes), 'x'));
  }
  if (task == Task::allocate) assignment.process.environment.push_back("LD_PRELOAD=" + workers_.allocations.string());
  return assignment;
}

Assignment Foreman::assign(Job job, const Simulation& simulation) {
  job.counters = simulation.counters;
  auto assignment = assign(std::move(job));
  auto& process = assignment.process;
  const auto out = folder_ / fmt::format("callgrind.{}", dumps_++);
  std::vector<std::string> arguments{"-q",
                                     "--command-line-only=yes",
                                     "--log-file=" + (folder_ / "valgrind.log").string(),
                                     "--tool=callgrind",
                                     "--cache-sim=yes",
                                     "--branch-sim=yes",
                                     "--instr-atstart=no",
                                     "--callgrind-out-file=" + out.string()};
  for (auto& flag : callgrind_flags(simulation.geometry)) arguments.push_back(std::move(flag));
  arguments.push_back(process.program.string());
  arguments.push_back(fmt::format("--memlore-simulate={}", system::report_descriptor));
  process.program = workers_.valgrind;
  process.arguments = std::move(arguments);
  process.inherited = std::vector<std::string>{"PATH", "LD_LIBRARY_PATH", "VALGRIND_LIB"};
  process.environment = {"MEMLORE_CALLGRIND_OUT=" + out.string(), "MEMLORE_SIMULATED_GEOMETRY=" + simulation.source};
  return assignment;
}

}  // namespace memlore::run
