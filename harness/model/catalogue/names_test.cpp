#include "harness/model/catalogue/names.h"

#include <gtest/gtest.h>

#include <functional>

#include "harness/model/json/json.h"
#include "harness/model/made_up_nouns.h"
#include "harness/model/text/input_error.h"

namespace memlore {
namespace {

std::string refusal(const std::function<void(Experiment&)>& change) {
  auto catalogue = made_up::catalogue();
  change(catalogue.experiments.at(0));
  try {
    check_names(catalogue);
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(CheckNames, TakesHonestNames) {
  EXPECT_EQ(refusal([](Experiment&) {}), "");
  EXPECT_EQ(refusal([](Experiment& experiment) { experiment.arms[0].name = "größer als 1.5 ×"; }), "");
  EXPECT_EQ(refusal([](Experiment& experiment) { experiment.arms[0].name.assign(longest_name, 'x'); }), "");
}

TEST(CheckNames, RefusesANameThatForgesLinesAndNamesTheExperiment) {
  EXPECT_EQ(refusal([](Experiment& experiment) { experiment.id = "family/name\nREFUTED"; }),
            "experiment 'family/name REFUTED': the id 'family/name REFUTED' is not a name of at most 200 printable "
            "characters");
  EXPECT_EQ(refusal([](Experiment& experiment) { experiment.arms[0].name = "\x1b[2J"; }),
            "experiment 'family/name': the arm '\uFFFD[2J' is not a name of at most 200 printable characters");
  EXPECT_NE(refusal([](Experiment& experiment) { experiment.factors[0].name = "by\u200etes"; }), "");
  EXPECT_NE(refusal([](Experiment& experiment) { experiment.factors[0].unit = "\t"; }), "");
  EXPECT_NE(refusal([](Experiment& experiment) { experiment.factors[0].levels[0].label = "\u200b"; }), "");
}

TEST(CheckNames, RefusesALongNameWithoutQuotingAllOfIt) {
  const auto message = refusal([](Experiment& experiment) { experiment.id.assign(longest_name + 1, 'x'); });
  EXPECT_NE(message.find("at most 200"), std::string::npos);
  EXPECT_LT(message.size(), 400U);
}

TEST(Catalogue, IsReadWithNamesAsTheyAreToldOrNotAtAll) {
  auto catalogue = made_up::catalogue();
  catalogue.experiments.at(0).question = "One line.\nAnother.";
  EXPECT_EQ(decode<Catalogue>(encode(catalogue), "text").experiments.at(0).question, "One line. Another.");
  catalogue.experiments.at(0).arms[0].name = "a\nb";
  EXPECT_THROW((void)decode<Catalogue>(encode(catalogue), "text"), InputError);
}

}  // namespace
}  // namespace memlore
