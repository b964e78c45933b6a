#include "harness/app/console/display.h"

#include <unistd.h>

#include <cstdio>

namespace memlore::app {

report::ProgressDisplay make_display(bool quiet) {
  using Kind = report::ProgressDisplay::Kind;
  return {stderr, quiet ? Kind::none : isatty(STDERR_FILENO) != 0 ? Kind::live : Kind::plain};
}

}  // namespace memlore::app
