#include "harness/app/measuring/conclusion.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "harness/app/arguments/fail_on.h"
#include "harness/app/console/draw.h"
#include "harness/app/console/exit_code.h"
#include "harness/app/console/output.h"
#include "harness/judge/judge.h"
#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"
#include "harness/model/vocabulary/words.h"
#include "harness/report/verdict_table.h"
#include "harness/system/files/record_files.h"

namespace memlore::app {
namespace {

int exit_code_of(const Judgement& judgement, const std::vector<std::string>& fail_on) {
  bool invalid = false;
  for (const auto& experiment : judgement.experiments) {
    for (const auto& claim : experiment.claims) {
      const auto word = word_of(claim.verdict.word);
      if (std::ranges::find(fail_on, word) != fail_on.end()) {
        tell(fmt::format("memlore: --fail-on {}: {} {} is {}: {}", word, claim.claim.row, experiment.experiment.id,
                         word, claim.test));
        return gate_failed;
      }
      invalid = invalid || claim.verdict.word == VerdictWord::invalid;
    }
  }
  return invalid ? invalid_measurement : done;
}

/// Returns the trouble instead of throwing: where the folder cannot be written, the judgement is still printed.
Trouble write_judgement(const std::filesystem::path& folder, const std::string& text) {
  try {
    system::write_text(folder / "judgement.json", text + '\n');
    return {};
  } catch (const InputError& error) {
    return {error.what(), bad_input};
  }
}

}  // namespace

void check_fail_on(const std::vector<std::string>& words) {
  const std::vector<std::string> known(Words<VerdictWord>::list.begin(), Words<VerdictWord>::list.end());
  check_words_of_fail_on(words, known, "verdict");
}

int conclude(const Run& run, const std::filesystem::path& folder, const ConclusionOptions& options) {
  const auto judgement = judge::judge(run);
  const auto text = encode(judgement);
  auto trouble = write_judgement(folder, text);
  if (options.plots && trouble.words.empty()) trouble = draw(folder);
  if (options.json) {
    write_result(text + '\n');
  } else if (!options.quiet) {
    write_result('\n' + report::verdict_table(judgement, isatty(STDOUT_FILENO) != 0));
  }
  if (!trouble.words.empty()) {
    tell(fmt::format("memlore: {}", trouble.words));
  } else if (!options.json && !options.quiet) {
    const auto* report = options.plots ? "report.html" : "judgement.json";
    write_result(fmt::format("report: {}\n", printable_ends((folder / report).string(), longest_text)));
  }
  const int code = exit_code_of(judgement, options.fail_on);
  return code == done ? trouble.code : code;
}

}  // namespace memlore::app
