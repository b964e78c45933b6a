#include "harness/system/processes/child_process.h"

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

#include "harness/model/text/input_error.h"
#include "harness/system/files/record_files.h"
#include "harness/system/processes/limits.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves the declaration to the program

namespace memlore::system {
namespace {

[[noreturn]] void fail(const std::string& what) { throw MachineError(what + ": " + in_words_with_limit(errno)); }

/// The input as an open file: unlike a pipe it can be of any size without anyone reading at the same time.
int file_with(std::string_view text) {
  Descriptor file(memfd_create("memlore-input", MFD_CLOEXEC));
  if (file.get() < 0) fail("cannot make the input of a worker");
  errno = write_all(file.get(), text);
  if (errno != 0) fail("cannot write the input of a worker");
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

/// Two ends of a pipe whose reading end does not block.
struct Pipe {
  Descriptor reading;
  Descriptor writing;

  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("cannot make a pipe");
    reading = Descriptor(ends[0]);
    writing = Descriptor(ends[1]);
    fcntl(reading.get(), F_SETFL, O_NONBLOCK);
  }
};

/// What the new process becomes, in the form that the kernel takes.
struct Image {
  const char* program;
  char* const* arguments;
  char* const* environment;
  const cpu_set_t* cpus;  ///< nullptr: as the parent.
  const char* folder;     ///< Empty: as the parent's.
  int input;
  int output;
  int report;
};

/// The part between fork and exec: only async-signal-safe calls.
[[noreturn]] void become(const Image& image, int parent) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);  // The parent died before the line above.
  if (image.cpus != nullptr) sched_setaffinity(0, sizeof *image.cpus, image.cpus);
  if (*image.folder != '\0' && chdir(image.folder) != 0) _exit(127);
  // Any of them may sit on a number that the next lines need.
  constexpr int out_of_the_way = 10;
  const int input = fcntl(image.input, F_DUPFD, out_of_the_way);
  const int output = fcntl(image.output, F_DUPFD, out_of_the_way);
  const int report = fcntl(image.report, F_DUPFD, out_of_the_way);
  dup2(input, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  dup2(report, report_descriptor);
  for (const int each : {input, output, report}) close(each);
  execve(image.program, image.arguments, image.environment);
  _exit(127);
}

/// Hands on what is in a pipe, a few MiB at most: a child that writes faster than this process reads must not keep it
/// here. False: nothing more will come.
template <class Take>
bool drain_pipe(int pipe, const Take& take) {
  std::array<char, 65536> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): read() fills what is used
  constexpr int most_reads = 64;
  for (int reads = 0; reads < most_reads;) {
    const auto count = read(pipe, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count < 0 && errno == EAGAIN;
    take(std::string_view(buffer.data(), count));
    ++reads;
  }
  return true;
}

/// The environment of a child: what it inherits of this process's, and what is added.
std::vector<std::string> environment_of(const ProcessSpec& spec) {
  std::vector<std::string> environment;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view variable(*each);
    const auto name = variable.substr(0, variable.find('='));
    if (!spec.inherited || std::ranges::find(*spec.inherited, name) != spec.inherited->end())
      environment.emplace_back(variable);
  }
  environment.insert(environment.end(), spec.environment.begin(), spec.environment.end());
  return environment;
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
  auto environment = environment_of(spec);
  const auto argument_pointers = pointers_to(arguments);
  const auto environment_pointers = pointers_to(environment);
  cpu_set_t cpus;
  CPU_ZERO(&cpus);
  for (const int cpu : spec.cpus) CPU_SET(cpu, &cpus);

  BoundedLog log(spec.log);
  const Descriptor input_file(file_with(input));
  Pipe report;
  Pipe output;
  const Image image{.program = arguments[0].c_str(),
                    .arguments = argument_pointers.data(),
                    .environment = environment_pointers.data(),
                    .cpus = spec.cpus.empty() ? nullptr : &cpus,
                    .folder = spec.folder.c_str(),
                    .input = input_file.get(),
                    .output = output.writing.get(),
                    .report = report.writing.get()};
  const int parent = getpid();
  const int pid = fork();
  if (pid < 0) fail("cannot start " + spec.program.string());
  if (pid == 0) become(image, parent);
  return {pid, std::move(report.reading), std::move(output.reading), std::move(log)};
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      reports_(std::move(other.reports_)),
      output_(std::move(other.output_)),
      log_(std::move(other.log_)) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(reports_, other.reports_);
  std::swap(output_, other.output_);
  std::swap(log_, other.log_);
  return *this;
}

ChildProcess::~ChildProcess() {
  if (pid_ <= 0) return;
  kill();
  reap();
}

bool ChildProcess::drain(std::string& out) {
  drain_output();
  const bool open = drain_pipe(reports_.get(), [&](std::string_view text) { out += text; });
  if (!open) reports_.close();
  return open;
}

void ChildProcess::drain_output() {
  if (output_.open() && !drain_pipe(output_.get(), [&](std::string_view text) { log_.append(text); })) output_.close();
}

void ChildProcess::kill() const {
  if (pid_ > 0) ::kill(-pid_, SIGKILL);
  if (pid_ > 0) ::kill(pid_, SIGKILL);  // It may not have reached its own group yet.
}

Ending ChildProcess::wait_at_most(std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  siginfo_t ended{};
  constexpr int tick_ms = 2;
  while (waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0) {
    if (std::chrono::steady_clock::now() > deadline) kill();
    poll(nullptr, 0, tick_ms);
    drain_output();  // A child whose output nobody takes would wait for ever.
  }
  drain_output();
  return reap();
}

Ending ChildProcess::reap() {
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  if (WIFSIGNALED(status)) return {.exit_code = 0, .signal = WTERMSIG(status)};
  return {.exit_code = WEXITSTATUS(status), .signal = 0};
}

}  // namespace memlore::system
