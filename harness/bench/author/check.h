#pragma once

#include <string>

#include "harness/bench/author/declare.h"

namespace memlore::bench {

/// Throws InputError, naming the experiment and, where it is about one, the claim, for a declaration that contradicts
/// itself: an unknown arm, a name or a comparison twice, a sentence that does not say its threshold.
void check(const Declaration& declaration);

/// Throws InputError about an experiment.
[[noreturn]] void refuse(const Declaration& declaration, const std::string& what);

}  // namespace memlore::bench
