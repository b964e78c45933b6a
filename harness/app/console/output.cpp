#include "harness/app/console/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"

namespace memlore::app {

void write_result(std::string_view text) {
  errno = 0;
  const bool whole = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  // Flushed at once: what the exit of the program cannot write any more is lost without a word.
  if (whole && std::fflush(stdout) == 0) return;
  throw InputError(std::string("cannot write to standard output: ") + std::strerror(errno));
}

void tell(std::string_view message) {
  const auto line = printable_ends(message, longest_message) + '\n';
  if (std::fwrite(line.data(), 1, line.size(), stderr) != line.size()) std::clearerr(stderr);
}

void occupy_standard_descriptors() {
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    // open() takes the lowest free number, and those below are taken by now.
    if (fcntl(number, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0) return;
  }
}

}  // namespace memlore::app
