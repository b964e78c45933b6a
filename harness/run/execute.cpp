#include "harness/run/execute.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "harness/run/job_runner.h"
#include "harness/run/jobs.h"
#include "harness/run/plan/calibrated_plan.h"
#include "harness/run/plan/expected.h"
#include "harness/run/time_pass.h"

namespace memlore::run {
namespace {

constexpr std::array observing{Pass::allocate, Pass::count, Pass::simulate, Pass::footprint};

class Execution {
 public:
  Execution(Dispatcher& dispatcher, const ExecuteOptions& options)
      : dispatcher_(dispatcher), options_(options), runner_(options) {}

  Run execute() {
    calibrate();
    runner_.expect(expected_ns());
    if (wants(Pass::time)) TimePass(runner_, dispatcher_, options_).run();
    for (const auto pass : observing) observe(pass);
    runner_.read_again();
    auto run = runner_.contents().run;
    run.complete = !runner_.interrupted();
    dispatcher_.check_programs();
    return run;
  }

 private:
  [[nodiscard]] const Plan& plan() const { return runner_.contents().run.plan; }
  [[nodiscard]] const std::vector<Experiment>& experiments() const { return runner_.contents().run.experiments; }

  void calibrate() {
    runner_.start_step("calibrate", 0);
    if (runner_.contents().calibrated) return;
    runner_.run([&](const Progress& done) { return assigned(calibration_jobs(plan(), experiments(), done)); }, 1,
                options_.silence);
    if (runner_.interrupted()) return;
    runner_.read_again();
    runner_.journal().plan(calibrated_plan(plan(), runner_.contents().calibrations, runner_.contents().timekeeping));
    runner_.read_again();
  }

  [[nodiscard]] bool wants(Pass pass) const {
    const auto& wanted = plan().profile.passes;
    return std::ranges::find(wanted, pass) != wanted.end();
  }

  /// How long all passes will take.
  [[nodiscard]] double expected_ns() const {
    double expected = wants(Pass::time) ? TimePass::expected_ns(plan(), experiments()) : 0;
    for (const auto pass : observing) {
      if (wants(pass)) expected += expected_pass_ns(plan(), experiments(), pass, dispatcher_.parallel());
    }
    return expected;
  }

  void observe(Pass pass) {
    if (runner_.interrupted() || !wants(pass)) return;
    // Other workers share the caches whose misses hardware events count; they disturb no other pass.
    const bool alone = pass == Pass::count && any_hardware_event();
    const int at_once = alone ? 1 : dispatcher_.parallel();
    runner_.start_step(std::string(name_of(pass)), expected_pass_ns(plan(), experiments(), pass, at_once));
    const auto missing = why_not(pass, dispatcher_.workers());
    const auto silence = pass == Pass::simulate ? 10 * options_.silence : options_.silence;
    runner_.read_again();
    if (!missing.empty()) {
      for (const auto& job : observation_jobs(plan(), experiments(), pass, Progress(runner_.contents()), 1)) {
        runner_.leave_out(job, missing);
      }
    } else if (pass == Pass::simulate) {
      simulate(at_once, silence);
    } else {
      runner_.run([&](const Progress& done) { return assigned(jobs_of(pass, done, at_once)); }, at_once, silence);
    }
  }

  [[nodiscard]] std::vector<Job> jobs_of(Pass pass, const Progress& done, int parts) const {
    return pass == Pass::footprint ? footprint_jobs(plan(), experiments(), done)
                                   : observation_jobs(plan(), experiments(), pass, done, parts);
  }

  /// One simulation after the other: an arm that the first leaves out is not tried again.
  void simulate(int at_once, std::chrono::milliseconds silence) {
    for (const auto& simulation : dispatcher_.simulations()) {
      runner_.read_again();
      runner_.run(
          [&](const Progress& done) {
            std::vector<Assignment> assignments;
            for (auto& job : simulation_jobs(plan(), experiments(), simulation.counters, done, at_once)) {
              assignments.push_back(dispatcher_.assign(std::move(job), simulation));
            }
            return assignments;
          },
          at_once, silence);
    }
  }

  std::vector<Assignment> assigned(std::vector<Job> jobs) {
    std::vector<Assignment> assignments;
    for (auto& job : jobs) assignments.push_back(dispatcher_.assign(std::move(job)));
    return assignments;
  }

  bool any_hardware_event() const {
    return std::ranges::any_of(runner_.contents().run.counters,
                               [](const CounterStatus& each) { return each.hardware && each.unavailable.empty(); });
  }

  Dispatcher& dispatcher_;
  const ExecuteOptions& options_;
  JobRunner runner_;
};

}  // namespace

Run execute(Dispatcher& dispatcher, const ExecuteOptions& options) { return Execution(dispatcher, options).execute(); }

}  // namespace memlore::run
