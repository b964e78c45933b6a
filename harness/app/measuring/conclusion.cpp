#include "harness/app/measuring/conclusion.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "harness/app/arguments/fail_on.h"
#include "harness/app/console/draw.h"
#include "harness/app/console/exit_code.h"
#include "harness/app/console/output.h"
#include "harness/judge/judge.h"
#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"
#include "harness/report/verdict_table.h"
#include "harness/system/files/record_files.h"

namespace memlore::app {
namespace {

const std::array<std::string, 5> verdict_words{"holds", "refuted", "depends", "inconclusive", "invalid"};

int exit_code_of(const Judgement& judgement, const std::vector<std::string>& fail_on) {
  bool invalid = false;
  for (const auto& claim : judgement.claims) {
    const auto& word = verdict_words[static_cast<std::size_t>(claim.verdict.word)];
    if (std::ranges::find(fail_on, word) != fail_on.end()) {
      tell(fmt::format("memlore: --fail-on {}: {} is {}", word, claim.experiment.id, word));
      return gate_failed;
    }
    invalid = invalid || claim.verdict.word == VerdictWord::invalid;
  }
  return invalid ? invalid_measurement : done;
}

/// A folder that cannot be written is no reason to keep the judgement from who asked for it.
Trouble write_judgement(const std::filesystem::path& folder, const std::string& text) {
  try {
    system::write_text(folder / "judgement.json", text + '\n');
    return {};
  } catch (const InputError& error) {
    return {error.what(), bad_input};
  }
}

}  // namespace

void check_fail_on(const std::vector<std::string>& words) { check_words_of_fail_on(words, verdict_words, "verdict"); }

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
