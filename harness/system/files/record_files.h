#pragma once

// The only code that opens files of a run's folder. The folder may come from somebody else, so a write never goes
// through a symbolic link to another file, and only regular files are read (a named pipe would hang the reader). A
// reader sees the old text or the new one, never a part.
//
// Every function throws InputError, naming the file and the reason.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "harness/system/files/descriptor.h"

namespace memlore::system {

/// The largest record that is read: 4 GiB. A run of the full profile takes some 50 MiB.
inline constexpr std::uintmax_t most_record_bytes = std::uintmax_t{4} << 30;

/// Whether a path names a regular file, or a link to one.
bool is_regular_file(const std::filesystem::path& path);

/// The text of a regular file from an offset on, in bytes.
std::string read_text(const std::filesystem::path& path, std::uintmax_t offset = 0);

/// Writes a file in one step, and waits until file and folder are on the disk. Where the disk is full, the old text
/// stays. A link at `path` is replaced; what it points to stays as it was.
void write_text(const std::filesystem::path& path, std::string_view text);

/// Opens a regular file to append to, and creates it where there is none. A link is refused.
Descriptor open_to_append(const std::filesystem::path& path);

/// Writes all of a text. Returns 0, or the error number that stopped it.
int write_all(int descriptor, std::string_view text);

/// Cuts an open file down to its first bytes. Returns 0, or the error number that stopped it.
int cut_down(int descriptor, std::uintmax_t bytes);

/// Waits until the entries of a folder (names of files made, renamed or removed) are on the disk.
void sync_folder(const std::filesystem::path& folder);

}  // namespace memlore::system
