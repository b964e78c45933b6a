#pragma once

// Limits that a shell, an administrator or a container sets on this process. Where a system call fails for one of them,
// the machine is at fault, and neither the harness nor the user's words: the message names the limit and its value.

#include <span>
#include <string>
#include <string_view>

#include "harness/system/files/machine_files.h"

namespace memlore::system {

/// The limits that can make a system call fail with this error number, with their values, as in "the limit on open
/// files is 16 (ulimit -n)". Processes and memory may have several limits, set at different places; the kernel does not
/// say which one it was. Empty for an error that no limit causes, and where no limit can be read.
std::string limit_behind(int error, const MachineFiles& files = MachineFiles());

/// "; " and the limit on this process's memory, or nothing, as a text that ends in NUL. Needs no memory itself.
void write_memory_limit(std::span<char> text) noexcept;

/// The error in the system's words, and behind them the limits: "Too many open files; the limit on open files is 16
/// (ulimit -n)".
std::string in_words_with_limit(int error);

/// Throws MachineError for an error that a limit can cause, and InputError for any other. "what: the error; the
/// limit".
[[noreturn]] void throw_system_error(std::string_view what, int error);

/// Throws MachineError where the stack or the open files are limited to less than this program and its workers need:
/// a program that runs out of stack dies of a signal, and one that cannot open a file takes it for missing.
void check_limits();

/// All limits on processes, memory, stack and open files that are lower than usual, in words, for the message about a
/// process that failed and gave no reason. Empty where there are none.
std::string tight_limits(const MachineFiles& files = MachineFiles());

}  // namespace memlore::system
