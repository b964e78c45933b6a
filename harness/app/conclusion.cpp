#include "harness/app/conclusion.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "harness/app/draw.h"
#include "harness/app/exit_code.h"
#include "harness/app/fail_on.h"
#include "harness/app/output.h"
#include "harness/judge/judge.h"
#include "harness/model/json.h"
#include "harness/report/record_files.h"
#include "harness/report/verdict_table.h"

namespace memlore::app {
namespace {

const std::array<std::string, 5> verdict_words{"holds", "refuted", "depends", "inconclusive", "invalid"};

int exit_code_of(const Judgement& judgement, const std::vector<std::string>& fail_on) {
  bool invalid = false;
  for (const auto& claim : judgement.claims) {
    const auto& word = verdict_words[static_cast<std::size_t>(claim.verdict.word)];
    if (std::ranges::find(fail_on, word) != fail_on.end()) {
      tell(fmt::format("memlore: --fail-on {}: {} is {}\n", word, claim.experiment.id, word));
      return gate_failed;
    }
    invalid = invalid || claim.verdict.word == VerdictWord::invalid;
  }
  return invalid ? invalid_measurement : done;
}

}  // namespace

void check_fail_on(const std::vector<std::string>& words) { check_words_of_fail_on(words, verdict_words, "verdict"); }

int conclude(const Run& run, const std::filesystem::path& folder, const ConclusionOptions& options) {
  const auto judgement = judge::judge(run);
  const auto text = encode(judgement);
  report::write_text(folder / "judgement.json", text + '\n');
  const auto trouble = options.plots ? draw(folder) : std::string{};
  if (options.json) {
    write_result(text + '\n');
  } else if (!options.quiet) {
    write_result('\n' + report::verdict_table(judgement, isatty(STDOUT_FILENO) != 0));
  }
  if (!trouble.empty()) tell(fmt::format("memlore: {}\n", trouble));
  if (!options.json && !options.quiet) {
    const auto* report = options.plots && trouble.empty() ? "report.html" : "judgement.json";
    write_result(fmt::format("report: {}\n", (folder / report).string()));
  }
  return exit_code_of(judgement, options.fail_on);
}

}  // namespace memlore::app
