#include "harness/system/files/words.h"

#include <gtest/gtest.h>

namespace memlore::system {
namespace {

TEST(Words, FindsAFieldByItsWholeKey) {
  const std::string text = "model\t\t: 2\nmodel name\t: AMD EPYC\nempty:\n";
  EXPECT_EQ(field_in(text, "model"), "2");
  EXPECT_EQ(field_in(text, "model name"), "AMD EPYC");
  EXPECT_EQ(field_in(text, "name"), std::nullopt);
  EXPECT_EQ(field_in(text, "empty"), std::nullopt);
}

TEST(Words, TakesOnlyWholeNumbers) {
  EXPECT_EQ(to_integer(" 12\n"), 12);
  EXPECT_EQ(to_integer("-1"), -1);
  EXPECT_EQ(to_integer("12 kB"), std::nullopt);
  EXPECT_EQ(to_integer(""), std::nullopt);
}

TEST(Words, SplitsAndJoinsWordsAndLines) {
  EXPECT_EQ(joined(std::vector<std::string>{"", "b", "c"}, ", "), ", b, c");
  EXPECT_EQ(joined({}), "");
  EXPECT_EQ(words_of("  a\tb \n c "), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(lines_of("a\n\nb"), (std::vector<std::string>{"a", "", "b"}));
}

}  // namespace
}  // namespace memlore::system
