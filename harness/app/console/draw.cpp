#include "harness/app/console/draw.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/model/text/input_error.h"
#include "harness/system/facts/build_info.h"
#include "harness/system/files/file_watch.h"
#include "harness/system/files/record_files.h"
#include "harness/system/files/temporary_folder.h"
#include "harness/system/processes/child_process.h"

namespace memlore::app {
namespace {

namespace fs = std::filesystem;

/// What a failed drawing has to say: a line each problem, of which the first few tell.
std::string complaints_in(const fs::path& log) {
  constexpr std::size_t enough = 500;
  auto text = system::is_regular_file(log) ? system::read_text(log) : std::string();
  text.resize(std::min(text.size(), enough));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.empty() ? text : ": " + text;
}

ExitCode code_of(const system::Ending& ending) {
  if (ending.signal != 0) return invalid_measurement;
  return ending.exit_code == bad_input ? bad_input : harness_fault;
}

Trouble try_to_draw(const fs::path& folder, const fs::path& python, const fs::path& plots, std::chrono::seconds limit) {
  const auto page = folder / "report.html";
  const auto before = system::stamp_of(page);
  const system::TemporaryFolder scratch;
  const auto begin = std::chrono::steady_clock::now();
  auto child = system::ChildProcess::start(
      {.program = python,
       .arguments = {"-I", (plots / "launch.py").string(), fs::absolute(folder.empty() ? "." : folder).string()},
       .log = scratch / "log",
       .folder = "/"},
      "");
  const auto ending = child.wait_at_most(limit);
  if (std::chrono::steady_clock::now() - begin > limit)
    return {fmt::format("no page: drawing took longer than {} s and was ended", limit.count()), invalid_measurement};
  if (!ending.good())
    return {fmt::format("no page: drawing {}{}", in_words(ending), complaints_in(scratch / "log")), code_of(ending)};
  const auto after = system::stamp_of(page);
  if (!after || after == before) return {"no page: drawing ended well and left none", harness_fault};
  return {};
}

}  // namespace

Trouble draw(const fs::path& folder, std::chrono::seconds limit) {
  const fs::path python = MEMLORE_PYTHON;
  const auto plots = fs::path(system::build_info().source_folder) / "plots";
  std::error_code error;
  if (!fs::exists(plots, error)) return {fmt::format("no page: {} is gone", plots.string()), bad_input};
  if (!fs::exists(python, error))
    return {fmt::format("no page: {} is gone; run scripts/bootstrap", python.string()), bad_input};
  try {
    return try_to_draw(folder, python, plots, limit);
  } catch (const InputError& trouble) {
    return {fmt::format("no page: {}", trouble.what()), bad_input};
  } catch (const MachineError& trouble) {
    return {fmt::format("no page: {}", trouble.what()), invalid_measurement};
  }
}

}  // namespace memlore::app
