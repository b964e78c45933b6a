#include "harness/bench/simulate/forked_simulation.h"

#include <fcntl.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstdlib>

#include "harness/bench/simulate/callgrind_meter.h"

namespace memlore::bench {

Pipe::Pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw MachineError("cannot make a pipe");
  reads = system::Descriptor(ends[0]);
  writes = system::Descriptor(ends[1]);
}

void serve_dumps(const std::string& prefix, const Pipe& requests, const Pipe& replies) {
  CallgrindMeter reader(prefix);
  char next = 0;
  for (;;) {
    const auto count = read(requests.reads.get(), &next, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    const auto counts = reader.take_dump();
    if (write(replies.writes.get(), &counts, sizeof counts) != ssize_t{sizeof counts}) return;
  }
}

void share_the_end_of(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) {
    (void)std::signal(WTERMSIG(status), SIG_DFL);
    (void)std::raise(WTERMSIG(status));
  }
  if (WEXITSTATUS(status) != 0) std::_Exit(WEXITSTATUS(status));
}

}  // namespace memlore::bench
