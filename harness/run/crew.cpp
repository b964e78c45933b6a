#include "harness/run/crew.h"

#include <poll.h>

#include <charconv>
#include <iterator>
#include <list>
#include <vector>

#include "harness/model/json.h"

namespace memlore::run {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto tick_interval = 250ms;
constexpr auto grace = 10s;  ///< From a worker's last report to its end; valgrind takes a second.

constexpr std::string_view begin_prefix = R"({"begin":{"cell":)";
constexpr std::string_view end_prefix = R"({"end")";

/// A worker while it works.
struct Member {
  Assignment assignment;
  system::ChildProcess process;
  Clock::time_point last_heard;
  std::string pending;  ///< Reported, but not yet a whole line.
  Outcome outcome;
  bool said_end = false;
};

/// `{"begin":{"cell":3,"arm":1}}`, read by hand: it comes before every change of arm, tens of thousands of times a run.
AtWork parse_begin(std::string_view line) {
  AtWork at_work;
  const char* end = line.data() + line.size();
  const auto cell = std::from_chars(line.data() + begin_prefix.size(), end, at_work.cell);
  constexpr std::string_view between = R"(,"arm":)";
  if (end - cell.ptr > static_cast<std::ptrdiff_t>(between.size()))
    std::from_chars(cell.ptr + between.size(), end, at_work.arm);
  return at_work;
}

void hand_on_lines(Member& member, const CrewEvents& events) {
  std::size_t from = 0;
  for (auto end = member.pending.find('\n'); end != std::string::npos; end = member.pending.find('\n', from)) {
    const auto line = std::string_view(member.pending).substr(from, end - from);
    if (line.starts_with(begin_prefix)) {
      member.outcome.at_work = parse_begin(line);
    } else if (line.starts_with(end_prefix)) {
      member.said_end = true;
    } else {
      events.report(line);
    }
    from = end + 1;
  }
  member.pending.erase(0, from);
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

Member hire(Assignment assignment) {
  auto process = system::ChildProcess::start(assignment.process, input_of(assignment.job));
  return {.assignment = std::move(assignment),
          .process = std::move(process),
          .last_heard = Clock::now(),
          .pending = {},
          .outcome = {},
          .said_end = false};
}

/// Takes over what a member has reported. False: it has ended.
bool listen(Member& member, std::chrono::milliseconds silence, const CrewEvents& events) {
  const auto before = member.pending.size();
  const bool open = member.process.drain(member.pending);
  if (member.pending.size() != before) member.last_heard = Clock::now();
  hand_on_lines(member, events);
  if (!open) return false;
  if (Clock::now() - member.last_heard > silence) {
    member.outcome.timed_out = true;
    member.process.kill();
    return false;
  }
  return true;
}

void wait_for_reports(const std::list<Member>& members) {
  std::vector<pollfd> descriptors;
  for (const auto& member : members)
    descriptors.push_back({.fd = member.process.reports(), .events = POLLIN, .revents = 0});
  poll(descriptors.data(), descriptors.size(), static_cast<int>(tick_interval.count()));
}

}  // namespace

void Crew::work(const CrewEvents& events) {
  std::list<Member> members;
  auto last_tick = Clock::now();
  while (!waiting_.empty() || !members.empty()) {
    while (!waiting_.empty() && std::ssize(members) < at_once_) {
      members.push_back(hire(std::move(waiting_.front())));
      waiting_.pop_front();
    }
    wait_for_reports(members);
    if (events.interrupted()) {
      waiting_.clear();
      return;  // The members' destructors kill and reap them.
    }
    for (auto member = members.begin(); member != members.end();) {
      if (listen(*member, silence_, events)) {
        ++member;
        continue;
      }
      member->outcome.ending = member->process.wait_at_most(grace);
      member->outcome.finished = member->said_end && member->outcome.ending.good();
      events.ended(member->assignment, member->outcome);
      member = members.erase(member);
    }
    if (Clock::now() - last_tick >= tick_interval) {
      events.tick();
      last_tick = Clock::now();
    }
  }
}

}  // namespace memlore::run
