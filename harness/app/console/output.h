#pragma once

#include <cstddef>
#include <string_view>

namespace memlore::app {

/// Results, on standard output. Throws InputError when they cannot be written: whoever reads them must not take a part,
/// or nothing, for the whole.
void write_result(std::string_view text);

/// Code points of a message: more than a screen of it is not read.
inline constexpr std::size_t longest_message = 1000;

/// One message for a person, as one line on standard error, whatever is quoted in it: made printable, cut in the middle
/// where it is long (see printable.h). Where nobody can read it any more (a terminal or a pipe that is gone, a full
/// disk) the work goes on without it.
void tell(std::string_view message);

/// Gives each standard descriptor that was closed at the start something to stand on that refuses to be written. The
/// next file opened, the journal of a run, would have its number otherwise, and every message would end up in the
/// record.
void occupy_standard_descriptors();

}  // namespace memlore::app
