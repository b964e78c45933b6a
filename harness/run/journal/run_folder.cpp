#include "harness/run/journal/run_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/model/text/input_error.h"
#include "harness/run/journal/journal.h"
#include "harness/system/files/file_lock.h"
#include "harness/system/files/record_files.h"

namespace memlore::run {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 1> logs{"workers.log"};

[[noreturn]] void refuse(const fs::path& folder, const std::string& why) {
  throw InputError(fmt::format("{}: {}", folder.string(), why));
}

fs::path scratch_in(const fs::path& folder) { return folder / "scratch"; }
fs::path lock_in(const fs::path& folder) { return scratch_in(folder) / "lock"; }

bool has_nothing(const fs::path& folder) {
  std::error_code error;
  const fs::directory_iterator first(folder, error);
  if (error) refuse(folder, fmt::format("the folder cannot be read: {}", error.message()));
  return first == fs::directory_iterator();
}

/// A folder itself, not a link to one.
bool is_real_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(fs::symlink_status(path, error));
}

/// The number of the process that holds a folder; nothing where none does.
std::optional<std::string> holder_of(const fs::path& folder) { return system::FileLock::holder_of(lock_in(folder)); }

[[noreturn]] void refuse_held(const fs::path& folder, const std::string& process) {
  refuse(folder, fmt::format("a run is under way there (process {})", process));
}

/// Says what stands in the way of a new run.
[[noreturn]] void refuse_taken(const fs::path& folder) {
  if (const auto process = holder_of(folder)) refuse_held(folder, *process);
  std::error_code error;
  if (fs::exists(folder / "run.json", error)) refuse(folder, "there is a run already; name another folder");
  if (fs::exists(journal_in(folder), error)) {
    refuse(folder, "there is an interrupted run; finish it with --resume, or name another folder");
  }
  refuse(folder, "the folder is not empty; name one that is, or one that is not there");
}

/// Makes the scratch folder. Returns false where there is one. A link to a folder is refused.
bool make_scratch(const fs::path& folder) {
  std::error_code error;
  const auto scratch = scratch_in(folder);
  const bool made = fs::create_directory(scratch, error);
  if (!is_real_folder(scratch)) {
    throw InputError(fmt::format("cannot make the folder {}: {}", scratch.string(),
                                 error ? error.message() : "something else has that name"));
  }
  return made;
}

/// Whether a name is a prefix with numbers behind it: `callgrind.3`, `callgrind.3.1`, `session-2`.
bool is_numbered(const std::string& name, std::string_view prefix) {
  return name.size() > prefix.size() && name.starts_with(prefix) &&
         name.find_first_not_of("0123456789.", prefix.size()) == std::string::npos;
}

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code error;
  if (!is_real_folder(folder)) return entries;
  for (const auto& entry : fs::directory_iterator(folder, error)) entries.push_back(entry.path());
  return entries;
}

/// Removes the files that work made there: the lock, dumps of the simulator and, where they are not wanted, the logs.
void remove_files(const fs::path& scratch, bool logs_too, std::string_view kept = {}) {
  for (const auto& each : entries_of(scratch)) {
    const auto name = each.filename().string();
    const bool is_log = std::ranges::find(logs, name) != logs.end();
    std::error_code ignored;
    if (name != kept && (name == "lock" || is_numbered(name, "callgrind.") || (is_log && logs_too)))
      fs::remove(each, ignored);
  }
}

/// Removes sessions of the self-test that were killed: each is a run's folder of its own.
void remove_sessions(const fs::path& scratch) {
  for (const auto& each : entries_of(scratch)) {
    if (!is_numbered(each.filename().string(), "session-") || !is_real_folder(each)) continue;
    remove_files(scratch_in(each), true);
    std::error_code ignored;
    for (const auto& path : {scratch_in(each), journal_in(each), each}) fs::remove(path, ignored);
  }
}

