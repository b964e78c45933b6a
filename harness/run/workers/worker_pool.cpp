#include "harness/run/workers/worker_pool.h"

#include <poll.h>

#include <iterator>
#include <list>
#include <vector>

#include "harness/model/json/json.h"

namespace memlore::run {
namespace {

using Clock = WorkerPool::Clock;
using namespace std::chrono_literals;

constexpr auto tick_interval = 250ms;
constexpr auto grace = 10s;  ///< Time that a worker has from its last report to its end; valgrind takes a second.

/// Where this much time passes between two looks at the workers, this process was stopped meanwhile.
constexpr auto pause = 4 * tick_interval;

/// A worker while it runs.
struct RunningWorker {
  RunningWorker(Assignment given, system::ChildProcess started, Clock::time_point now)
      : assignment(std::move(given)), process(std::move(started)), last_heard(now), report(assignment.job) {}
  RunningWorker(const RunningWorker&) = delete;
  RunningWorker& operator=(const RunningWorker&) = delete;
  ~RunningWorker() = default;

  Assignment assignment;
  system::ChildProcess process;
  Clock::time_point last_heard;
  std::string pending{};  ///< Text without its end of line yet.
  JobReport report;       ///< Of the assignment above.
  Outcome outcome{};
};

/// Hands on whole lines, up to the first that is wrong. Returns whether there was any.
bool hand_on_lines(RunningWorker& worker, const PoolEvents& events) {
  std::size_t from = 0;
  for (auto end = worker.pending.find('\n'); end != std::string::npos; end = worker.pending.find('\n', from)) {
    const auto line = std::string_view(worker.pending).substr(from, end - from);
    auto taken = worker.report.take(line);
    if (taken.record) events.report(line);
    worker.outcome.wrong = std::move(taken.wrong);
    from = end + 1;
    if (!worker.outcome.wrong.empty()) return true;
  }
  worker.pending.erase(0, from);
  if (worker.pending.size() > most_line_bytes) worker.outcome.wrong = "a line of more than a MiB";
  return from > 0;
}

/// The input of a worker: its job as one document. For the simulate task there is a document and line for each arm, so
/// that the process that simulates an arm never sees the others.
std::string input_of(const Job& job) {
  if (job.task != Task::simulate) return encode(job);
  std::string lines;
  auto alone = job;
  for (const auto& cell : job.cells) {
    for (int arm = 0; arm < std::ssize(cell.cell.arms); ++arm) {
      if (cell.cell.arms[arm].iterations == 0) continue;
      alone.cells = {with_arm_alone(cell, arm)};
      lines += encode(alone) + '\n';
    }
  }
  return lines;
}

/// Takes over what a worker has reported. Returns false where it has ended, or was killed.
bool listen(RunningWorker& worker, std::chrono::milliseconds silence, Clock::time_point now, const PoolEvents& events) {
  const bool open = worker.process.drain(worker.pending);
  if (hand_on_lines(worker, events)) worker.last_heard = now;
  worker.outcome.timed_out = open && now - worker.last_heard > silence;
  if (worker.outcome.wrong.empty() && !worker.outcome.timed_out) return open;
  worker.process.kill();
  return false;
}

/// Completes the outcome of a worker that has ended.
void conclude(RunningWorker& worker) {
  auto& outcome = worker.outcome;
  outcome.ending = worker.process.wait_at_most(grace);
  outcome.at_work = worker.report.at_work();
  if (!outcome.wrong.empty() || !worker.report.ended() || !outcome.ending.good()) return;
  const auto missing = worker.report.missing();
  if (missing) {
    outcome.at_work = *missing;
    outcome.wrong = "that it was done, without its result";
  }
  outcome.finished = !missing;
}

void wait_for_reports(const std::list<RunningWorker>& workers) {
  std::vector<pollfd> descriptors;
  for (const auto& worker : workers) {
    for (const int each : worker.process.readable())
      descriptors.push_back({.fd = each, .events = POLLIN, .revents = 0});
  }
  poll(descriptors.data(), descriptors.size(), static_cast<int>(tick_interval.count()));
}

}  // namespace

void WorkerPool::work(const PoolEvents& events) {
  std::list<RunningWorker> workers;
  auto last_tick = now_();
  auto last_look = last_tick;
  while (!waiting_.empty() || !workers.empty()) {
    while (!waiting_.empty() && std::ssize(workers) < at_once_) {
      auto assignment = std::move(waiting_.front());
      waiting_.pop_front();
      auto process = system::ChildProcess::start(assignment.process, input_of(assignment.job));
      workers.emplace_back(std::move(assignment), std::move(process), now_());
    }
    wait_for_reports(workers);
    if (events.interrupted()) {
      waiting_.clear();
      return;  // The workers' destructors kill and reap them.
    }
    const auto now = now_();
    if (now - last_look > pause) {
      for (auto& worker : workers) worker.last_heard = now;
    }
    last_look = now;
    for (auto worker = workers.begin(); worker != workers.end();) {
      if (listen(*worker, silence_, now, events)) {
        ++worker;
        continue;
      }
      conclude(*worker);
      events.ended(worker->assignment, worker->outcome);
      worker = workers.erase(worker);
      last_look = now_();  // Waiting for an end is no pause.
    }
    if (now - last_tick >= tick_interval) {
      events.tick();
      last_tick = now;
    }
  }
}

}  // namespace memlore::run
