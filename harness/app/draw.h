#pragma once

#include <filesystem>
#include <string>

namespace memlore::app {

/// Draws the figures and the page of a run's folder with the Python that the build found. Returns an empty text, or one
/// sentence that says why there are none: a missing figure does not invalidate a measurement.
std::string draw(const std::filesystem::path& folder);

}  // namespace memlore::app
