#include "harness/system/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <utility>

#include "harness/model/input_error.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves the declaration to the program

namespace memlore::system {
namespace {

[[noreturn]] void fail(const std::string& what) { throw MachineError(what + ": " + std::strerror(errno)); }

/// Owns a descriptor for the length of a scope.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  [[nodiscard]] int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

/// The input as an open file: unlike a pipe it can be of any size without anyone reading at the same time.
int file_with(std::string_view text) {
  Descriptor file(memfd_create("memlore-input", 0));
  if (file.get() < 0) fail("cannot make the input of a worker");
  std::size_t written = 0;
  while (written < text.size()) {
    const auto count = write(file.get(), text.data() + written, text.size() - written);
    if (count < 0) fail("cannot write the input of a worker");
    written += static_cast<std::size_t>(count);
  }
  lseek(file.get(), 0, SEEK_SET);
  return file.release();
}

std::vector<char*> pointers_to(std::vector<std::string>& strings) {
  std::vector<char*> result;
  result.reserve(strings.size() + 1);
  for (auto& each : strings) result.push_back(each.data());
  result.push_back(nullptr);
  return result;
}

/// The part between fork and exec: only async-signal-safe calls.
[[noreturn]] void become(const char* program, char* const* arguments, char* const* environment, const cpu_set_t* cpus,
                         int input, int output, int report, int parent) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);  // The parent died before the line above.
  if (cpus != nullptr) sched_setaffinity(0, sizeof *cpus, cpus);
  // The report may sit on a number that the next lines need.
  const int moved = fcntl(report, F_DUPFD, 10);
  dup2(input, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  dup2(moved, report_descriptor);
  close(moved);
  execve(program, arguments, environment);
  _exit(127);
}

}  // namespace

std::string in_words(const Ending& ending) {
  if (ending.signal != 0)
    return "died of signal " + std::to_string(ending.signal) + " (" + strsignal(ending.signal) + ")";
  return "exited with " + std::to_string(ending.exit_code);
}

ChildProcess ChildProcess::start(const ProcessSpec& spec, std::string_view input) {
  std::vector<std::string> arguments{spec.program.string()};
  arguments.insert(arguments.end(), spec.arguments.begin(), spec.arguments.end());
  std::vector<std::string> environment;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view variable(*each);
    const auto name = variable.substr(0, variable.find('='));
    if (!spec.inherited || std::ranges::find(*spec.inherited, name) != spec.inherited->end())
      environment.emplace_back(variable);
  }
  environment.insert(environment.end(), spec.environment.begin(), spec.environment.end());
  const auto argument_pointers = pointers_to(arguments);
  const auto environment_pointers = pointers_to(environment);
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  for (const int cpu : spec.cpus) CPU_SET(static_cast<std::size_t>(cpu), &cpus);

  const Descriptor input_file(file_with(input));
  const auto log = spec.log.empty() ? std::filesystem::path("/dev/null") : spec.log;
  const Descriptor output(open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  if (output.get() < 0) fail("cannot write " + log.string());
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("cannot make a pipe");
  Descriptor reading(ends[0]);
  const Descriptor writing(ends[1]);
  fcntl(reading.get(), F_SETFL, O_NONBLOCK);

  const int parent = getpid();
  const int pid = fork();
  if (pid < 0) fail("cannot start " + spec.program.string());
  if (pid == 0) {
    become(arguments[0].c_str(), argument_pointers.data(), environment_pointers.data(),
           spec.cpus.empty() ? nullptr : &cpus, input_file.get(), output.get(), writing.get(), parent);
  }
  return {pid, reading.release()};
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), reports_(std::exchange(other.reports_, -1)) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(reports_, other.reports_);
  return *this;
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    kill();
    wait();
  }
  close_reports();
}

void ChildProcess::close_reports() {
  if (reports_ >= 0) close(std::exchange(reports_, -1));
}

bool ChildProcess::drain(std::string& out) const {
  std::array<char, 65536> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): read() fills what is used
  for (;;) {
    const auto count = read(reports_, buffer.data(), buffer.size());
    if (count > 0) {
      out.append(buffer.data(), static_cast<std::size_t>(count));
    } else if (count == 0 || errno != EINTR) {
      return count < 0 && errno == EAGAIN;
    }
  }
}

void ChildProcess::kill() const {
  if (pid_ > 0) ::kill(-pid_, SIGKILL);
  if (pid_ > 0) ::kill(pid_, SIGKILL);  // It may not have reached its own group yet.
}

Ending ChildProcess::wait_at_most(std::chrono::milliseconds grace) {
  const auto deadline = std::chrono::steady_clock::now() + grace;
  siginfo_t ended{};
  while (waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0) {
    if (std::chrono::steady_clock::now() > deadline) kill();
    poll(nullptr, 0, 2);
  }
  return wait();
}

Ending ChildProcess::wait() {
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  if (WIFSIGNALED(status)) return {.exit_code = 0, .signal = WTERMSIG(status)};
  return {.exit_code = WEXITSTATUS(status), .signal = 0};
}

std::optional<std::string> output_of(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                                     int limit_seconds, Ending* ending) {
  // A shell only to turn standard output into the report pipe; the words reach the program as they are.
  std::vector<std::string> words{"-c", R"(program=$1; shift; exec "$program" "$@" >&3)", "sh", program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  auto child =
      ChildProcess::start({.program = "/bin/sh", .arguments = words, .environment = {}, .cpus = {}, .log = {}}, "");
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(limit_seconds);
  std::string text;
  while (child.drain(text)) {
    if (std::chrono::steady_clock::now() > deadline) child.kill();
    pollfd waiting{.fd = child.reports(), .events = POLLIN, .revents = 0};
    poll(&waiting, 1, 200);
  }
  const auto end = child.wait();
  if (ending != nullptr) *ending = end;
  if (!end.good()) return std::nullopt;
  return text;
}

}  // namespace memlore::system
