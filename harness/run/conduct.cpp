#include "harness/run/conduct.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "harness/run/jobs.h"
#include "harness/run/journal/journal.h"
#include "harness/run/journal/run_folder.h"
#include "harness/run/plan/expected.h"
#include "harness/run/time_pass.h"
#include "harness/run/workers/journalled_work.h"
#include "harness/system/facts/build_info.h"

namespace memlore::run {
namespace {

constexpr std::array observing{Pass::allocate, Pass::count, Pass::simulate, Pass::footprint};

class Conductor {
 public:
  Conductor(Foreman& foreman, const Conditions& conditions)
      : foreman_(foreman), conditions_(conditions), work_(conditions) {}

  Run conduct() {
    calibrate();
    if (wants(Pass::time)) time();
    for (const auto pass : observing) observe(pass);
    work_.read_again();
    auto run = work_.contents().run;
    run.complete = !work_.interrupted();
    foreman_.check_programs();
    return run;
  }

 private:
  [[nodiscard]] const Plan& plan() const { return work_.contents().run.plan; }
  [[nodiscard]] const std::vector<Experiment>& experiments() const { return work_.contents().run.experiments; }

  void calibrate() {
    work_.start_step("calibrate", 0);
    if (work_.contents().calibrated) return;
    work_.complete(
        [&](const Progress& done) {
          std::vector<Assignment> assignments;
          for (auto& job : calibration_jobs(plan(), experiments(), done))
            assignments.push_back(foreman_.assign(std::move(job)));
          return assignments;
        },
        1, conditions_.silence);
    if (work_.interrupted()) return;
    work_.read_again();
    work_.journal().plan(calibrated(plan(), work_.contents().calibrations, work_.contents().timekeeping));
    work_.read_again();
  }

  [[nodiscard]] bool wants(Pass pass) const {
    const auto& wanted = plan().profile.passes;
    return std::ranges::find(wanted, pass) != wanted.end();
  }

  void time() {
    auto expected = TimePass::expected_ns(plan(), experiments());
    for (const auto pass : observing) {
      if (wants(pass)) expected += expected_pass_ns(plan(), experiments(), pass, foreman_.parallel());
    }
    work_.expect(expected);
    TimePass(work_, foreman_, conditions_).run();
  }

  void observe(Pass pass) {
    if (work_.interrupted() || !wants(pass)) return;
    // Hardware events share caches with whatever runs beside; the other passes do not care.
    const bool alone = pass == Pass::count && any_hardware_event();
    const int at_once = alone ? 1 : foreman_.parallel();
    work_.start_step(std::string(name_of(pass)), expected_pass_ns(plan(), experiments(), pass, at_once));
    const auto missing = why_not(pass, foreman_.workers());
    const auto silence = pass == Pass::simulate ? 10 * conditions_.silence : conditions_.silence;
    work_.read_again();
    if (pass == Pass::simulate && missing.empty()) {
      simulate(at_once, silence);
      return;
    }
    work_.complete(
        [&](const Progress& done) {
          std::vector<Assignment> assignments;
          for (auto& job : observation_jobs(plan(), experiments(), pass, done, at_once)) {
            if (missing.empty()) {
              assignments.push_back(foreman_.assign(std::move(job)));
            } else {
              work_.leave_out(job, missing);
            }
          }
          return assignments;
        },
        at_once, silence);
  }

  /// One simulation after the other: what the first leaves out, the next does not try.
  void simulate(int at_once, std::chrono::milliseconds silence) {
    for (const auto& simulation : foreman_.simulations()) {
      work_.read_again();
      work_.complete(
          [&](const Progress& done) {
            std::vector<Assignment> assignments;
            for (auto& job : simulation_jobs(plan(), experiments(), simulation.counters, done, at_once))
              assignments.push_back(foreman_.assign(std::move(job), simulation));
            return assignments;
          },
          at_once, silence);
    }
  }

  bool any_hardware_event() const {
    return std::ranges::any_of(work_.contents().run.counters,
                               [](const CounterStatus& each) { return each.hardware && each.unavailable.empty(); });
  }

  Foreman& foreman_;
  const Conditions& conditions_;
  JournalledWork work_;
};

}  // namespace

void add_findings(std::span<const Finding> findings, const std::filesystem::path& folder) {
  Journal journal(journal_in(folder));
  for (const auto& finding : findings) journal.finding(finding);
}

Run conduct(Foreman& foreman, const Conditions& conditions) { return Conductor(foreman, conditions).conduct(); }

}  // namespace memlore::run
