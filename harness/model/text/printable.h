#pragma once

// Text of others, made fit to be shown. A name in a record, a word of a command line or a message of another program
// may hold line breaks, escape sequences of a terminal, marks that turn the direction of writing, characters of no
// width or bytes that are no UTF-8: printed as they are, they forge lines that we never wrote. Records are cleaned when
// they are read, messages when they are told; JSON that we write needs none of it.
//
// Unprintable are the control and format characters of Unicode (categories Cc, Cf, Zl, Zp), the fillers that look like
// nothing, noncharacters, and what is no UTF-8. Letters that only look like others are not recognised.

#include <cstddef>
#include <string>
#include <string_view>

namespace memlore {

/// Code points of a word that a message quotes.
inline constexpr std::size_t longest_quote = 100;

/// Code points of a text that is read as data: a claim, a caveat, the detail of a fault.
inline constexpr std::size_t longest_text = 4000;

/// The text as one line: a line break and a tab are a blank, every other unprintable character and every byte that is
/// no UTF-8 is U+FFFD. Of more than `most` code points the first ones stay, and the last of the `most` is '…'.
std::string printable(std::string_view text, std::size_t most = longest_quote);

/// The same, but a longer text keeps its two ends, with " … " between them.
std::string printable_ends(std::string_view text, std::size_t most);

/// Whether `printable` leaves the text as it is.
bool is_printable(std::string_view text, std::size_t most);

/// A number with so many digits after the point; where a record says what cannot be, from 1e15 on, with three digits in
/// all.
std::string decimal(double value, int digits);

}  // namespace memlore
