#pragma once

#include <string_view>

namespace memlore::app {

/// Results, on standard output. Throws InputError when they cannot be written: whoever reads them must not take a part,
/// or nothing, for the whole.
void write_result(std::string_view text);

/// Words for a person, on standard error. Where nobody can read them any more (a terminal or a pipe that is gone, a
/// full disk) the work goes on without them.
void tell(std::string_view text);

/// Gives each standard descriptor that was closed at the start something to stand on that refuses to be written. The
/// next file opened, the journal of a run, would have its number otherwise, and every message would end up in the
/// record.
void occupy_standard_descriptors();

}  // namespace memlore::app
