// Are page faults, processor time, resident memory and allocations counted rightly?

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <ctime>

#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

/// Memory of small pages that the kernel fills in when it is touched. Move-only owner.
class Pages {
 public:
  explicit Pages(std::size_t bytes)
      : bytes_(bytes), memory_(mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {
    if (memory_ == MAP_FAILED) throw std::runtime_error("no memory to touch");
    // Refused where the kernel knows no huge pages: then there are none anyway.
    madvise(memory_, bytes, MADV_NOHUGEPAGE);
  }
  Pages(Pages&& other) noexcept : bytes_(other.bytes_), memory_(std::exchange(other.memory_, MAP_FAILED)) {}
  Pages& operator=(Pages&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(memory_, other.memory_);
    return *this;
  }
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;
  ~Pages() {
    if (memory_ != MAP_FAILED) munmap(memory_, bytes_);
  }

  void touch() const {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    for (std::size_t at = 0; at < bytes_; at += page) static_cast<volatile char*>(memory_)[at] = 1;
  }
  void give_back() const { madvise(memory_, bytes_, MADV_DONTNEED); }

 private:
  std::size_t bytes_;
  void* memory_;
};

std::size_t bytes_of_pages(std::size_t pages) { return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

constexpr std::int64_t pages_an_iteration = 64;

const auto faults = declare({
    .id = "self-test/page-touch",
    .question = "Are page faults counted rightly?",
    .operation = "page",
    .factors = {},
    .arms = {arm("touch", "touches pages that were just given back",
                 [](const Point&) {
                   return kernel([pages = Pages(bytes_of_pages(pages_an_iteration))] {
                     pages.give_back();
                     pages.touch();
                     return std::uint64_t{0};
                   });
                 })},
    .claims = {claim("self-test", "The first touch of a page causes at most 1.05 page faults.",
                     value("touch", Metric::page_faults_per_op) <= 1.05)},
    .passes = {Pass::count},
    .answers = {{.pass = Pass::count,
                 .metric = Metric::page_faults_per_op,
                 .arm = "touch",
                 .expected = 1,
                 .tolerance = 0.05,
                 .question = "a first touch of a page"}},
    .operations = [](const Point&) { return pages_an_iteration; },
});

std::int64_t cpu_time_ns() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  constexpr std::int64_t second = 1'000'000'000;
  return now.tv_sec * second + now.tv_nsec;
}

constexpr std::int64_t spin_ns = 100'000;

const auto cpu_time = declare({
    .id = "self-test/processor-time",
    .question = "Is processor time counted rightly?",
    .operation = "spin",
    .factors = {},
    .arms = {arm("spin", "spins until its own processor time says 100 us",
                 [](const Point&) {
                   return kernel([] {
                     for (const auto end = cpu_time_ns() + spin_ns; cpu_time_ns() < end;) {
                     }
                     return std::uint64_t{0};
                   });
                 })},
    .claims = {claim("self-test", "A spin of 100 us takes at least 100000 ns of processor time.",
                     value("spin", Metric::task_clock_per_op) >= spin_ns)},
    .passes = {Pass::count},
    .answers = {{.pass = Pass::count,
                 .metric = Metric::task_clock_per_op,
                 .arm = "spin",
                 .expected = spin_ns,
                 .tolerance = 0.05 * spin_ns,
                 .question = "a spin of 100 us"}},
});

constexpr std::size_t resident_bytes = std::size_t{64} << 20U;
constexpr std::size_t resident_pages = 4096;

Kernel touched(std::size_t bytes) {
  Pages pages(bytes);
  pages.touch();
  return kernel([pages = std::move(pages)] { return std::uint64_t{0}; });
}

const auto footprint = declare({
    .id = "self-test/resident-pages",
    .question = "Are resident memory and the faults of a first touch counted rightly?",
    .operation = "look",
    .factors = {},
    .arms = {arm("bytes", "64 MiB touched", [](const Point&) { return touched(resident_bytes); }),
             arm("pages", "4096 pages touched", [](const Point&) { return touched(bytes_of_pages(resident_pages)); })},
    .claims = {claim("self-test", "A process that touches 64 MiB has at least 67108864 resident bytes.",
                     value("bytes", Metric::peak_resident_bytes) >= resident_bytes)},
    .passes = {Pass::footprint},
    .answers = {{.pass = Pass::footprint,
                 .metric = Metric::peak_resident_bytes,
                 .arm = "bytes",
                 .expected = resident_bytes,
                 .tolerance = 0.05 * resident_bytes,
                 .question = "64 MiB touched"},
                {.pass = Pass::footprint,
                 .metric = Metric::first_touch_faults,
                 .arm = "pages",
                 .expected = resident_pages,
                 .tolerance = 0.05 * resident_pages,
                 .question = "4096 pages touched"}},
});

constexpr std::size_t blocks = 3;
constexpr std::size_t block_bytes = 40;

/// Allocates three blocks, then frees them: all are alive at once.
[[gnu::always_inline]] inline std::uint64_t allocate_and_free() {
  std::array<void*, blocks> held{};
  for (auto& each : held) each = opaque(std::malloc(block_bytes));
  for (auto* each : held) std::free(each);
  return 0;
}

Kernel allocations(const Point& point) {
  const auto threads = static_cast<int>(point["threads"]);
  if (threads == 1) return kernel(allocate_and_free);
  return threaded_kernel(threads, [](int /*thread*/) { return allocate_and_free; });
}

KnownAnswer of_blocks(Metric metric, std::string point, double expected) {
  return {.pass = Pass::allocate,
          .metric = metric,
          .arm = "blocks",
          .point = std::move(point),
          .expected = expected,
          .question = "three blocks of 40 bytes"};
}

const auto allocated = declare({
    .id = "self-test/allocations",
    .question = "Are allocations, frees and their bytes counted rightly?",
    .operation = "turn",
    .factors = {factor("threads", {1, 2})},
    .arms = {arm("blocks", "allocates three blocks of 40 bytes, then frees them", allocations)},
    .claims = {claim("self-test", "Three blocks of 40 bytes are at most 3 allocations.",
                     value("blocks", Metric::allocations_per_op) <= blocks)},
    .passes = {Pass::allocate},
    .answers = {of_blocks(Metric::allocations_per_op, {}, blocks), of_blocks(Metric::frees_per_op, {}, blocks),
                of_blocks(Metric::allocated_bytes_per_op, {}, blocks* block_bytes),
                of_blocks(Metric::peak_live_bytes, "threads:1", blocks* block_bytes),
                of_blocks(Metric::peak_live_bytes, "threads:2", 2 * blocks * block_bytes)},
});

}  // namespace
}  // namespace memlore::bench
