#pragma once

// The part of its core that other work leaves to the calling thread. A neighbour on the core's other hardware thread
// takes its share of every cycle, and no account of the kernel or the hypervisor shows it: inside a virtual machine it
// may be anybody's.

#include <optional>
#include <vector>

namespace memlore::system {

/// Instructions that the core takes in per cycle, a cycle being the time of an addition that depends on the one before
/// it: a figure of the core and of its neighbours, not of its frequency. A core without neighbours gives the same
/// figure each time; a shared one gives less, down to a half. A reading takes some 4 us at 3 GHz, and more where the
/// clock is coarse; nothing where it is too coarse.
std::optional<double> read_core_width();

/// Readings for a fifth of a second; none where the clock is too coarse.
std::vector<double> watch_core();

}  // namespace memlore::system
