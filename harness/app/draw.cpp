#include "harness/app/draw.h"

#include <fmt/format.h>

#include "harness/system/build_info.h"
#include "harness/system/child_process.h"

namespace memlore::app {

namespace fs = std::filesystem;

std::string draw(const fs::path& folder) {
  const fs::path python = MEMLORE_PYTHON;
  const auto plots = fs::path(system::build_info().source_folder) / "plots";
  std::error_code error;
  if (!fs::exists(plots, error)) return fmt::format("no figures: {} is gone", plots.string());
  if (!fs::exists(python, error)) return fmt::format("no figures: {} is gone; run scripts/bootstrap", python.string());
  const auto log = folder / "plots.log";
  auto child = system::ChildProcess::start({.program = python,
                                            .arguments = {"-m", "plots", fs::absolute(folder).string()},
                                            .environment = {"PYTHONPATH=" + plots.parent_path().string()},
                                            .cpus = {},
                                            .log = log},
                                           "");
  const auto ending = child.wait();
  if (!ending.good()) return fmt::format("no figures: drawing {}; see {}", in_words(ending), log.string());
  if (fs::file_size(log, error) == 0) fs::remove(log, error);
  return {};
}

}  // namespace memlore::app
