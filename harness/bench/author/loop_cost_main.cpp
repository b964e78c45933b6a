// Is the timed loop of a kernel as cheap as the same loop written by hand with Google Benchmark?
//
// Runs under callgrind, which counts instructions exactly. Each loop runs N and then 2N iterations. The cost of
// starting and stopping is in both counts and cancels, so the difference over N is the instructions of one iteration.
// The program fails when a loop of ours has more instructions than the loop by hand. People write that loop in two
// ways, with the result in a variable that DoNotOptimize may write, or in a constant that it may only read; the cheaper
// one counts.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <functional>
#include <memory>
#include <utility>

#include "harness/bench/author/kernel.h"
#include "harness/bench/author/opaque.h"
#include "harness/bench/simulate/callgrind_meter.h"
#include "harness/bench/worker/google_benchmark.h"

namespace {

using memlore::bench::CallgrindMeter;
using memlore::bench::Kernel;
using memlore::bench::Loop;
using memlore::bench::Meter;
using memlore::bench::opaque;

constexpr std::int64_t iterations = 10'000;

/// A loop by hand, with the meter where ours has it.
using ByHand = std::function<void(benchmark::State&, Meter&)>;

class HandLoop final : public Loop {
 public:
  explicit HandLoop(ByHand body) : body_(std::move(body)) {}
  std::uint64_t run(benchmark::State& state, Meter* meter) override {
    body_(state, *meter);
    return 0;
  }

 private:
  ByHand body_;
};

double instructions_of(Loop& loop, CallgrindMeter& meter) {
  // The first run of a loop binds symbols lazily; neither count may have that in it.
  memlore::bench::run_block(loop, 10, &meter);
  memlore::bench::run_block(loop, iterations, &meter);
  const auto once = meter.counts().instructions;
  memlore::bench::run_block(loop, 2 * iterations, &meter);
  return static_cast<double>(meter.counts().instructions - once) / iterations;
}

struct Case {
  const char* name;
  Kernel ours;
  ByHand by_hand;           ///< DoNotOptimize(variable)
  ByHand by_hand_constant;  ///< DoNotOptimize(constant)
};

[[gnu::noinline]] std::uint64_t called(std::uint64_t value) { return opaque(value) + 1; }

Case sum_of_two_in_memory() {
  static std::array<std::uint64_t, 2> values{opaque(std::uint64_t{3}), opaque(std::uint64_t{4})};
  return {
      "sum of two values in memory",
      memlore::bench::kernel([first = opaque(&values[0]), second = opaque(&values[1])] { return *first + *second; }),
      [](benchmark::State& state, Meter& meter) {
        const auto* first = opaque(&values[0]);
        const auto* second = opaque(&values[1]);
        meter.start();
        for (auto _ : state) {
          auto result = *first + *second;
          benchmark::DoNotOptimize(result);
        }
        meter.stop();
      },
      [](benchmark::State& state, Meter& meter) {
        const auto* first = opaque(&values[0]);
        const auto* second = opaque(&values[1]);
        meter.start();
        for (auto _ : state) {
          const auto result = *first + *second;
          benchmark::DoNotOptimize(result);
        }
        meter.stop();
      }};
}

Case running_sum() {
  return {"running sum in registers",
          memlore::bench::kernel(
              [sum = opaque(std::uint64_t{3}), step = opaque(std::uint64_t{4})]() mutable { return sum += step; }),
          [](benchmark::State& state, Meter& meter) {
            auto sum = opaque(std::uint64_t{3});
            const auto step = opaque(std::uint64_t{4});
            meter.start();
            for (auto _ : state) {
              sum += step;
              benchmark::DoNotOptimize(sum);
            }
            meter.stop();
          },
          [](benchmark::State& state, Meter& meter) {
            auto sum = opaque(std::uint64_t{3});
            const auto step = opaque(std::uint64_t{4});
            meter.start();
            for (auto _ : state) {
              sum += step;
              benchmark::DoNotOptimize(std::as_const(sum));
            }
            meter.stop();
          }};
}

Case pointer_chase() {
  static std::array<std::uint64_t, 64> next = [] {
    std::array<std::uint64_t, 64> links{};
    const auto order = memlore::bench::shuffled_indices(links.size());
    for (std::size_t i = 0; i < order.size(); ++i) links[order[i]] = order[(i + 1) % order.size()];
    return links;
  }();
  return {
      "pointer chase over a small array",
      memlore::bench::kernel([links = opaque(next.data()), at = std::uint64_t{0}]() mutable { return at = links[at]; }),
      [](benchmark::State& state, Meter& meter) {
        const auto* links = opaque(next.data());
        std::uint64_t at = 0;
        meter.start();
        for (auto _ : state) {
          at = links[at];
          benchmark::DoNotOptimize(at);
        }
        meter.stop();
      },
      [](benchmark::State& state, Meter& meter) {
        const auto* links = opaque(next.data());
        std::uint64_t at = 0;
        meter.start();
        for (auto _ : state) {
          at = links[at];
          benchmark::DoNotOptimize(std::as_const(at));
        }
        meter.stop();
      }};
}

Case call() {
  return {"call of a function", memlore::bench::kernel([value = opaque(std::uint64_t{5})] { return called(value); }),
          [](benchmark::State& state, Meter& meter) {
            const auto value = opaque(std::uint64_t{5});
            meter.start();
            for (auto _ : state) {
              auto result = called(value);
              benchmark::DoNotOptimize(result);
            }
            meter.stop();
          },
          [](benchmark::State& state, Meter& meter) {
            const auto value = opaque(std::uint64_t{5});
            meter.start();
            for (auto _ : state) {
              const auto result = called(value);
              benchmark::DoNotOptimize(result);
            }
            meter.stop();
          }};
}

/// Prints the instructions of one iteration; true when ours has no more than the loop by hand.
bool compare(Case& each, CallgrindMeter& meter) {
  HandLoop by_hand(each.by_hand);
  HandLoop by_hand_constant(each.by_hand_constant);
  const double ours = instructions_of(*each.ours.loop, meter);
  const double variable = instructions_of(by_hand, meter);
  const double constant = instructions_of(by_hand_constant, meter);
  // Counting iterations and doing the work take two instructions at least: fewer mean that nothing was counted.
  const bool counted = std::min({ours, variable, constant}) >= 2;
  const bool good = counted && ours <= std::min(variable, constant);
  std::printf("%-34s %8.4f %8.4f %8.4f  %s\n", each.name, ours, variable, constant, good ? "ok" : "TOO MANY");
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || !CallgrindMeter::available()) {
    std::fprintf(
        stderr, "usage: valgrind --tool=callgrind --cache-sim=yes --branch-sim=yes --callgrind-out-file=FILE %s FILE\n",
        argv[0]);
    return 2;
  }
  try {
    CallgrindMeter meter(argv[1]);
    std::array cases{sum_of_two_in_memory(), running_sum(), pointer_chase(), call()};
    std::printf("%-34s %8s %8s %8s\n", "instructions of one iteration", "ours", "by hand", "constant");
    bool good = true;
    for (auto& each : cases) good = compare(each, meter) && good;
    return good ? 0 : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 4;
  }
}
