#pragma once

#include <stdexcept>

namespace memlore {

/// Bad input, I/O or usage: the one exception type, caught in `main` (exit code 2). Its message names the file, field
/// or flag and says what would be right.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The machine cannot do what was asked, or the measurement is invalid (exit code 3).
class MachineError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace memlore
