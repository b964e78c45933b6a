#pragma once

// What an arm runs in the timed loop, prepared once, outside it.
//
// An arm hands over a callable that does one iteration and returns its result. `kernel()` wraps it in a type whose
// `run` is a loop of Google Benchmark's with the callable inlined in it: one batch of all its iterations. The callable
// is moved to the stack first, so that the compiler keeps its captures in registers, as it does with the local
// variables of a loop written by hand. The virtual call, the meter and the move are outside the loop; the move and one
// call are within the time of a block, which is some nanoseconds. A test counts the instructions of both loops.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/bench/worker/meter.h"

namespace memlore::bench {

/// The loop of a prepared kernel.
class Loop {
 public:
  Loop() = default;
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;
  virtual ~Loop() = default;

  /// Runs the iterations that the state asks for and returns the result of the last one: the checksum that all arms
  /// must agree on. `meter` may be null.
  virtual std::uint64_t run(benchmark::State& state, Meter* meter) = 0;

  /// Number of threads that call `run` at the same time.
  [[nodiscard]] virtual int threads() const { return 1; }
};

/// What an arm's preparation returns: a loop, or a reason.
struct Kernel {
  std::unique_ptr<Loop> loop;
  std::string absent;  ///< Why there is no loop (`a variant has no inline form`); empty when there is one.
};

/// Runs `left` iterations with the captures on the stack, metered or not. The calls of the meter lie outside the
/// captures' life in registers: with the calls and the loop in one function, the compiler keeps the captures in memory.
template <class Iteration>
[[gnu::noinline]] std::uint64_t run_stretch(std::int64_t left, Meter* meter, std::optional<Iteration>& kept) {
  Iteration iteration = std::move(*kept);
  std::uint64_t result = 0;
  std::uint64_t each = 0;
  if (meter != nullptr) meter->start();
  do {
    each = iteration();
    // Read only: "+r" would be one more move where the result is also the kernel's state.
    asm volatile("" : : "r"(each) : "memory");  // NOLINT(hicpp-no-assembler)
  } while (--left != 0);
  asm volatile("" : "=r"(result) : "0"(each));  // NOLINT(hicpp-no-assembler)
  if (meter != nullptr) meter->stop();
  kept.emplace(std::move(iteration));
  return result;
}

template <class Iteration>
std::uint64_t run_loop(benchmark::State& state, Meter* meter, std::optional<Iteration>& kept) {
  std::uint64_t result = 0;
  // One batch of all iterations. The library's other loop, `for (auto _ : state)`, has no place between its last
  // iteration and its clock, so a result that outlives it would cost a move in every iteration.
  while (state.KeepRunningBatch(state.max_iterations)) {
    do {
      result = run_stretch(meter == nullptr ? state.max_iterations : meter->stretch(state.max_iterations), meter, kept);
    } while (meter != nullptr && meter->again());
  }
  return result;
}

template <class Iteration>
class SingleLoop final : public Loop {
 public:
  explicit SingleLoop(Iteration iteration) : iteration_(std::move(iteration)) {}
  std::uint64_t run(benchmark::State& state, Meter* meter) override { return run_loop(state, meter, iteration_); }

 private:
  std::optional<Iteration> iteration_;
};

template <class Iteration>
class ThreadedLoop final : public Loop {
 public:
  explicit ThreadedLoop(std::vector<std::optional<Iteration>> iterations) : iterations_(std::move(iterations)) {}
  std::uint64_t run(benchmark::State& state, Meter* meter) override {
    return run_loop(state, meter, iterations_[static_cast<std::size_t>(state.thread_index())]);
  }
  [[nodiscard]] int threads() const override { return static_cast<int>(iterations_.size()); }

 private:
  std::vector<std::optional<Iteration>> iterations_;
};

/// The kernel of a callable `std::uint64_t iteration()`. The callable is moved, so its captures must not point into one
/// another.
template <class Iteration>
Kernel kernel(Iteration iteration) {
  return {.loop = std::make_unique<SingleLoop<Iteration>>(std::move(iteration)), .absent = {}};
}

/// The kernel of several threads: `make(thread)` gives the callable of each. Threads share data by pointer.
template <class Make>
Kernel threaded_kernel(int threads, const Make& make) {
  using Iteration = decltype(make(0));
  std::vector<std::optional<Iteration>> iterations;
  for (int thread = 0; thread < threads; ++thread) iterations.emplace_back(make(thread));
  return {.loop = std::make_unique<ThreadedLoop<Iteration>>(std::move(iterations)), .absent = {}};
}

/// Says that the arm does not exist at this point, and why.
inline Kernel no_kernel(std::string reason) { return {.loop = nullptr, .absent = std::move(reason)}; }

}  // namespace memlore::bench
