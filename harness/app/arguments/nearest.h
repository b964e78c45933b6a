#pragma once

#include <span>
#include <string>
#include <string_view>

namespace memlore::app {

/// The known name with the fewest typing errors between it and what was typed; empty where even that one is further off
/// than a third of its length.
std::string nearest(std::string_view typed, std::span<const std::string> known);

/// "; did you mean 'X'?", or nothing.
std::string suggestion(std::string_view typed, std::span<const std::string> known);

}  // namespace memlore::app
