#include "harness/app/measuring/interruption.h"

#include <csignal>

namespace memlore::app {
namespace {

// Set by a signal; read between a worker's reports. Nothing else may happen in a handler.
volatile std::sig_atomic_t interruption = 0;

}  // namespace

void interrupt_on_signals() {
  struct sigaction action{};
  action.sa_handler = [](int /*signal*/) { interruption = 1; };
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c): writing to a reader that left fails
}

bool interrupted_by_signal() { return interruption != 0; }

void die_on_signals() {
  std::signal(SIGINT, SIG_DFL);   // NOLINT(cert-err33-c)
  std::signal(SIGTERM, SIG_DFL);  // NOLINT(cert-err33-c)
}

}  // namespace memlore::app
