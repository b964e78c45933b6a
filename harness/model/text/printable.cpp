#include "harness/model/text/printable.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>

namespace memlore {
namespace {

constexpr std::string_view replacement = "\uFFFD";
constexpr std::string_view ellipsis = "…";

struct Range {
  char32_t first;
  char32_t last;
};

/// In order. Variation selectors (U+FE00 to U+FE0F) are not among them: honest text has them behind emoji.
constexpr std::array unprintable{
    Range{0x0000, 0x001F},   Range{0x007F, 0x009F},   Range{0x00AD, 0x00AD},   Range{0x034F, 0x034F},
    Range{0x0600, 0x0605},   Range{0x061C, 0x061C},   Range{0x06DD, 0x06DD},   Range{0x070F, 0x070F},
    Range{0x0890, 0x0891},   Range{0x08E2, 0x08E2},   Range{0x115F, 0x1160},   Range{0x17B4, 0x17B5},
    Range{0x180B, 0x180F},   Range{0x200B, 0x200F},   Range{0x2028, 0x202E},   Range{0x2060, 0x206F},
    Range{0x3164, 0x3164},   Range{0xFDD0, 0xFDEF},   Range{0xFEFF, 0xFEFF},   Range{0xFFA0, 0xFFA0},
    Range{0xFFF0, 0xFFFB},   Range{0xFFFE, 0xFFFF},   Range{0x110BD, 0x110BD}, Range{0x110CD, 0x110CD},
    Range{0x13430, 0x1343F}, Range{0x1BCA0, 0x1BCA3}, Range{0x1D173, 0x1D17A}, Range{0xE0000, 0xE0FFF},
};

bool is_unprintable(char32_t code_point) {
  if ((code_point & 0xFFFEU) == 0xFFFEU) return true;  // The last two of every plane are no characters.
  const auto* range = std::ranges::lower_bound(unprintable, code_point, {}, &Range::last);
  return range != unprintable.end() && range->first <= code_point;
}

constexpr bool is_plain(char byte) { return byte >= ' ' && byte <= '~'; }

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// A code point and its bytes.
struct Decoded {
  char32_t code_point;
  std::size_t bytes;
};

/// The smallest code point of so many bytes: a longer form than needed is no UTF-8.
constexpr std::array<char32_t, 5> least_of_length{0, 0, 0x80, 0x800, 0x10000};

/// The code point at the start of a text that is not empty; one of length 1 that is no character where it is no UTF-8.
Decoded decode(std::string_view text) {
  constexpr Decoded broken{0xFFFF, 1};
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < bytes) return broken;
  char32_t code_point = first & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!continues(text[i])) return broken;
    code_point = code_point << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < least_of_length.at(bytes) || code_point > 0x10FFFF || surrogate) return broken;
  return {code_point, bytes};
}

bool is_break(char32_t code_point) { return code_point == '\n' || code_point == '\r' || code_point == '\t'; }

/// Where the last `count` code points of a clean text begin.
std::size_t start_of_last(std::string_view text, std::size_t count) {
  std::size_t at = text.size();
  while (at > 0 && count > 0) {
    --at;
    if (!continues(text[at])) --count;
  }
  return at;
}

}  // namespace

std::string printable(std::string_view text, std::size_t most) {
  std::string result;
  std::size_t last = 0;  // Where the last code point of the result begins.
  std::size_t count = 0;
  while (!text.empty()) {
    if (count++ == most) {
      result.resize(last);
      return result.append(ellipsis);
    }
    last = result.size();
    const auto [code_point, bytes] = decode(text);
    if (is_break(code_point)) {
      result += ' ';
    } else {
      result += is_unprintable(code_point) ? replacement : text.substr(0, bytes);
    }
    text.remove_prefix(bytes);
  }
  return result;
}

std::string printable_ends(std::string_view text, std::size_t most) {
  constexpr std::string_view between = " … ";
  constexpr std::size_t width_of_between = 3;
  auto whole = printable(text, std::numeric_limits<std::size_t>::max());
  const auto code_points = static_cast<std::size_t>(std::ranges::count_if(whole, [](char b) { return !continues(b); }));
  if (code_points <= most) return whole;
  const std::size_t kept = most - std::min(most, width_of_between);
  const std::size_t end = kept / 3;  // A message says first what it is about.
  const auto tail = whole.substr(start_of_last(whole, end));
  whole.resize(start_of_last(whole, code_points - (kept - end)));
  return whole.append(between).append(tail);
}

bool is_printable(std::string_view text, std::size_t most) {
  // Nearly every text: neither decoded nor counted.
  if (text.size() <= most && std::ranges::all_of(text, is_plain)) return true;
  for (std::size_t count = 0; !text.empty(); ++count) {
    const auto [code_point, bytes] = decode(text);
    if (count == most || is_unprintable(code_point)) return false;
    text.remove_prefix(bytes);
  }
  return true;
}

std::string decimal(double value, int digits) {
  constexpr double last_readable = 1e15;
  return std::abs(value) < last_readable ? fmt::format("{:.{}f}", value, digits) : fmt::format("{:.3g}", value);
}

}  // namespace memlore
