#include "harness/app/console/load_run.h"

#include <fmt/format.h>

#include "harness/app/console/output.h"
#include "harness/judge/judge.h"
#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/run/journal/journal.h"
#include "harness/run/journal/run_folder.h"
#include "harness/system/files/record_files.h"

namespace memlore::app {
namespace {

namespace fs = std::filesystem;

Run read_run(const fs::path& path) {
  const auto record = fs::is_directory(path) ? path / "run.json" : path;
  std::error_code error;
  if (fs::is_directory(path) && !fs::exists(record, error) && fs::exists(run::journal_in(path), error)) {
    return run::read_journal(run::journal_in(path)).run;
  }
  if (!fs::exists(record, error))
    throw InputError(fmt::format("{}: no run there (looked for {})", path.string(), record.string()));
  return decode<Run>(system::read_text(record), record.string());
}

}  // namespace

Run load_run(const fs::path& path) {
  auto run = read_run(path);
  judge::validate(run, path.string());
  tell_damage(run, path);
  return run;
}

void tell_damage(const Run& run, const fs::path& path) {
  if (run.damaged_lines == 0) return;
  tell(fmt::format("memlore: {}: {}", path.string(), judge::damage_in_words(run)));
}

}  // namespace memlore::app
