#include "harness/system/processes/program_output.h"

#include <poll.h>

#include <chrono>
#include <cstddef>

namespace memlore::system {

std::optional<std::string> output_of(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                                     int limit_seconds, Ending* ending) {
  constexpr std::size_t most_output_bytes = std::size_t{64} << 20;
  // A shell only to turn standard output into the report pipe; the words reach the program as they are.
  std::vector<std::string> words{"-c", R"(program=$1; shift; exec "$program" "$@" >&3)", "sh", program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  auto child = ChildProcess::start({.program = "/bin/sh", .arguments = words}, "");
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(limit_seconds);
  std::string text;
  while (child.drain(text)) {
    const bool too_late = std::chrono::steady_clock::now() > deadline;
    if (too_late || text.size() > most_output_bytes) child.kill();
    pollfd waiting{.fd = child.readable()[0], .events = POLLIN, .revents = 0};
    poll(&waiting, 1, 200);
  }
  const auto end = child.wait_at_most(std::chrono::seconds(limit_seconds));
  if (ending != nullptr) *ending = end;
  if (!end.good()) return std::nullopt;
  return text;
}

}  // namespace memlore::system
