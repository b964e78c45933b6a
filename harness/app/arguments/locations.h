#pragma once

#include <filesystem>

namespace memlore::app {

/// The benches program that was built beside this one, which `self` links to. Throws InputError where the link cannot
/// be read.
std::filesystem::path default_benches(const std::filesystem::path& self = "/proc/self/exe");

/// The benches program that an option names; the default where it names none. Asked when it is needed: help is shown
/// where there is no /proc, too.
std::string benches_or_default(const std::string& named);

/// The folder of all local runs: `results` of the source tree this program was built from, or of the working folder
/// where that tree is gone.
std::filesystem::path results_folder();

}  // namespace memlore::app
