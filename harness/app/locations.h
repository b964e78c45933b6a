#pragma once

#include <filesystem>

namespace memlore::app {

/// The benches program that was built beside this one.
std::filesystem::path default_benches();

/// The folder of all local runs: `results` of the source tree this program was built from, or of the working folder
/// where that tree is gone.
std::filesystem::path results_folder();

}  // namespace memlore::app