/// Removes a scratch folder, unless there is something in it that no run makes there.
void remove_scratch(const fs::path& scratch, bool logs_too) {
  if (!is_real_folder(scratch)) return;
  remove_files(scratch, logs_too);
  remove_sessions(scratch);
  std::error_code ignored;
  fs::remove(scratch, ignored);
}

/// Removes what a run left that was killed before its journal was there, if its lock, which holds the number of a
/// process and nothing else, can be had. A folder with anything else in it stays as it is.
void clear_of_false_start(const fs::path& folder) {
  for (const auto& each : entries_of(folder)) {
    if (each != scratch_in(folder)) return;
  }
  const auto name = lock_in(folder);
  if (!system::is_regular_file(name)) return;
  const auto text = system::read_text(name);
  if (text.size() < 2 || text.find_first_not_of("0123456789") != text.size() - 1 || text.back() != '\n') return;
  if (const auto lock = system::FileLock::take_existing(name)) remove_scratch(scratch_in(folder), true);
}

}  // namespace

fs::path RunFolder::journal() const { return journal_in(path_); }
fs::path RunFolder::scratch() const { return scratch_in(path_); }

RunFolder RunFolder::make(const fs::path& path) {
  std::error_code error;
  const bool made = fs::create_directories(path, error);
  if (error) throw InputError(fmt::format("cannot make the folder {}: {}", path.string(), error.message()));
  clear_of_false_start(path);
  if (!has_nothing(path)) refuse_taken(path);
  // Of two runs that begin at once, one makes it.
  if (!make_scratch(path)) refuse_taken(path);
  RunFolder folder(path, made);
  folder.mine_ = true;
  folder.lock();
  return folder;
}

RunFolder RunFolder::take(const fs::path& path) {
  std::error_code error;
  if (const auto process = holder_of(path)) refuse_held(path, *process);
  if (!system::is_regular_file(journal_in(path))) {
    refuse(path, fs::exists(path / "run.json", error)
                     ? "that run is complete"
                     : "no journal of a run there: it is another folder, or the run had not "
                       "begun and can be started there again");
  }
  (void)make_scratch(path);
  RunFolder folder(path, false);
  folder.lock();
  folder.mine_ = true;
  // What a killed process has left there; the simulator would write through a link under one of these names.
  remove_files(folder.scratch(), false, "lock");
  remove_sessions(folder.scratch());
  return folder;
}

void RunFolder::lock() {
  for (;;) {
    lock_ = system::FileLock::take(lock_in(path_));
    if (lock_) return;
    if (const auto process = holder_of(path_)) refuse_held(path_, *process);
    // It was let go meanwhile.
  }
}

RunFolder::RunFolder(RunFolder&& other) noexcept
    : path_(std::move(other.path_)),
      made_(other.made_),
      mine_(std::exchange(other.mine_, false)),
      lock_(std::move(other.lock_)) {}

RunFolder::~RunFolder() {
  if (!mine_) return;
  std::error_code ignored;
  const bool interrupted = fs::exists(journal(), ignored);
  remove_scratch(scratch(), !interrupted);
  if (made_ && !interrupted) fs::remove(path_, ignored);
}

void RunFolder::finish(bool keep_logs) {
  std::error_code ignored;
  for (const auto log : logs) {
    const auto size = fs::file_size(scratch() / log, ignored);
    if (!keep_logs || ignored || size == 0) continue;
    // A file of that name beside the record is somebody else's: then the log stays where it is.
    if (!fs::exists(fs::symlink_status(path_ / log, ignored))) fs::rename(scratch() / log, path_ / log, ignored);
  }
  // The journal goes last: whoever finds it after a kill goes on with the run, and so removes what is left.
  remove_scratch(scratch(), !keep_logs);
  discard();
}

void RunFolder::discard() {
  std::error_code error;
  fs::remove(journal(), error);
  if (error) throw InputError(fmt::format("cannot remove {}: {}", journal().string(), error.message()));
  system::sync_folder(path_);
}

}  // namespace memlore::run
