#pragma once

namespace memlore::app {

/// From here on SIGINT and SIGTERM only set a flag, and a reader that left is seen at the write.
void interrupt_on_signals();

/// Whether one of them came.
bool interrupted_by_signal();

/// Back to dying of them: once all is recorded nothing asks for the flag any more, and drawing may take its time.
void die_on_signals();

}  // namespace memlore::app
