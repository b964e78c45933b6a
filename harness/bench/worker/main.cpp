// memlore-benches: an ordinary Google Benchmark program by hand, and a worker when memlore starts it.

#include <alloca.h>
#include <unistd.h>

#include <charconv>
#include <exception>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "harness/bench/author/registry.h"
#include "harness/bench/worker/channel.h"
#include "harness/bench/worker/google_benchmark.h"
#include "harness/bench/worker/tasks.h"
#include "harness/bench/worker/worker.h"
#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/system/cpus/affinity.h"

namespace {

constexpr std::string_view worker_flag = "--memlore-worker=";
constexpr std::string_view simulate_flag = "--memlore-simulate=";
constexpr std::string_view catalogue_flag = "--memlore-catalogue";

/// The descriptor that follows a flag; nothing where the argument is another flag.
std::optional<int> descriptor_behind(std::string_view flag, std::string_view argument) {
  if (!argument.starts_with(flag)) return std::nullopt;
  const auto number = argument.substr(flag.size());
  int descriptor = -1;
  if (std::from_chars(number.data(), number.data() + number.size(), descriptor).ec != std::errc{}) {
    throw memlore::InputError(std::string(flag) + " takes the number of an open file descriptor");
  }
  return descriptor;
}

void run_worker(int descriptor) {
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  const auto job = memlore::decode<memlore::Job>(text, "the job on standard input");
  if (job.cpu >= 0) memlore::system::pin_this_thread(job.cpu);
  // Moves every frame from here on. Written to, or the compiler would drop it.
  auto* moved = static_cast<volatile char*>(alloca(static_cast<std::size_t>(job.stack_offset_bytes) + 1));
  moved[0] = 0;
  memlore::bench::Channel channel(descriptor);
  memlore::bench::execute(job, channel);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc == 2 && argv[1] == catalogue_flag) {
      std::cout << memlore::encode(memlore::bench::Registry::global().catalogue()) << '\n';
      return 0;
    }
    const std::string_view argument = argc == 2 ? argv[1] : "";
    if (const auto descriptor = descriptor_behind(worker_flag, argument)) {
      run_worker(*descriptor);
      return 0;
    }
    if (const auto descriptor = descriptor_behind(simulate_flag, argument)) {
      memlore::bench::Channel channel(*descriptor);
      memlore::bench::simulate_jobs(STDIN_FILENO, channel);
      return 0;
    }
    return memlore::bench::run_by_hand(argc, argv);
  } catch (const memlore::InputError& error) {
    std::cerr << "memlore-benches: " << error.what() << '\n';
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "memlore-benches: " << error.what() << '\n';
    return 4;
  }
}
