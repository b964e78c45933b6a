#include "harness/run/workers/crew.h"

#include <poll.h>

#include <iterator>
#include <list>
#include <vector>

#include "harness/model/json/json.h"

namespace memlore::run {
namespace {

using Clock = Crew::Clock;
using namespace std::chrono_literals;

constexpr auto tick_interval = 250ms;
constexpr auto grace = 10s;  ///< From a worker's last report to its end; valgrind takes a second.

/// A look at the workers that comes so much later than the one before means that this process was stopped meanwhile.
constexpr auto pause = 4 * tick_interval;

/// A worker while it works.
struct Member {
  Member(Assignment given, system::ChildProcess started, Clock::time_point now)
      : assignment(std::move(given)), process(std::move(started)), last_heard(now), report(assignment.job) {}
  Member(const Member&) = delete;
  Member& operator=(const Member&) = delete;
  ~Member() = default;

  Assignment assignment;
  system::ChildProcess process;
  Clock::time_point last_heard;
  std::string pending{};  ///< Reported, but not yet a whole line.
  JobReport report;       ///< Of the assignment above.
  Outcome outcome{};
};

/// Hands on whole lines, up to the first one that is wrong. Returns whether there was any.
bool hand_on_lines(Member& member, const CrewEvents& events) {
  std::size_t from = 0;
  for (auto end = member.pending.find('\n'); end != std::string::npos; end = member.pending.find('\n', from)) {
    const auto line = std::string_view(member.pending).substr(from, end - from);
    auto taken = member.report.take(line);
    if (taken.record) events.report(line);
    member.outcome.wrong = std::move(taken.wrong);
    from = end + 1;
    if (!member.outcome.wrong.empty()) return true;
  }
  member.pending.erase(0, from);
  if (member.pending.size() > most_line_bytes) member.outcome.wrong = "a line of more than a MiB";
  return from > 0;
}

/// What a worker reads: its job as one document; of the simulate task, a document and line for each arm, so that the
/// process that simulates one never sees the others.
std::string input_of(const Job& job) {
  if (job.task != Task::simulate) return encode(job);
  std::string lines;
  auto alone = job;
  alone.cells.resize(1);
  for (const auto& cell : job.cells) {
    for (std::size_t arm = 0; arm < cell.cell.arms.size(); ++arm) {
      if (cell.cell.arms[arm].iterations == 0) continue;
      alone.cells[0] = cell;
      for (std::size_t other = 0; other < cell.cell.arms.size(); ++other) {
        if (other != arm) alone.cells[0].cell.arms[other].iterations = 0;
      }
      lines += encode(alone) + '\n';
    }
  }
  return lines;
}

/// Takes over what a member has reported. False: it has ended, or was ended.
bool listen(Member& member, std::chrono::milliseconds silence, Clock::time_point now, const CrewEvents& events) {
  const bool open = member.process.drain(member.pending);
  if (hand_on_lines(member, events)) member.last_heard = now;
  member.outcome.timed_out = open && now - member.last_heard > silence;
  if (member.outcome.wrong.empty() && !member.outcome.timed_out) return open;
  member.process.kill();
  return false;
}

/// How an ended member's assignment came out.
void conclude(Member& member) {
  auto& outcome = member.outcome;
  outcome.ending = member.process.wait_at_most(grace);
  outcome.at_work = member.report.at_work();
  if (!outcome.wrong.empty() || !member.report.ended() || !outcome.ending.good()) return;
  const auto missing = member.report.missing();
  if (missing) {
    outcome.at_work = *missing;
    outcome.wrong = "that it was done, and nothing of this";
  }
  outcome.finished = !missing;
}

void wait_for_reports(const std::list<Member>& members) {
  std::vector<pollfd> descriptors;
  for (const auto& member : members) {
    for (const int each : member.process.readable())
      descriptors.push_back({.fd = each, .events = POLLIN, .revents = 0});
  }
  poll(descriptors.data(), descriptors.size(), static_cast<int>(tick_interval.count()));
}

}  // namespace

void Crew::work(const CrewEvents& events) {
  std::list<Member> members;
  auto last_tick = now_();
  auto last_look = last_tick;
  while (!waiting_.empty() || !members.empty()) {
    while (!waiting_.empty() && std::ssize(members) < at_once_) {
      auto assignment = std::move(waiting_.front());
      waiting_.pop_front();
      auto process = system::ChildProcess::start(assignment.process, input_of(assignment.job));
      members.emplace_back(std::move(assignment), std::move(process), now_());
    }
    wait_for_reports(members);
    if (events.interrupted()) {
      waiting_.clear();
      return;  // The members' destructors kill and reap them.
    }
    const auto now = now_();
    if (now - last_look > pause) {
      for (auto& member : members) member.last_heard = now;
    }
    last_look = now;
    for (auto member = members.begin(); member != members.end();) {
      if (listen(*member, silence_, now, events)) {
        ++member;
        continue;
      }
      conclude(*member);
      events.ended(member->assignment, member->outcome);
      member = members.erase(member);
      last_look = now_();  // Waiting for an end is no pause.
    }
    if (now - last_tick >= tick_interval) {
      events.tick();
      last_tick = now;
    }
  }
}

}  // namespace memlore::run
