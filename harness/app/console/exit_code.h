#pragma once

namespace memlore::app {

/// What the command's exit codes mean to scripts; part of the contract.
enum ExitCode : int {
  done = 0,
  gate_failed = 1,
  bad_input = 2,
  invalid_measurement = 3,
  harness_fault = 4,
  interrupted = 130,
};

}  // namespace memlore::app
