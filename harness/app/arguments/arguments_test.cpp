#include "harness/app/arguments/arguments.h"

#include <gtest/gtest.h>

#include "harness/model/text/input_error.h"

namespace memlore::app {
namespace {

/// What is said of some words to a program with a command that has a flag, two options and an operand.
std::string complaint_about(const std::vector<std::string>& words) {
  CLI::App app;
  app.set_version_flag("--version", "1");
  auto* command = app.add_subcommand("go");
  bool flag = false;
  bool plots = true;
  std::string out;
  std::vector<std::string> gates;
  std::string operand;
  command->add_flag("--json", flag);
  command->add_flag("!--no-plots", plots);
  command->add_option("--out", out);
  command->add_option("--fail-on", gates)->allow_extra_args(false);
  command->add_option("operand", operand);
  try {
    check_arguments(app, words);
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(CheckArguments, TakesWhatIsMeant) {
  for (const auto& words :
       std::vector<std::vector<std::string>>{{},
                                             {"go"},
                                             {"--help"},
                                             {"go", "--json", "--no-plots", "--out", "folder", "operand"},
                                             {"go", "--out=folder", "--out=--json", "--fail-on", "x", "--fail-on=y"},
                                             {"go", "--out", "-strange-", "--unknown", "--unknown=1"},
                                             {"go", "--", "--json=no"},
                                             {"go", "--out"},
                                             {"go", "--out", ""},
                                             {"stop", "--json=no"}}) {
    EXPECT_EQ(complaint_about(words), "");
  }
}

TEST(CheckArguments, RefusesAValueOfAFlag) {
  EXPECT_EQ(complaint_about({"go", "--json=no"}), "--json takes no value, not 'no'");
  EXPECT_EQ(complaint_about({"go", "--json="}), "--json takes no value, not ''");
  EXPECT_EQ(complaint_about({"go", "--json=true"}), "--json takes no value, not 'true'");
  EXPECT_EQ(complaint_about({"go", "operand", "--no-plots=5"}), "--no-plots takes no value, not '5'");
  EXPECT_EQ(complaint_about({"--version=2"}), "--version takes no value, not '2'");
  EXPECT_EQ(complaint_about({"go", "--help=\x1b"}), "--help takes no value, not '\uFFFD'");
}

TEST(CheckArguments, RefusesAnOptionAsTheValueOfAnother) {
  EXPECT_EQ(complaint_about({"go", "--out", "--json"}), "--out needs a value before '--json'");
  EXPECT_EQ(complaint_about({"go", "--out", "--fail-on=x"}), "--out needs a value before '--fail-on=x'");
  EXPECT_EQ(complaint_about({"go", "--out", "-h"}), "--out needs a value before '-h'");
  EXPECT_EQ(complaint_about({"go", "--out", "--"}), "--out needs a value before '--'");
}

TEST(CheckArguments, RefusesNothingBehindAnEqualsSign) {
  EXPECT_EQ(complaint_about({"go", "--out=", "folder"}), "--out: nothing stands behind '='");
}

}  // namespace
}  // namespace memlore::app
