#pragma once

// Simulates in a forked process, so that what is counted does not depend on what was simulated before.
//
// The child asks its parent to read the dumps of its counts: the parent simulates nothing, so it is fast, and the text
// of a dump never enters the simulated caches. Nothing here allocates: the parent must not move what its children
// allocate.

#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "harness/model/text/input_error.h"
#include "harness/system/files/descriptor.h"

namespace memlore::bench {

/// Two ends of a pipe. Throws MachineError when there is none to be had.
struct Pipe {
  Pipe();
  system::Descriptor reads;
  system::Descriptor writes;
};

/// What the child needs to have its dumps read (callgrind_meter.h).
struct DumpsOfChild {
  int request = -1;
  int reply = -1;
};

/// Reads dumps with this prefix for a child until it ends.
void serve_dumps(const std::string& prefix, const Pipe& requests, const Pipe& replies);

/// Waits for a child. Where the child ended badly, ends this process in the same way.
void share_the_end_of(pid_t child);

/// Runs `body(DumpsOfChild)` in a forked process, to its end.
template <class Body>
void in_fork(const std::string& prefix, Body body) {
  Pipe requests;
  const Pipe replies;
  const auto child = fork();
  if (child < 0) throw MachineError("cannot fork");
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    body(DumpsOfChild{.request = requests.writes.get(), .reply = replies.reads.get()});
    _exit(0);
  }
  requests.writes.close();
  serve_dumps(prefix, requests, replies);
  share_the_end_of(child);
}

}  // namespace memlore::bench
