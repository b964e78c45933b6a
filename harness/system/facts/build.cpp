#include <fmt/format.h>
#include <hwloc.h>
#include <sys/wait.h>

#include <array>
#include <boost/version.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "harness/system/facts/facts.h"
#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

struct ClosePipe {
  void operator()(std::FILE* pipe) const { pclose(pipe); }
};

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

/// What git prints; absent when there is no git, or it fails. It takes no locks: this is somebody's work tree.
Reading git(const std::filesystem::path& folder, const std::string& arguments) {
  const auto command =
      "git --no-optional-locks -C " + quoted(folder.string()) + " " + arguments + " 2>/dev/null </dev/null";
  std::unique_ptr<std::FILE, ClosePipe> pipe(popen(command.c_str(), "re"));
  if (!pipe) return absent("git could not be started");
  std::string text;
  std::array<char, 4096> buffer{};
  std::size_t size = 0;
  while ((size = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0) text.append(buffer.data(), size);
  const int status = pclose(pipe.release());
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) return absent("git is not installed");
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return absent("git " + arguments + " failed in the source folder");
  return present(std::string(trimmed(text)));
}

/// A copy of the sources without a history may lie inside somebody else's work tree, whose commit is not ours.
Reading top_of_work_tree(const std::filesystem::path& folder) {
  if (folder.empty()) return absent("the source folder is not known");
  auto prefix = git(folder, "rev-parse --show-prefix");
  if (prefix.value && !prefix.value->empty()) return absent("the source folder is not the top of a git work tree");
  return prefix;
}

}  // namespace

Facts build_facts(const BuildInfo& build) {
  const auto known = [](const std::string& topic, const std::string& name, const std::string& value) {
    return to_fact(topic, name, present_or(value, "not known when it was built"));
  };
  const auto hwloc = hwloc_get_api_version();
  return {
      known("build", "compiler", build.compiler),
      known("build", "flags", build.flags),
      known("build", "type", build.build_type),
      known("build", "linker", build.linker),
      known("build", "standard_library", build.standard_library),
      known("build", "preset", build.preset),
      to_fact("build", "sanitizers", present_or(build.sanitizers, "built without sanitizers")),
      known("library", "fmt", fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)),
      known("library", "hwloc_interface", fmt::format("{}.{}.{}", hwloc >> 16, hwloc >> 8 & 0xff, hwloc & 0xff)),
      known("library", "boost", fmt::format("{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000)),
  };
}

Facts source_facts(const std::filesystem::path& source_folder) {
  const auto top = top_of_work_tree(source_folder);
  if (!top.value) return {to_fact("source", "commit", top), to_fact("source", "modified", top)};
  const auto commit = git(source_folder, "rev-parse --verify --quiet HEAD");
  auto changes = git(source_folder, "status --porcelain");
  if (changes.value) changes.value = changes.value->empty() ? "no" : "yes";
  return {to_fact("source", "commit", commit), to_fact("source", "modified", changes)};
}

}  // namespace memlore::system
