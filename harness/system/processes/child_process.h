#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/system/files/bounded_log.h"
#include "harness/system/files/descriptor.h"

namespace memlore::system {

/// How to start a worker.
struct ProcessSpec {
  std::filesystem::path program;
  std::vector<std::string> arguments{};    ///< Without the program's own name.
  std::vector<std::string> environment{};  ///< `NAME=value`, added to this process's own.
  /// Names of the variables of this process's own environment that it gets; absent: all of them.
  std::optional<std::vector<std::string>> inherited{};
  std::vector<int> cpus{};      ///< CPUs it may run on; empty: as this process.
  std::filesystem::path log{};  ///< Its standard output and error, appended up to BoundedLog's limit; empty: dropped.
  std::filesystem::path folder{};  ///< Its working folder; empty: as this process.
};

/// How a process ended.
struct Ending {
  int exit_code = 0;
  int signal = 0;  ///< 0: it exited.

  [[nodiscard]] bool good() const { return exit_code == 0 && signal == 0; }
  bool operator==(const Ending&) const = default;
};

/// "exited with 3", "died of signal 11 (Segmentation fault)".
std::string in_words(const Ending& ending);

/// The descriptor on which a child reports.
inline constexpr int report_descriptor = 3;

/// A child with a text on its standard input and a pipe on which it reports. It has its own process group, so that
/// Ctrl-C reaches the parent alone, and it dies with the parent. Move-only; destroying a running one kills it.
class ChildProcess {
 public:
  /// Throws MachineError when it cannot be started, InputError when its log cannot be opened.
  static ChildProcess start(const ProcessSpec& spec, std::string_view input);

  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  /// What to poll for reading: the ends of its report and of its output; -1, which poll() skips, where one is closed.
  [[nodiscard]] std::array<int, 2> readable() const { return {reports_.get(), output_.get()}; }

  /// Appends what it has reported meanwhile, at most a few MiB at once, and writes its log. False: it will report no
  /// more.
  bool drain(std::string& out);

  void kill() const;

  /// Waits for its end, and kills it after `limit`: a child that has closed its report may live on.
  Ending wait_at_most(std::chrono::milliseconds limit);

 private:
  ChildProcess(int pid, Descriptor reports, Descriptor output, BoundedLog log)
      : pid_(pid), reports_(std::move(reports)), output_(std::move(output)), log_(std::move(log)) {}
  void drain_output();
  Ending reap();

  int pid_ = -1;
  Descriptor reports_;
  Descriptor output_;
  BoundedLog log_;
};

}  // namespace memlore::system
