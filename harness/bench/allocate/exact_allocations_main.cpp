// Counts known numbers of allocations with the preloaded library, and fails when a single one is off.

#include <malloc.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "harness/bench/allocate/allocation_meter.h"
#include "harness/bench/author/opaque.h"

namespace {

using memlore::bench::AllocationMeter;
using memlore::bench::opaque;

struct Expected {
  std::uint64_t allocations = 0;
  std::uint64_t frees = 0;
  std::uint64_t bytes = 0;
  std::int64_t peak = -1;  ///< Below 0: all of `bytes` at once.
};

int failures = 0;

void verify(const char* what, const AllocationMeter& meter, const Expected& expected) {
  const auto& seen = meter.total();
  const bool good = seen.allocations == expected.allocations && seen.frees == expected.frees &&
                    seen.bytes == expected.bytes &&
                    seen.peak_bytes == (expected.peak < 0 ? static_cast<std::int64_t>(expected.bytes) : expected.peak);
  failures += !good;
  std::printf("%-28s %4llu allocated %4llu freed %6llu bytes %6lld at once  %s\n", what,
              static_cast<unsigned long long>(seen.allocations), static_cast<unsigned long long>(seen.frees),
              static_cast<unsigned long long>(seen.bytes), static_cast<long long>(seen.peak_bytes),
              good ? "ok" : "WRONG");
}

void expect(const char* what, const Expected& expected, const std::function<void()>& body) {
  AllocationMeter meter;
  meter.start();
  body();
  meter.stop();
  verify(what, meter, expected);
}

struct alignas(64) Aligned {
  std::array<char, 128> bytes;
};

struct Base {
  virtual ~Base() = default;
  std::uint64_t value = 0;
};

void operators() {
  expect("nothing", {0, 0, 0}, [] {});
  expect("new and delete", {1, 1, 8}, [] { delete opaque(new std::uint64_t(1)); });
  expect("new without delete", {1, 0, 16}, [] { opaque(new Base); });
  expect("delete of nothing", {0, 0, 0}, [] { delete opaque(static_cast<int*>(nullptr)); });
  expect("new[] and delete[]", {1, 1, 100}, [] { delete[] opaque(new char[100]); });
  expect("nothrow new", {1, 1, 8}, [] { delete opaque(new (std::nothrow) std::uint64_t(1)); });
  expect("aligned new", {1, 1, sizeof(Aligned)}, [] { delete opaque(new Aligned); });
  expect("a thousand news", {1000, 1000, 8000, 8}, [] {
    for (int i = 0; i < 1000; ++i) delete opaque(new std::uint64_t(1));
  });
}

void functions() {
  expect("malloc and free", {1, 1, 24}, [] { std::free(opaque(std::malloc(24))); });
  expect("free of nothing", {0, 0, 0}, [] { std::free(opaque(static_cast<void*>(nullptr))); });
  expect("malloc that fails", {0, 0, 0}, [] { opaque(std::malloc(opaque(std::size_t{PTRDIFF_MAX}))); });
  expect("calloc", {1, 1, 120}, [] { std::free(opaque(std::calloc(10, 12))); });
  expect("realloc of nothing", {1, 1, 30},
         [] { std::free(opaque(std::realloc(opaque(static_cast<void*>(nullptr)), 30))); });
  expect("realloc of a block", {2, 2, 1010, 1000},
         [] { std::free(opaque(std::realloc(opaque(std::malloc(10)), 1000))); });
  expect("realloc in place", {2, 2, 31, 16}, [] { std::free(opaque(std::realloc(opaque(std::malloc(16)), 15))); });
  expect("realloc to nothing frees", {1, 1, 10},
         [] { opaque(std::realloc(opaque(std::malloc(10)), opaque(std::size_t{0}))); });
  expect("aligned_alloc", {1, 1, 256}, [] { std::free(opaque(std::aligned_alloc(64, 256))); });
  expect("memalign", {1, 1, 200}, [] { std::free(opaque(memalign(64, 200))); });
  expect("valloc", {1, 1, 10}, [] { std::free(opaque(valloc(10))); });
  expect("pvalloc", {1, 1, 5000}, [] { std::free(opaque(pvalloc(5000))); });
  expect("reallocarray", {1, 1, 120},
         [] { std::free(opaque(reallocarray(opaque(static_cast<void*>(nullptr)), 10, 12))); });
  expect("strdup", {1, 1, 6}, [] { std::free(opaque(strdup(opaque("hello")))); });
  expect("realloc that fails", {1, 1, 10}, [] {
    void* block = opaque(std::malloc(10));
    void* moved = std::realloc(block, opaque(std::size_t{PTRDIFF_MAX}));
    std::free(opaque(moved == nullptr ? block : moved));
  });
  expect("posix_memalign", {1, 1, 100}, [] {
    void* block = nullptr;
    if (posix_memalign(&block, 64, 100) == 0) std::free(opaque(block));
  });
  expect("posix_memalign that fails", {0, 0, 0}, [] {
    void* block = nullptr;
    opaque(posix_memalign(&block, opaque(std::size_t{3}), 100));
  });
}

void library() {
  expect("make_unique", {1, 1, 8}, [] { opaque(std::make_unique<std::uint64_t>(1).get()); });
  // One block for the object and its counts; two where they are made apart.
  AllocationMeter together;
  together.start();
  opaque(std::make_shared<std::uint64_t>(1).get());
  together.stop();
  verify("make_shared", together, {1, 1, together.total().bytes});
  AllocationMeter apart;
  apart.start();
  opaque(std::shared_ptr<std::uint64_t>(new std::uint64_t(1)).get());  // NOLINT(modernize-make-shared): the point
  apart.stop();
  verify("shared_ptr of new", apart, {2, 2, apart.total().bytes});
  expect("peak of what comes and goes", {3, 3, 600, 500}, [] {
    void* first = opaque(std::malloc(200));
    std::free(opaque(std::malloc(100)));
    std::free(opaque(std::malloc(300)));
    std::free(first);
  });
  expect("vector that reserves", {1, 1, 800}, [] {
    std::vector<std::uint64_t> values;
    values.reserve(100);
    for (std::uint64_t i = 0; i < 100; ++i) values.push_back(i);
    opaque(values.data());
  });
  expect("string that fits", {0, 0, 0}, [] {
    std::string text("short");
    opaque(text.data());
  });
}

/// Each thread's own counts are summed; what the threads around it allocate meanwhile is not in them.
void threads() {
  AllocationMeter meter;
  std::vector<std::thread> running;
  for (int thread = 0; thread < 4; ++thread) {
    running.emplace_back([&meter, thread] {
      for (int i = 0; i < 100; ++i) delete opaque(new std::uint64_t(1));
      meter.start();
      for (int i = 0; i <= thread; ++i) delete opaque(new std::uint64_t(1));
      meter.stop();
      for (int i = 0; i < 100; ++i) delete opaque(new std::uint64_t(1));
    });
  }
  for (auto& each : running) each.join();
  verify("four threads, 1+2+3+4", meter, {10, 10, 80, 32});
  AllocationMeter here;
  here.start();
  void* theirs = opaque(std::malloc(40));
  std::thread* other = nullptr;
  here.stop();
  other = new std::thread([theirs] { std::free(theirs); });
  other->join();
  delete other;
  verify("freed by another thread", here, {1, 0, 40});
}

}  // namespace

int main() {
  if (!AllocationMeter().available()) {
    std::puts("malloc is not interposed: run with LD_PRELOAD=libmemlore-allocations.so");
    return 2;
  }
  operators();
  functions();
  library();
  threads();
  return failures == 0 ? 0 : 1;
}
