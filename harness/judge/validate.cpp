#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "harness/judge/judge.h"
#include "harness/model/text/input_error.h"

namespace memlore::judge {
namespace {

/// Collects where we are, for messages that a person can follow into the file.
class Checker {
 public:
  Checker(const Run& run, const std::string& name) : run_(run), name_(name) {}

  void check() const {
    check_experiments();
    for (std::size_t i = 0; i < run_.plan.cells.size(); ++i) check_cell(i);
    std::set<std::tuple<int, int, int>> places;
    std::map<std::pair<int, int>, int> workers;
    for (std::size_t i = 0; i < run_.series.size(); ++i) {
      check_series(i);
      const auto& series = run_.series[i];
      const bool first = places.insert({series.cell, series.arm, series.process}).second;
      require(first, fmt::format("series[{}]", i), "its cell, arm and process are there twice");
      const auto worker = workers.try_emplace({series.cell, series.process}, series.worker).first->second;
      require(worker == series.worker, fmt::format("series[{}]", i), "another worker timed the cell's other arms");
    }
    for (std::size_t i = 0; i < run_.observations.size(); ++i) {
      const auto& observation = run_.observations[i];
      check_place(fmt::format("observations[{}]", i), observation.cell, observation.arm);
    }
  }

 private:
  void require(bool good, const std::string& place, const std::string& what) const {
    if (!good) throw InputError(fmt::format("{}: {}: {}", name_, place, what));
  }

  void check_experiments() const {
    std::set<std::string> ids;
    for (const auto& experiment : run_.experiments) {
      require(ids.insert(experiment.id).second, "experiments", "'" + experiment.id + "' is there twice");
      for (const auto& claim : experiment.claims) {
        const auto problem = problem_with(claim);
        require(problem.empty(), experiment.id, problem);
        for (const auto& condition : claim.domain) {
          const bool known =
              std::ranges::find(experiment.factors, condition.factor, &Factor::name) != experiment.factors.end();
          require(known, experiment.id, "a claim's domain names an unknown factor '" + condition.factor + "'");
        }
      }
    }
  }

  void check_cell(std::size_t index) const {
    const auto& cell = run_.plan.cells[index];
    const auto place = fmt::format("plan.cells[{}]", index);
    const Experiment* owner = nullptr;
    for (const auto& experiment : run_.experiments) {
      if (experiment.id == cell.experiment) owner = &experiment;
    }
    require(owner != nullptr, place, "no experiment '" + cell.experiment + "' in this run");
    for (const auto& factor : owner->factors) {
      bool found = false;
      for (const auto& coordinate : cell.point.coordinates) found = found || coordinate.factor == factor.name;
      require(found, place, "its point has no coordinate on factor '" + factor.name + "'");
    }
    for (const auto& arm : cell.arms) require(arm.operations > 0, place, "operations must be above 0");
  }

  void check_place(const std::string& place, int cell, int arm) const {
    require(cell >= 0 && cell < std::ssize(run_.plan.cells), place, fmt::format("there is no cell {}", cell));
    const auto arms = std::ssize(run_.plan.cells[static_cast<std::size_t>(cell)].arms);
    require(arm >= 0 && arm < arms, place, fmt::format("its cell has no arm {}", arm));
  }

  void check_series(std::size_t index) const {
    constexpr int most_rounds = 1'000'000;
    const auto& series = run_.series[index];
    const auto place = fmt::format("series[{}]", index);
    check_place(place, series.cell, series.arm);
    require(series.iterations > 0, place, "iterations must be above 0");
    std::set<int> rounds;
    for (const auto& block : series.blocks) {
      require(rounds.insert(block.round).second, place, fmt::format("round {} is there twice", block.round));
      require(block.elapsed_ns > 0, place, "elapsed_ns must be above 0");
      require(block.round >= 0 && block.round < most_rounds, place, "round must be between 0 and a million");
    }
  }

  const Run& run_;
  const std::string& name_;
};

}  // namespace

void validate(const Run& run, const std::string& name) { Checker(run, name).check(); }

}  // namespace memlore::judge
