#include "harness/system/files/sha1.h"

#include <fmt/format.h>

#include <array>
#include <boost/uuid/detail/sha1.hpp>
#include <cerrno>
#include <fstream>

#include "harness/system/processes/limits.h"

namespace memlore::system {
namespace {

std::string digits_of(boost::uuids::detail::sha1& hash) {
  // The digest is five words up to Boost 1.85 and twenty bytes after it; either is written as its hexadecimal digits.
  boost::uuids::detail::sha1::digest_type digest;
  hash.get_digest(digest);
  std::string result;
  for (const auto part : digest) result += fmt::format("{:0{}x}", part, 2 * sizeof part);
  return result;
}

}  // namespace

std::string sha1_of_text(std::string_view text) {
  boost::uuids::detail::sha1 hash;
  hash.process_bytes(text.data(), text.size());
  return digits_of(hash);
}

std::string sha1_of_file(const std::filesystem::path& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  boost::uuids::detail::sha1 hash;
  std::array<char, 1 << 16> buffer{};
  while (file.read(buffer.data(), buffer.size()) || file.gcount() > 0) {
    hash.process_bytes(buffer.data(), file.gcount());
  }
  if (!file.eof()) throw_system_error(fmt::format("cannot read {} to identify it by its SHA-1", path.string()), errno);
  return digits_of(hash);
}

}  // namespace memlore::system
