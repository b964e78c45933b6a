#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace memlore::system {

/// How to start a worker.
struct ProcessSpec {
  std::filesystem::path program;
  std::vector<std::string> arguments;    ///< Without the program's own name.
  std::vector<std::string> environment;  ///< `NAME=value`, added to this process's own.
  /// Names of the variables of this process's own environment that it gets; absent: all of them.
  std::optional<std::vector<std::string>> inherited{};
  std::vector<int> cpus;      ///< CPUs it may run on; empty: as this process.
  std::filesystem::path log;  ///< Its standard output and error, appended; empty: dropped.
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

/// A child with a text on its standard input and a pipe on which it reports. It stands in a process group of its own,
/// so that Ctrl-C reaches the parent alone, and dies with the parent. Move-only; destroying a running one kills it.
class ChildProcess {
 public:
  /// Throws MachineError when it cannot be started.
  static ChildProcess start(const ProcessSpec& spec, std::string_view input);

  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  /// Readable end of its report; not blocking.
  [[nodiscard]] int reports() const { return reports_; }

  /// Appends what it has reported meanwhile. False: it will report no more.
  bool drain(std::string& out) const;

  void kill() const;

  /// Waits for its end.
  Ending wait();

  /// Waits for its end, and after `grace` brings it about: one that has closed its report may live on.
  Ending wait_at_most(std::chrono::milliseconds grace);

 private:
  ChildProcess(int pid, int reports) : pid_(pid), reports_(reports) {}
  void close_reports();

  int pid_ = -1;
  int reports_ = -1;
};

/// Runs a program to its end and returns what it wrote on standard output; nothing when it failed. `limit_seconds` ends
/// a program that hangs.
std::optional<std::string> output_of(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                                     int limit_seconds, Ending* ending = nullptr);

}  // namespace memlore::system
