#include "harness/model/json/text.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/model/json/json.h"
#include "harness/model/made_up_nouns.h"
#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"

namespace memlore {
namespace {

TEST(ParseClean, MakesEveryStringPrintable) {
  EXPECT_EQ(parse_clean(R"({"a":["one\ntwo",{"b":"\u001b[2J"}],"c":1.5,"d":"clean"})", "text").dump(),
            "{\"a\":[\"one two\",{\"b\":\"\uFFFD[2J\"}],\"c\":1.5,\"d\":\"clean\"}");
  EXPECT_EQ(parse_clean(R"("\u202egnp.exe")", "text").get<std::string>(), "\uFFFDgnp.exe");
}

TEST(ParseClean, CleansTheNamesOfFields) {
  EXPECT_EQ(parse_clean(R"({"a\nb":{"c\u0000":1},"d":2})", "text").dump(), "{\"a b\":{\"c\uFFFD\":1},\"d\":2}");
  EXPECT_EQ(parse_clean(R"({"a\nb":1,"a b":2})", "text").size(), 1U);
}

TEST(ParseClean, BoundsAText) {
  const auto text = parse_clean('"' + std::string(longest_text + 1, 'x') + '"', "text").get<std::string>();
  EXPECT_TRUE(text.ends_with("x…"));
  EXPECT_TRUE(is_printable(text, longest_text));
}

TEST(ParseClean, ComplainsInFewPrintableWords) {
  for (const auto& wrong : {std::string(5'000'000, 'x'), '"' + std::string(5'000'000, 'y'), std::string("\x1b[2J\n")}) {
    try {
      (void)parse_clean(wrong, "some/file.json");
      FAIL() << "that is no JSON";
    } catch (const InputError& error) {
      EXPECT_TRUE(std::string(error.what()).starts_with("some/file.json: not valid JSON")) << error.what();
      EXPECT_TRUE(is_printable(error.what(), 400)) << error.what();
    }
  }
}

// Deep enough to overflow any stack that recursion would use.
TEST(Decode, LeavesNoNounWithATextThatForgesALine) {
  auto fault = made_up::fault;
  fault.detail = "died\n\x1b[32mHOLDS";
  EXPECT_EQ(decode<Fault>(encode(fault), "text").detail, "died \uFFFD[32mHOLDS");
}

TEST(Decode, QuotesLittleOfAWordThatItRefuses) {
  const auto text = made_up::replaced(encode(made_up::observation()), "simulate", std::string(5'000'000, 'x'));
  try {
    (void)decode<Observation>(text, "text");
    FAIL() << "that is no pass";
  } catch (const InputError& error) {
    EXPECT_TRUE(is_printable(error.what(), 500)) << error.what();
    EXPECT_NE(std::string(error.what()).find("known: time, count"), std::string::npos) << error.what();
  }
}

TEST(ParseJson, RefusesWhatIsNestedWithoutEndAndNotBracketsInAText) {
  const std::string deep = std::string(300'000, '[') + std::string(300'000, ']');
  EXPECT_THROW((void)parse_json(deep, "the record"), InputError);
  EXPECT_EQ(parse_json('"' + std::string(1000, '[') + "\\\"{\"", "the record").get<std::string>().size(), 1002U);
}

}  // namespace
}  // namespace memlore
