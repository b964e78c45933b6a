#include "harness/app/arguments/values.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>

#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"

namespace memlore::app {
namespace {

/// What the value of an option becomes, or what is said of it.
template <class Value>
struct Parsed {
  Value value{};
  std::string complaint;
};

template <class Value>
Parsed<Value> parsed(const CLI::Validator& validator, const std::string& text) {
  Parsed<Value> result;
  CLI::App app;
  app.add_option("--option", result.value)->transform(validator);
  try {
    app.parse(std::vector<std::string>{text, "--option"});  // The parser takes them from the back.
  } catch (const CLI::ParseError& error) {
    result.complaint = error.what();
  }
  return result;
}

TEST(WholeNumber, IsReadInDecimalDigits) {
  const auto any = whole_number(0, std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(parsed<std::uint64_t>(any, "0").value, 0U);
  EXPECT_EQ(parsed<std::uint64_t>(any, "010").value, 10U);
  EXPECT_EQ(parsed<std::uint64_t>(any, "09").value, 9U);
  EXPECT_EQ(parsed<std::uint64_t>(any, "18446744073709551615").value, 18446744073709551615U);
  EXPECT_EQ(parsed<int>(whole_number(1, 1000), "0100").value, 100);
}

TEST(WholeNumber, IsRefusedOutOfItsRangeOrWhereItIsNone) {
  const auto any = whole_number(0, std::numeric_limits<std::uint64_t>::max());
  for (const auto* wrong :
       {"18446744073709551616", "-1", "+1", " 1", "1 ", "0x10", "1e3", "1.0", "1,000", "", "many"}) {
    EXPECT_EQ(parsed<std::uint64_t>(any, wrong).complaint,
              fmt::format("--option: '{}' is not a whole number from 0 to 18446744073709551615", wrong));
  }
  for (const auto* wrong : {"0", "1001", "00", "4294967297"}) {
    EXPECT_EQ(parsed<int>(whole_number(1, 1000), wrong).complaint,
              fmt::format("--option: '{}' is not a whole number from 1 to 1000", wrong));
  }
}

TEST(WholeNumber, IsQuotedInPart) {
  const auto complaint = parsed<int>(whole_number(1, 9), std::string(100'000, '9')).complaint;
  EXPECT_TRUE(is_printable(complaint, 200)) << complaint;
  EXPECT_NE(complaint.find("9…' is not a whole number from 1 to 9"), std::string::npos) << complaint;
}

TEST(Number, LiesInItsRange) {
  EXPECT_EQ(parsed<double>(number(0, 100), "2.5").value, 2.5);
  EXPECT_EQ(parsed<double>(number(0, 100), "1e-1").value, 0.1);
  EXPECT_EQ(parsed<double>(number(0, 100), "0").complaint, "");
  EXPECT_EQ(parsed<double>(number(0, 100), "100").complaint, "");
  for (const auto* wrong : {"-1", "100.1", "1e308", "1e999", "nan", "inf", "narrow", "", "1,5"}) {
    EXPECT_EQ(parsed<double>(number(0, 100), wrong).complaint,
              fmt::format("--option: '{}' is not a number from 0 to 100", wrong));
  }
}

TEST(NotEmpty, RefusesAnEmptyWordAlone) {
  EXPECT_EQ(parsed<std::string>(not_empty(), "").complaint, "--option: the value is empty");
  EXPECT_EQ(parsed<std::string>(not_empty(), " ").complaint, "");
}

std::string complaint_about(std::string_view list) {
  try {
    (void)split_words("--flag", list);
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(SplitWords, SplitsAtCommas) {
  EXPECT_EQ(split_words("--flag", "one"), (std::vector<std::string>{"one"}));
  EXPECT_EQ(split_words("--flag", "one,two"), (std::vector<std::string>{"one", "two"}));
}

TEST(SplitWords, RefusesAnEmptyWordAndOneThatIsThereTwice) {
  for (const auto* list : {"", ",", "one,,two", "one,", ",one"}) {
    EXPECT_EQ(complaint_about(list),
              fmt::format("--flag '{}': an empty word; words are separated by single commas", list));
  }
  EXPECT_EQ(complaint_about("one,two,one"), "--flag 'one,two,one': one is there twice");
}

}  // namespace
}  // namespace memlore::app
