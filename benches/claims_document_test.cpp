// docs/CLAIMS.md says what the catalogue says: the same experiments, the same claims in the same order, word for word.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "harness/bench/author/registry.h"

namespace memlore::bench {
namespace {

std::vector<std::string> lines_of_document() {
  std::ifstream file(MEMLORE_CLAIMS_DOCUMENT);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

std::vector<Experiment> experiments_of_lore() {
  auto experiments = Registry::global().catalogue().experiments;
  std::erase_if(experiments, [](const Experiment& each) { return family_of(each) == self_test_family; });
  return experiments;
}

bool is_experiment(const std::string& line) { return line.starts_with("### "); }

/// A row of the table of an experiment; the last cell of those in the table of rows is not in backticks.
bool is_claim(const std::string& line) { return line.starts_with("| ") && line.ends_with("` |"); }

TEST(ClaimsDocument, HasTheExperimentsAndClaimsOfTheCatalogue) {
  std::string expected;
  for (const auto& experiment : experiments_of_lore()) {
    expected += fmt::format("### {}\n{}\n", experiment.id, experiment.question);
    for (const auto& claim : experiment.claims) {
      const auto comparison = in_words(claim, experiment.factors);
      expected += fmt::format("| {} | {} | `{}` |\n", claim.row, claim.sentence, comparison);
    }
  }
  std::string found;
  bool question = false;  // The line after the experiment's.
  for (const auto& line : lines_of_document()) {
    if (question || is_experiment(line) || is_claim(line)) found += line + "\n";
    question = is_experiment(line);
  }
  EXPECT_EQ(found, expected);
}

TEST(ClaimsDocument, NamesTheExperimentsOfEachRow) {
  std::map<std::string, std::string> expected;
  for (const auto& experiment : experiments_of_lore()) {
    for (const auto& claim : experiment.claims) {
      auto& named = expected[claim.row];
      if (named.ends_with(experiment.id)) continue;
      named += (named.empty() ? "" : ", ") + experiment.id;
    }
  }
  std::map<std::string, std::string> found;
  for (const auto& line : lines_of_document()) {
    if (is_experiment(line)) break;
    if (!line.starts_with("| ") || line.starts_with("| row")) continue;
    const auto row = line.substr(2, line.find(' ', 2) - 2);
    const auto begin = line.rfind("| ", line.size() - 3) + 2;
    found[row] = line.substr(begin, line.size() - 2 - begin);
  }
  EXPECT_EQ(found, expected);
}

TEST(ClaimsDocument, GivesEveryExperimentTheReasonsForThresholdAndDomain) {
  std::string experiment;
  std::map<std::string, std::string> reasons;
  for (const auto& line : lines_of_document()) {
    if (line.starts_with("## ")) experiment.clear();
    if (is_experiment(line)) experiment = line.substr(4);
    for (const auto* each : {"Threshold", "Domain"}) {
      if (line.starts_with(fmt::format("- **{}.** ", each))) reasons[experiment] += each;
    }
  }
  for (const auto& each : experiments_of_lore()) EXPECT_EQ(reasons[each.id], "ThresholdDomain") << each.id;
}

}  // namespace
}  // namespace memlore::bench
