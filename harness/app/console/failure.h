#pragma once

#include <exception>

namespace memlore::app {

/// Tells what ended the program, in one line on standard error, and returns the exit code for it. What the machine does
/// not give (memory, threads, open files) is no fault of the harness, and its limit is named.
int tell_failure(const std::exception_ptr& failure) noexcept;

/// Lets an exception that nobody catches, such as one of a thread, end the program in the same way.
void tell_failures_of_threads();

}  // namespace memlore::app
