#include "harness/bench/worker/channel.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstring>
#include <vector>

#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/system/files/record_files.h"

namespace memlore::bench {
namespace {

template <class Value>
std::string or_null(const std::optional<Value>& value, const char* format = "{}") {
  return value ? fmt::format(fmt::runtime(format), *value) : "null";
}

}  // namespace

void Channel::line(const std::string& text) const {
  if (const int error = system::write_all(descriptor_, text + '\n'); error != 0) {
    throw InputError(std::string("the worker cannot report: ") + std::strerror(error));
  }
}

void Channel::begin(int cell, int arm) { line(fmt::format(R"({{"begin":{{"cell":{},"arm":{}}}}})", cell, arm)); }

void Channel::block(const Job& job, int cell, int arm, std::int64_t iterations, const Block& block) {
  line(fmt::format(
      R"({{"block":{{"process":{},"worker":{},"cell":{},"arm":{},"iterations":{},"round":{},"order":{},"start_ns":{},"elapsed_ns":{},"cpu":{},"switches":{},"faults":{},"waited_ns":{},"stolen_ns":{},"width_before":{},"width_after":{}}}}})",
      job.process, job.worker, cell, arm, iterations, block.round, block.order, block.start_ns, block.elapsed_ns,
      block.cpu, block.switches, block.faults, or_null(block.waited_ns), or_null(block.stolen_ns),
      or_null(block.width_before, "{:.3f}"), or_null(block.width_after, "{:.3f}")));
}

void Channel::timed(const Job& job, int cell, int blocks) {
  line(fmt::format(R"({{"timed":{{"process":{},"worker":{},"cell":{},"blocks":{}}}}})", job.process, job.worker, cell,
                   blocks));
}

void Channel::timekeeping(const Timekeeping& timekeeping) {
  line(fmt::format(R"({{"timekeeping":{{"resolution_ns":{},"reading_ns":{},"quiet_ns":{},"core_width":{:.3f}}}}})",
                   timekeeping.resolution_ns, timekeeping.reading_ns, timekeeping.quiet_ns, timekeeping.core_width));
}

void Channel::calibration(const Calibration& calibration) {
  line(fmt::format(
      R"({{"calibration":{{"cell":{},"arm":{},"iterations":{},"operations":{},"period":{},"iteration_ns":{:.3f},"setup_ns":{:.0f}}}}})",
      calibration.cell, calibration.arm, calibration.iterations, calibration.operations, calibration.period,
      calibration.iteration_ns, calibration.setup_ns));
}

void Channel::absent(int cell, int arm, std::string_view reason) { left_out(cell, arm, "", reason); }

void Channel::left_out(int cell, int arm, std::string_view pass, std::string_view reason) {
  const auto words = encode(
      LeftOut{.experiment = {}, .point = {}, .arm = {}, .pass = std::string(pass), .reason = std::string(reason)});
  line(fmt::format(R"({{"left_out":{{"cell":{},"arm":{},"what":{}}}}})", cell, arm, words));
}

void Channel::observations(int cell, int arm, std::span<const Observation> observations) {
  std::vector<std::string> texts;
  for (const auto& each : observations) texts.push_back(encode(each));
  line(fmt::format(R"({{"observations":{{"cell":{},"arm":{},"all":[{}]}}}})", cell, arm, fmt::join(texts, ",")));
}

void Channel::fault(const Fault& fault) { line(R"({"fault":)" + encode(fault) + "}"); }
void Channel::usage(const WorkerUsage& usage) { line(R"({"usage":)" + encode(usage) + "}"); }
void Channel::end() { line(R"({"end":{}})"); }

}  // namespace memlore::bench
