#include "harness/run/workers/workers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>

#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::run {
namespace {

using system::TemporaryFolder;

namespace fs = std::filesystem;

void make(const fs::path& path, const std::string& text = "") {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
  fs::permissions(path, fs::perms::owner_all);
}

/// The search path while the object lives.
class SearchPath {
 public:
  explicit SearchPath(const std::string& path) : before_(std::getenv("PATH")) { setenv("PATH", path.c_str(), 1); }
  SearchPath(const SearchPath&) = delete;
  SearchPath& operator=(const SearchPath&) = delete;
  ~SearchPath() { setenv("PATH", before_.c_str(), 1); }

 private:
  std::string before_;
};

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::ranges::find(all, one) != all.end();
}

TEST(FindWorkers, FindsLayoutsLibraryAndValgrindWhereTheyAre) {
  const TemporaryFolder folder;
  for (const auto* name : {"bin/benches", "bin/benches.layout1", "bin/benches.layout2", "lib/libmemlore-allocations.so",
                           "tools/valgrind"}) {
    make(folder / name);
  }
  const SearchPath path("/no/such/folder:" + (folder / "tools").string());
  const auto workers = find_workers(folder / "bin/benches");
  EXPECT_EQ(workers.layouts,
            (std::vector{folder / "bin/benches", folder / "bin/benches.layout1", folder / "bin/benches.layout2"}));
  EXPECT_EQ(workers.allocations, folder / "lib/libmemlore-allocations.so");
#ifdef MEMLORE_SANITIZED
  EXPECT_TRUE(workers.valgrind.empty()) << "it does not run sanitized programs";
#else
  EXPECT_EQ(workers.valgrind, folder / "tools/valgrind");
#endif
}

TEST(FindWorkers, LeavesEmptyWhatIsNotThere) {
  const TemporaryFolder folder;
  make(folder / "bin/benches");
  make(folder / "bin/benches.layout2");
  fs::create_directories(folder / "tools/valgrind");
  const SearchPath path((folder / "tools").string());
  const auto workers = find_workers(folder / "bin/benches");
  EXPECT_EQ(workers.layouts.size(), 1U) << "layouts are counted without a gap";
  EXPECT_TRUE(workers.allocations.empty());
  EXPECT_TRUE(workers.valgrind.empty()) << "a folder of that name is no program";
}

TEST(FindWorkers, NamesAProgramThatIsNotThere) {
  const TemporaryFolder folder;
  for (const auto& path : {folder / "benches", folder.path()}) {
    try {
      (void)find_workers(path);
      FAIL() << path;
    } catch (const InputError& error) {
      EXPECT_EQ(error.what(), "no benches program at " + path.string() + "; build it, or name one with --benches");
    }
  }
}

TEST(CatalogueOf, IsWhatTheProgramPrints) {
  const TemporaryFolder folder;
  const Catalogue catalogue{1, {}, {{"fmt", "9.1.0"}}};
  make(folder / "benches", "#!/bin/sh\n[ \"$1\" = --memlore-catalogue ] && echo '" + encode(catalogue) + "'\n");
  EXPECT_EQ(catalogue_of({.layouts = {folder / "benches"}}), catalogue);
}

TEST(CatalogueOf, TellsAProgramThatCannotBeAskedFromOneThatTalksNonsense) {
  const TemporaryFolder folder;
  make(folder / "dying", "#!/bin/sh\nexit 3\n");
  make(folder / "talking", "#!/bin/sh\necho hello\n");
  try {
    (void)catalogue_of({.layouts = {folder / "dying"}});
    FAIL() << "a program that fails has no catalogue";
  } catch (const MachineError& error) {
    EXPECT_EQ(error.what(), (folder / "dying").string() + " cannot tell its experiments: it exited with 3");
  }
  EXPECT_THROW((void)catalogue_of({.layouts = {folder / "talking"}}), InputError);
}

/// A benches program under a simulator, both of shell script.
Workers tried(const TemporaryFolder& folder, const std::string& simulator) {
  make(folder / "benches", "#!/bin/sh\nexit 0\n");
  make(folder / "valgrind", "#!/bin/sh\n" + simulator);
  Workers workers{.layouts = {folder / "benches"}, .valgrind = folder / "valgrind"};
  try_simulator(workers);
  return workers;
}

TEST(TrySimulator, FindsNothingWrongWithOneThatRunsTheProgram) {
  const TemporaryFolder folder;
  EXPECT_EQ(why_not(Pass::simulate, tried(folder, "while [ \"${1#-}\" != \"$1\" ]; do shift; done; exec \"$1\"")), "");
}

TEST(TrySimulator, SaysHowOneEndedThatCannotRunTheProgram) {
  const TemporaryFolder folder;
  EXPECT_EQ(why_not(Pass::simulate, tried(folder, "kill -ILL $$")),
            "valgrind cannot run the benches program here: it died of signal 4 (Illegal instruction)");
  const TemporaryFolder another;
  EXPECT_EQ(why_not(Pass::simulate, tried(another, "exit 1")),
            "valgrind cannot run the benches program here: it exited with 1");
}

TEST(WhyNot, BlamesASanitizerOnlyWhereThereIsOne) {
  const auto reason = why_not(Pass::allocate, {});
#ifdef MEMLORE_SANITIZED
  EXPECT_NE(reason.find("a sanitizer owns it"), std::string::npos);
#else
  EXPECT_NE(reason.find("the library that interposes malloc is not there"), std::string::npos);
#endif
}

class Assigning : public testing::Test {
 protected:
  Assignment assign(Task task, const ProcessPlan& process = {}) {
    Job job;
    job.task = task;
    return dispatcher_.assign(job, process);
  }

