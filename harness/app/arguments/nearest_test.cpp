#include "harness/app/arguments/nearest.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace memlore::app {
namespace {

const std::vector<std::string> names{"--profile", "--filter", "--seed"};

TEST(Nearest, FindsTheNameWithTheFewestTypingErrors) {
  EXPECT_EQ(nearest("--fitler", names), "--filter");
  EXPECT_EQ(nearest("--profil", names), "--profile");
}

TEST(Nearest, TakesTwoSwappedLettersForOneError) {
  EXPECT_EQ(nearest("rnu", std::vector<std::string>{"list", "run", "judge"}), "run");
  EXPECT_EQ(nearest("run", std::vector<std::string>{"urn", "rum"}), "urn") << "a swap is as near as a wrong letter";
}

TEST(Nearest, SaysNothingRatherThanSomethingFarFetched) { EXPECT_EQ(nearest("--banana", names), ""); }

TEST(Nearest, ComparesNoWordThatIsMuchLonger) {
  EXPECT_EQ(nearest(std::string(5'000'000, 'x'), names), "");
  EXPECT_EQ(nearest("--f", names), "");
}

TEST(Nearest, SaysNothingWhereNothingIsKnown) { EXPECT_EQ(nearest("--x", {}), ""); }

TEST(Suggestion, IsAQuestionOrNothing) {
  EXPECT_EQ(suggestion("--sede", names), "; did you mean '--seed'?");
  EXPECT_EQ(suggestion("--banana", names), "");
}

}  // namespace
}  // namespace memlore::app
