#include "harness/app/console/failure.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <string>
#include <system_error>

#include "harness/app/console/exit_code.h"
#include "harness/app/console/output.h"
#include "harness/model/text/input_error.h"
#include "harness/system/processes/limits.h"

namespace memlore::app {
namespace {

int tell_and_end_with(int code, const std::string& message) {
  tell("memlore: " + message);
  return code;
}

std::string with_limit(const std::string& message, int error) {
  const auto limit = system::limit_behind(error);
  return limit.empty() ? message : message + "; " + limit;
}

/// Of an error that can come of a limit; 0 for any other one.
int number_of(const std::system_error& error) {
  for (const int number : {EAGAIN, ENOMEM, EMFILE, ENFILE}) {
    if (error.code() == std::error_code(number, error.code().category())) return number;
  }
  return 0;
}

int tell_exception(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const InputError& error) {
    return tell_and_end_with(bad_input, error.what());
  } catch (const MachineError& error) {
    return tell_and_end_with(invalid_measurement, error.what());
  } catch (const std::bad_alloc&) {
    return tell_and_end_with(invalid_measurement, with_limit("there is not enough memory", ENOMEM));
  } catch (const std::filesystem::filesystem_error& error) {
    const int number = number_of(error);
    return tell_and_end_with(number == 0 ? bad_input : invalid_measurement, with_limit(error.what(), number));
  } catch (const std::system_error& error) {
    if (const int number = number_of(error); number != 0)
      return tell_and_end_with(invalid_measurement, with_limit(fmt::format("no thread: {}", error.what()), number));
    return tell_and_end_with(harness_fault, fmt::format("a fault of memlore itself: {}", error.what()));
  } catch (const std::exception& error) {
    return tell_and_end_with(harness_fault, fmt::format("a fault of memlore itself: {}", error.what()));
  } catch (...) {
    return tell_and_end_with(harness_fault, "a fault of memlore itself: an exception that is none of the library's");
  }
}

[[noreturn]] void end_program() {
  const auto failure = std::current_exception();
  if (failure == nullptr) std::abort();
  std::_Exit(tell_failure(failure));
}

}  // namespace

int tell_failure(const std::exception_ptr& failure) noexcept {
  try {
    return tell_exception(failure);
  } catch (...) {
    // No memory even for the message.
    std::array<char, 200> limit{};
    system::write_memory_limit(limit);
    std::fprintf(stderr, "memlore: there is not enough memory%s\n", limit.data());
    return invalid_measurement;
  }
}

void tell_failures_of_threads() { std::set_terminate(end_program); }

}  // namespace memlore::app
