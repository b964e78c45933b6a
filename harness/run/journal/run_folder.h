#pragma once

// The folder of a run, held by the one process that works in it.
//
//   journal.jsonl   what was observed so far; gone once run.json has it
//   scratch/        what only the work itself needs: the lock, logs of workers, dumps of the simulator, sessions of the
//                   self-test. The run makes it and nobody else writes there
//
// A new run takes a folder that is not there or empty, so nothing in it can be anybody else's. What is removed at the
// end is removed by name, and never a file that some run did not make.

#include <filesystem>
#include <optional>
#include <utility>

#include "harness/system/files/file_lock.h"

namespace memlore::run {

class RunFolder {
 public:
  /// For a new run. Throws InputError where the folder is in use, is not empty or cannot be made.
  static RunFolder make(const std::filesystem::path& path);

  /// For an interrupted run that goes on. Throws InputError where there is no journal or another process holds it.
  static RunFolder take(const std::filesystem::path& path);

  RunFolder(RunFolder&& other) noexcept;
  RunFolder& operator=(RunFolder&&) = delete;
  RunFolder(const RunFolder&) = delete;
  RunFolder& operator=(const RunFolder&) = delete;

  /// Gives the folder back. Without a journal nothing of the run is left; with one, the logs are left for who looks
  /// into them.
  ~RunFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path journal() const;
  [[nodiscard]] std::filesystem::path scratch() const;

  /// Ends the run: its record is written, so that the journal is not needed any more. Logs are kept beside the record
  /// where something failed.
  void finish(bool keep_logs);

  /// Removes the journal, too: for a run that nobody will go on with.
  void discard();

 private:
  RunFolder(std::filesystem::path path, bool made) : path_(std::move(path)), made_(made) {}
  void lock();

  std::filesystem::path path_;
  bool made_;          ///< By this object, so that it goes again where nothing is left in it.
  bool mine_ = false;  ///< To clean up.
  std::optional<system::FileLock> lock_;
};

}  // namespace memlore::run
