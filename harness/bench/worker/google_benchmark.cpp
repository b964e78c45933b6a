#include "harness/bench/worker/google_benchmark.h"

#include <cmath>
#include <memory>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "harness/bench/author/registry.h"
#include "harness/model/text/input_error.h"

namespace memlore::bench {
namespace {

// 1.8.0 replaced Run::error_occurred by Run::skipped; a requires-expression tells them apart without a version macro,
// which the library does not have.
template <class Run>
bool failed(const Run& run) {
  if constexpr (requires { run.error_occurred; }) {
    return run.error_occurred;
  } else {
    return run.skipped != decltype(run.skipped){};
  }
}

template <class Run>
const std::string& failure_of(const Run& run) {
  if constexpr (requires { run.error_message; }) {
    return run.error_message;
  } else {
    return run.skip_message;
  }
}

class BlockReporter final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& /*context*/) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const auto& run : runs) {
      if (failed(run)) error = failure_of(run);
      seconds = run.real_accumulated_time;
      ++count;
    }
  }
  double seconds = 0;
  int count = 0;
  std::string error;
};

std::string display_name(const Declaration& declaration, const ArmDeclaration& arm, const Point& point) {
  const auto key = point.key();
  return declaration.id + "/" + arm.arm.name + (key.empty() ? "" : "/" + key);
}

/// Keeps the kernel that was prepared last: by hand, the library calls a benchmark's function several times, and
/// preparing its kernel each time would dominate.
class PreparedKernel {
 public:
  std::shared_ptr<Loop> get(const std::string& name, const Prepare& prepare, const Point& point, std::string& absent) {
    const std::scoped_lock lock(mutex_);
    if (name != name_) {
      loop_.reset();
      auto kernel = prepare(point);
      absent_ = kernel.absent;
      loop_ = std::move(kernel.loop);
      name_ = name;
    }
    absent = absent_;
    return loop_;
  }

 private:
  std::mutex mutex_;
  std::string name_;
  std::string absent_;
  std::shared_ptr<Loop> loop_;
};

void register_arm(const Declaration& declaration, const ArmDeclaration& arm, const Point& point) {
  static PreparedKernel prepared;
  const auto name = display_name(declaration, arm, point);
  const auto operations = operations_of(declaration, point);
  auto* benchmark = benchmark::RegisterBenchmark(name.c_str(), [=, prepare = arm.prepare](benchmark::State& state) {
    std::string absent;
    const auto loop = prepared.get(name, prepare, point, absent);
    if (!loop) {
      state.SkipWithError(absent.c_str());
      return;
    }
    loop->run(state, nullptr);
    state.SetItemsProcessed(state.iterations() * operations);
  });
  if (const auto threads = point.value_or("threads", 1); threads > 1) benchmark->Threads(static_cast<int>(threads));
  benchmark->UseRealTime();
}

/// Takes the block out of the library's list, even when the kernel throws: the next block would run it again, with a
/// loop that may be gone.
class Registration {
 public:
  Registration() = default;
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;
  ~Registration() { benchmark::ClearRegisteredBenchmarks(); }
};

}  // namespace

BlockResult run_block(Loop& loop, std::int64_t iterations, Meter* meter) {
  std::uint64_t result = 0;
  const Registration registration;
  auto* registered = benchmark::RegisterBenchmark("block", [&](benchmark::State& state) {
    const auto last = loop.run(state, meter);
    if (state.thread_index() == 0) result = last;
  });
  registered->Iterations(iterations)->UseRealTime();
  if (loop.threads() > 1) registered->Threads(loop.threads());
  BlockReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter, "block");
  if (!reporter.error.empty()) throw std::runtime_error(reporter.error);
  if (reporter.count != 1) throw std::runtime_error("the benchmark library did not report the block");
  return {.elapsed_ns = std::llround(reporter.seconds * 1e9), .result = result};
}

std::string google_benchmark_version() {
  // The library has no version macro; the build passes what its package says.
  return MEMLORE_GOOGLE_BENCHMARK_VERSION;
}

std::string google_benchmark_build() {
  // The library tells it nowhere else.
  std::ostringstream out;
  benchmark::JSONReporter reporter;
  reporter.SetOutputStream(&out);
  reporter.SetErrorStream(&out);
  reporter.ReportContext(benchmark::BenchmarkReporter::Context());
  const auto text = out.str();
  const std::string key = R"("library_build_type": ")";
  const auto begin = text.find(key);
  if (begin == std::string::npos) return {};
  const auto value = text.substr(begin + key.size());
  return value.substr(0, value.find('"'));
}

int run_by_hand(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  for (const auto& declaration : Registry::global().declarations()) {
    for (const auto& arm : declaration.arms) {
      if (!arm.prepare) continue;
      for (const auto& point : points_of(declaration.factors, Tier::quick)) register_arm(declaration, arm, point);
    }
  }
  const auto filter = benchmark::GetBenchmarkFilter();
  const auto chosen = benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  // The library says on standard error that an expression is none, and returns 0 as for one that finds nothing.
  if (chosen == 0)
    throw InputError("--benchmark_filter='" + filter + "' is no regular expression that finds a benchmark");
  return 0;
}

}  // namespace memlore::bench
