#include "harness/model/text/printable.h"

#include <gtest/gtest.h>

namespace memlore {
namespace {

/// What every text that was made printable is.
void expect_clean(const std::string& text, std::size_t most) {
  EXPECT_TRUE(is_printable(text, most)) << testing::PrintToString(text);
  EXPECT_EQ(printable(text, most), text);
}

TEST(Printable, LeavesHonestTextAsItIs) {
  for (const std::string text : {"", "family/name", "ünïcode ± 1.5 × ≥ 2, 日本語, café, ⚠️", R"(a\b "c" ~ !)"}) {
    EXPECT_TRUE(is_printable(text, 40)) << text;
    EXPECT_EQ(printable(text, 40), text);
  }
}

TEST(Printable, PutsABlankForEachLineBreakAndTab) {
  EXPECT_EQ(printable("one\ntwo\r\n\tthree"), "one two   three");
  for (const auto* text : {"a\nb", "a\rb", "a\tb"}) EXPECT_FALSE(is_printable(text, 40));
}

TEST(Printable, ReplacesEveryControlAndFormatCharacter) {
  // NOLINTBEGIN(misc-misleading-bidirectional): that is what they are
  for (const std::string_view mark :
       {std::string_view("\0", 1),      std::string_view("\x1b"),      std::string_view("\x7f"),
        std::string_view("\b"),         std::string_view("\u0080"),    std::string_view("\u009b"),
        std::string_view("\u00ad"),     std::string_view("\u061c"),    std::string_view("\u200b"),
        std::string_view("\u200d"),     std::string_view("\u200e"),    std::string_view("\u200f"),
        std::string_view("\u2028"),     std::string_view("\u2029"),    std::string_view("\u202a"),
        std::string_view("\u202e"),     std::string_view("\u2060"),    std::string_view("\u2066"),
        std::string_view("\u2069"),     std::string_view("\u3164"),    std::string_view("\ufeff"),
        std::string_view("\ufff9"),     std::string_view("\uffff"),    std::string_view("\U000E0001"),
        std::string_view("\U000E0041"), std::string_view("\U0010FFFF")}) {
    // NOLINTEND(misc-misleading-bidirectional)
    const auto text = "a" + std::string(mark) + "b";
    EXPECT_FALSE(is_printable(text, 40)) << testing::PrintToString(text);
    EXPECT_EQ(printable(text), "a\uFFFDb") << testing::PrintToString(text);
  }
}

TEST(Printable, ReplacesEachByteThatIsNoUtf8) {
  EXPECT_EQ(printable("a\x80z"), "a\uFFFDz");
  EXPECT_EQ(printable("a\xc0\xafz"), "a\uFFFD\uFFFDz");            // Longer than needed for '/'.
  EXPECT_EQ(printable("a\xe0\x80\x8az"), "a\uFFFD\uFFFD\uFFFDz");  // The same for a line break.
  EXPECT_EQ(printable("a\xed\xa0\x80z"), "a\uFFFD\uFFFD\uFFFDz");  // Half of a pair of UTF-16.
  EXPECT_EQ(printable("a\xf5\x80z"), "a\uFFFD\uFFFDz");
  EXPECT_EQ(printable("a\xe2\x82"), "a\uFFFD\uFFFD");  // Cut short.
  EXPECT_EQ(printable("a\xe2\nz"), "a\uFFFD z");
  EXPECT_FALSE(is_printable("a\xff", 40));
}

TEST(Printable, EndsALongTextWithAnEllipsis) {
  EXPECT_EQ(printable("abcde", 5), "abcde");
  EXPECT_EQ(printable("abcdef", 5), "abcd…");
  EXPECT_EQ(printable("äöüßé", 5), "äöüßé");
  EXPECT_EQ(printable("äöüßéà", 5), "äöüß…");
  EXPECT_EQ(printable("ab", 1), "…");
  EXPECT_TRUE(is_printable("äöüßé", 5));
  EXPECT_FALSE(is_printable("äöüßéà", 5));
  EXPECT_FALSE(is_printable("abcdef", 5));
  EXPECT_EQ(printable(std::string(5'000'000, 'x')).size(), longest_quote - 1 + std::string_view("…").size());
}

TEST(Printable, IsDoneOnceForAll) {
  for (const std::string text : {"a\x1b[2Jb", "one\ntwo", "\xff\xfe", "äöüßéàâ", "abcdefg"}) {
    expect_clean(printable(text, 6), 6);
  }
}

TEST(PrintableEnds, KeepsBothEndsOfALongText) {
  EXPECT_EQ(printable_ends("0123456789", 10), "0123456789");
  EXPECT_EQ(printable_ends("0123456789A", 9), "0123 … 9A");
  EXPECT_EQ(printable_ends("äöüßéàâêîôû", 9), "äöüß … ôû");
  EXPECT_EQ(printable_ends("a\nb", 9), "a b");
  expect_clean(printable_ends("äöü\xff\xff\xff\xff\xff\xff\x1b[0m", 9), 9);
}

TEST(Decimal, HasSoManyDigitsBehindThePointAndNeverThreeHundred) {
  EXPECT_EQ(decimal(1.25, 1), "1.2");
  EXPECT_EQ(decimal(-3, 0), "-3");
  EXPECT_EQ(decimal(1e308, 2), "1e+308");
}

}  // namespace
}  // namespace memlore
