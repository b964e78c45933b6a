#pragma once

// Limits that a shell, an administrator or a container sets on this process. Where one of them is why a system call
// failed, the machine cannot do what was asked, and neither the harness nor the user's words are at fault: the message
// names the limit and its value.

#include <span>
#include <string>
#include <string_view>

#include "harness/system/files/text_files.h"

namespace memlore::system {

/// The limits that can be why a system call failed with this error number, with their values, as in "the limit on open
/// files is 16 (ulimit -n)". Of processes and of memory there may be several, set at different places; which of them it
/// was the kernel does not say. Empty for an error that comes of no limit, and where no limit can be read.
std::string limit_behind(int error, const MachineFiles& files = MachineFiles());

/// "; " and the limit on this process's memory, or nothing, as a text that ends in NUL. Needs no memory itself.
void write_memory_limit(std::span<char> text) noexcept;

/// The error in the system's words, and behind them the limits: "Too many open files; the limit on open files is 16
/// (ulimit -n)".
std::string in_words_with_limit(int error);

/// Throws MachineError for an error that can come of a limit; for any other one InputError. "what: the error; the
/// limit".
[[noreturn]] void throw_system_error(std::string_view what, int error);

/// Throws MachineError where the stack or the open files are limited to less than this program and its workers need:
/// what runs out of stack dies of a signal, and what cannot open a file takes it for missing.
void check_limits();

/// All limits on processes, memory, stack and open files that are set to less than is usual, in words, to
/// go with the failure of another process that said nothing of its reason. Empty where there are none.
std::string tight_limits(const MachineFiles& files = MachineFiles());

}  // namespace memlore::system
