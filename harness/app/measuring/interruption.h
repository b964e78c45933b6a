#pragma once

namespace memlore::app {

/// From now on SIGINT and SIGTERM only set a flag, and writing to a reader that left fails instead of ending the
/// process.
void interrupt_on_signals();

/// True once one of the signals came.
bool interrupted_by_signal();

/// From now on the signals end the process again: once all is recorded, no code asks for the flag.
void die_on_signals();

}  // namespace memlore::app
