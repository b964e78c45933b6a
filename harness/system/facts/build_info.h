#pragma once

#include <string>

namespace memlore::system {

/// How this program was built, fixed by CMake when it configured. A text is empty where CMake did not know it.
struct BuildInfo {
  std::string compiler;  ///< `GNU 12.2.0`
  std::string flags;     ///< All that CMake passes for this build type, beside the targets' own.
  std::string build_type;
  std::string linker;            ///< The first line of its `--version`.
  std::string standard_library;  ///< `libstdc++ 12 (20220819)`
  std::string preset;            ///< Name of the build folder, which the presets name after themselves.
  std::string sanitizers;        ///< As in -fsanitize=; empty: none.
  std::string source_folder;     ///< On the machine that built it.
};

const BuildInfo& build_info();

}  // namespace memlore::system
