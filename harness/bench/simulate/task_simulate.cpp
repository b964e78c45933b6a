#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

#include "harness/bench/count/steady_difference.h"
#include "harness/bench/simulate/callgrind_meter.h"
#include "harness/bench/simulate/forked_simulation.h"
#include "harness/bench/simulate/same_place.h"
#include "harness/bench/simulate/simulated_walks.h"
#include "harness/bench/worker/google_benchmark.h"
#include "harness/bench/worker/tasks.h"
#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"

namespace memlore::bench {
namespace {

std::string environment_variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread is started
  if (value == nullptr) throw MachineError(std::string("the simulated pass needs the variable ") + name);
  return value;
}

/// Meters the stretches that SimulatedWalks asks for, all in one block: the code of the benchmark library lies outside,
/// and the simulator is on for the stretches only.
class WalksMeter final : public Meter {
 public:
  WalksMeter(CallgrindMeter& meter, SimulatedWalks& walks) : meter_(meter), walks_(walks) {}
  std::int64_t stretch(std::int64_t /*block*/) override {
    if (!simulating_) CallgrindMeter::simulate(simulating_ = true);
    return walks_.next();
  }
  void start() override { meter_.start(); }
  void stop() override {
    meter_.stop();
    walks_.counted(meter_.counts());
  }
  bool again() override {
    if (walks_.next() > 0) return true;
    CallgrindMeter::simulate(simulating_ = false);
    return false;
  }

 private:
  CallgrindMeter& meter_;
  SimulatedWalks& walks_;
  bool simulating_ = false;
};

/// An arm to simulate, and what to say of its counts.
struct Place {
  const Job& job;
  const JobCell& cell;
  std::size_t arm;

  [[nodiscard]] const PlannedArm& planned() const { return cell.cell.arms[arm]; }
};

void report(Channel& channel, const Place& place, const SimulatedWalks& walks, const std::string& source) {
  const double operations = static_cast<double>(walks.iterations()) * static_cast<double>(place.planned().operations);
  std::vector<Observation> all;
  auto observe = [&](Metric metric, std::int64_t SimulatedCounts::* member) {
    auto observation = steady_difference(walks.once().*member, walks.twice().*member, operations);
    observation.cell = place.cell.index;
    observation.arm = static_cast<int>(place.arm);
    observation.metric = metric;
    observation.source = source;
    for (const auto counter : place.job.counters) {
      observation.counter = counter;
      all.push_back(observation);
    }
  };
  observe(Metric::instructions_per_op, &SimulatedCounts::instructions);
  observe(Metric::data_reads_per_op, &SimulatedCounts::data_reads);
  observe(Metric::data_writes_per_op, &SimulatedCounts::data_writes);
  observe(Metric::l1_data_misses_per_op, &SimulatedCounts::l1_data_misses);
  observe(Metric::last_level_misses_per_op, &SimulatedCounts::last_level_misses);
  observe(Metric::conditional_mispredictions_per_op, &SimulatedCounts::conditional_mispredictions);
  observe(Metric::indirect_mispredictions_per_op, &SimulatedCounts::indirect_mispredictions);
  channel.observations(place.cell.index, static_cast<int>(place.arm), all);
}

void leave_out(Channel& channel, const Place& place, const std::string& reason) {
  channel.left_out(place.cell.index, static_cast<int>(place.arm), "simulate", reason);
}

std::string too_long(const Place& place, std::int64_t instructions) {
  constexpr double million = 1e6;
  std::array<char, 160> text{};
  std::snprintf(text.data(), text.size(),
                "one walk over its data takes %.1f million instructions, more than the %.1f million that are simulated",
                static_cast<double>(instructions) / million,
                static_cast<double>(place.job.most_instructions) / million);
  return text.data();
}

/// Simulates one arm. Runs in a process of its own, where the first allocation of the kernel has the same place as in
/// any other such process.
void simulate_arm(const Place& place, const DumpsOfChild& dumps, const std::string& source, Channel& channel) {
  channel.begin(place.cell.index, static_cast<int>(place.arm));
  settle_heap();
  const auto prepared = prepare_announced_arm(place.cell, place.arm, channel);
  if (!prepared || !prepared->loop) return;
  if (prepared->loop->threads() > 1) {
    leave_out(channel, place, "callgrind runs threads one after another");
    return;
  }
  // Made here and not by a caller: what is touched between stretches must lie on the settled stack.
  CallgrindMeter callgrind(dumps.request, dumps.reply);
  SimulatedWalks walks(place.planned().period, place.job.most_instructions);
  WalksMeter meter(callgrind, walks);
  run_block(*prepared->loop, 1, &meter);
  if (walks.too_many_instructions() > 0) {
    leave_out(channel, place, too_long(place, walks.too_many_instructions()));
  } else {
    report(channel, place, walks, source);
  }
}

void simulate_line(std::string_view line, const DumpsOfChild& dumps, const std::string& source, Channel& channel) {
  const auto job = decode<Job>(line, "the job on standard input");
  for (const auto& cell : job.cells) {
    for (std::size_t arm = 0; arm < cell.cell.arms.size(); ++arm) {
      if (cell.cell.arms[arm].iterations == 0) continue;
      try {
        with_settled_stack([&] { simulate_arm({job, cell, arm}, dumps, source, channel); });
      } catch (const std::exception& error) {
        channel.fault(fault_of(cell, cell.cell.arms[arm], "threw", error.what()));
      }
    }
  }
}

/// Reads lines without a heap: the process that forks must not move what its children allocate.
class Lines {
 public:
  explicit Lines(int descriptor) : descriptor_(descriptor) {}

  /// The next line, without its end; empty: there is none.
  std::string_view next() {
    for (;;) {
      const std::string_view held(text.data() + begin_, end_ - begin_);
      if (const auto end = held.find('\n'); end != std::string_view::npos) {
        begin_ += end + 1;
        return held.substr(0, end);
      }
      std::memmove(text.data(), held.data(), held.size());
      begin_ = 0;
      end_ = held.size();
      if (end_ == text.size()) throw InputError("a job is longer than a worker can read");
      const auto count = read(descriptor_, text.data() + end_, text.size() - end_);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return {};
      end_ += static_cast<std::size_t>(count);
    }
  }

 private:
  static std::array<char, std::size_t{1} << 18> text;
  int descriptor_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

std::array<char, std::size_t{1} << 18> Lines::text;

}  // namespace

void simulate_jobs(int descriptor, Channel& channel) {
  if (!CallgrindMeter::available()) throw MachineError("the simulated pass runs under callgrind only");
  const auto source = environment_variable("MEMLORE_SIMULATED_GEOMETRY");
  const auto prefix = environment_variable("MEMLORE_CALLGRIND_OUT");
  (void)std::signal(SIGPIPE, SIG_IGN);  // A child that dies is seen by its end.
  // When the library first runs, it leaves what it finds out about the machine on the heap: before any kernel, not
  // after.
  run_block(*kernel([] { return std::uint64_t{1}; }).loop, 1, nullptr);
  Lines lines(descriptor);
  for (auto line = lines.next(); !line.empty(); line = lines.next()) {
    in_fork(prefix, [&](const DumpsOfChild& dumps) { simulate_line(line, dumps, source, channel); });
  }
  channel.end();
}

}  // namespace memlore::bench
