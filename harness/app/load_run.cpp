#include "harness/app/load_run.h"

#include <fmt/format.h>

#include "harness/judge/judge.h"
#include "harness/model/input_error.h"
#include "harness/model/json.h"
#include "harness/report/record_files.h"
#include "harness/run/conduct.h"
#include "harness/run/journal.h"

namespace memlore::app {
namespace {

namespace fs = std::filesystem;

Run read_run(const fs::path& path) {
  const auto record = fs::is_directory(path) ? path / "run.json" : path;
  if (fs::is_directory(path) && !fs::exists(record) && fs::exists(run::journal_in(path))) {
    return run::read_journal(run::journal_in(path)).run;
  }
  if (!fs::exists(record))
    throw InputError(fmt::format("{}: no run there (looked for {})", path.string(), record.string()));
  return decode<Run>(report::read_text(record), record.string());
}

}  // namespace

Run load_run(const fs::path& path) {
  auto run = read_run(path);
  judge::validate(run, path.string());
  return run;
}

}  // namespace memlore::app
