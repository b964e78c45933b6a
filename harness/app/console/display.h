#pragma once

#include "harness/report/progress_line.h"

namespace memlore::app {

/// Progress on standard error: a line that lives on a terminal, plain lines elsewhere, nothing for `quiet`.
report::ProgressDisplay make_display(bool quiet);

}  // namespace memlore::app
