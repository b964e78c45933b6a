#pragma once

// Reads the small text files in which Linux describes itself, or says why it cannot.
//
// All readers take a MachineFiles, a view of /proc, /sys and /etc below a root folder, so that the facts of any machine
// can be read from a made-up tree. A file that is missing, unreadable or empty is a normal finding: no reader throws.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace memlore::system {

/// A text, or why there is none.
struct Reading {
  std::optional<std::string> value{};
  std::string absent{};  ///< Empty when there is a value.

  bool operator==(const Reading&) const = default;
};

Reading present(std::string value);
Reading absent(std::string reason);

/// The files of one machine. Paths are absolute as on that machine: `/proc/stat`.
class MachineFiles {
 public:
  explicit MachineFiles(std::filesystem::path root = "/") : root_(std::move(root)) {}

  /// The whole text without white space and NULs at its ends.
  [[nodiscard]] Reading read(const std::string& path) const;
  [[nodiscard]] bool exists(const std::string& path) const;
  /// Names in a folder, sorted; none where there is no such folder.
  [[nodiscard]] std::vector<std::string> names_in(const std::string& folder) const;
  /// True for the machine that this process runs on. Only then may instructions and system calls add to the files.
  [[nodiscard]] bool live() const { return root_ == "/"; }

 private:
  [[nodiscard]] std::filesystem::path below_root(const std::string& path) const;

  std::filesystem::path root_;
};

/// The value of a field (words.h) in a text that was read from `path`: a missing field is named with its file.
Reading field_of(const Reading& text, std::string_view key, std::string_view path, char separator = ':');

}  // namespace memlore::system