  Assignment simulate() {
    Job job;
    job.task = Task::simulate;
    return dispatcher_.assign(job, dispatcher_.simulations().front());
  }

  Dispatcher dispatcher_{{.layouts = {"/bin/benches", "/bin/benches.layout1"},
                          .allocations = "/lib/allocations.so",
                          .valgrind = "/usr/bin/valgrind"},
                         {.worker = 5, .parent = 2, .thread_cpus = {5, 7}, .spares = {6}, .reason = {}},
                         {2, 5, 7},
                         std::nullopt,
                         "/run/scratch"};
};

/// The tasks that run without the simulator.
constexpr std::array all_tasks{Task::calibrate, Task::time, Task::count, Task::allocate, Task::footprint};

TEST_F(Assigning, StartsAWorkerThatLogsInTheRunsFolderAndMayUseTheAllowedCpus) {
  for (const auto task : all_tasks) {
    const auto assignment = assign(task);
    EXPECT_EQ(assignment.process.arguments.back(), "--memlore-worker=3");
    EXPECT_EQ(assignment.process.log, "/run/scratch/workers.log");
    EXPECT_EQ(assignment.process.cpus, (std::vector{2, 5, 7}));
    EXPECT_EQ(assignment.job.cpus, (std::vector{5, 7}));
    EXPECT_EQ(assignment.job.task, task);
  }
  EXPECT_EQ(dispatcher_.parallel(), 3);
}

TEST_F(Assigning, PinsWhatIsTimedOrCountedAndNothingElse) {
  for (const auto task : {Task::calibrate, Task::time, Task::count}) EXPECT_EQ(assign(task).job.cpu, 5);
  for (const auto task : {Task::allocate, Task::footprint}) EXPECT_EQ(assign(task).job.cpu, -1);
  EXPECT_EQ(simulate().job.cpu, -1);
}

TEST_F(Assigning, LetsNothingButWhatIsTimedGoToAnotherCpu) {
  for (const auto task : all_tasks) {
    EXPECT_EQ(assign(task).job.spare_cpus, task == Task::time ? std::vector{6} : std::vector<int>{});
  }
}

TEST_F(Assigning, GivesLayoutAndPaddingToTheTimePassAlone) {
  ProcessPlan process;
  process.layout = 1;
  process.environment_bytes = 100;
  const auto timed = assign(Task::time, process).process;
  EXPECT_EQ(timed.program, "/bin/benches.layout1");
  EXPECT_EQ(timed.environment, std::vector{"MEMLORE_PADDING=" + std::string(100, 'x')});
  const auto counted = assign(Task::count, process).process;
  EXPECT_EQ(counted.program, "/bin/benches");
  EXPECT_TRUE(counted.environment.empty());
}

TEST_F(Assigning, InterposesMallocOnlyWhereAllocationsAreCounted) {
  for (const auto task : all_tasks) {
    const auto process = assign(task).process;
    EXPECT_EQ(has(process.environment, "LD_PRELOAD=./allocations.so"), task == Task::allocate);
    EXPECT_EQ(process.folder, task == Task::allocate ? "/lib" : "")
        << "the loader splits the list at blanks and colons";
  }
}

TEST_F(Assigning, PutsTheSimulationUnderCallgrindWithAGeometryThatIsNotItsOwnGuess) {
  const auto process = simulate().process;
  EXPECT_EQ(process.program, "/usr/bin/valgrind");
  for (const auto* flag : {"--tool=callgrind", "--cache-sim=yes", "--branch-sim=yes", "--instr-atstart=no",
                           "--I1=32768,8,64", "--D1=32768,8,64", "--LL=8388608,16,64"}) {
    EXPECT_TRUE(has(process.arguments, flag)) << flag;
  }
  ASSERT_GE(process.arguments.size(), 2U);
  EXPECT_EQ(process.arguments[process.arguments.size() - 2], "/bin/benches") << "valgrind's own options come before";
  EXPECT_EQ(process.arguments.back(), "--memlore-simulate=3");
  EXPECT_TRUE(
      has(process.environment, "MEMLORE_SIMULATED_GEOMETRY=callgrind, reference geometry " + in_words(Geometry{})));
  EXPECT_EQ(simulate().job.counters, std::vector{CounterSource::callgrind_reference});
}

TEST_F(Assigning, KeepsTheUsersEnvironmentAndConfigurationOutOfTheSimulation) {
  EXPECT_FALSE(assign(Task::time).process.inherited);
  const auto process = simulate().process;
  ASSERT_TRUE(process.inherited);
  EXPECT_FALSE(has(*process.inherited, "HOME"));
  EXPECT_FALSE(has(*process.inherited, "VALGRIND_OPTS"));
  EXPECT_TRUE(has(process.arguments, "--command-line-only=yes"));
}

TEST_F(Assigning, GivesEverySimulationADumpOfItsOwn) {
  const auto first = simulate().process;
  const auto second = simulate().process;
  EXPECT_TRUE(has(first.arguments, "--callgrind-out-file=callgrind.0"));
  EXPECT_TRUE(has(first.environment, "MEMLORE_CALLGRIND_OUT=callgrind.0"));
  EXPECT_TRUE(has(second.arguments, "--callgrind-out-file=callgrind.1"));
  EXPECT_TRUE(std::ranges::none_of(first.arguments, [](const auto& each) { return each.starts_with("--log-"); }))
      << "valgrind would write its log through a link";
  EXPECT_EQ(first.folder, "/run/scratch") << "valgrind expands % in a name, so no folder's name is in it";
}

}  // namespace
}  // namespace memlore::run
