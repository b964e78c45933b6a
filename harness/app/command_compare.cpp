#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>

#include "harness/app/arguments/fail_on.h"
#include "harness/app/arguments/values.h"
#include "harness/app/commands.h"
#include "harness/app/console/exit_code.h"
#include "harness/app/console/load_run.h"
#include "harness/app/console/output.h"
#include "harness/judge/judge.h"
#include "harness/judge/runs/agreement.h"
#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/model/vocabulary/words.h"
#include "harness/report/agreement_table.h"

namespace memlore::app {
namespace {

struct CompareOptions {
  std::string first;
  std::string second;
  bool json = false;
  bool quiet = false;
  std::vector<std::string> fail_on;
};

const std::string point_contradiction = "point-contradiction";
const std::array<std::string, 4> gates{"contradiction", "shifted", "undecided", point_contradiction};

bool asked_for(const std::vector<std::string>& fail_on, const std::string& gate) {
  return std::ranges::find(fail_on, gate) != fail_on.end();
}

int exit_code_of(const Agreement& agreement, const std::vector<std::string>& fail_on) {
  bool invalid = false;
  // In the order of the agreement, so that the gravest is the one that is told.
  for (const auto& claim : agreement.claims) {
    const std::string word(word_of(claim.word));
    if (asked_for(fail_on, word)) {
      tell(fmt::format("memlore: --fail-on {}: {} {} is {}: {}", word, claim.claim.row, claim.experiment,
                       report::verdicts_in_words(claim), claim.test));
      return gate_failed;
    }
    invalid = invalid || claim.word == AgreementWord::invalid;
  }
  if (agreement.comparisons.contradictions > 0 && asked_for(fail_on, point_contradiction)) {
    tell(fmt::format("memlore: --fail-on {}: {} of {} comparisons", point_contradiction,
                     agreement.comparisons.contradictions, agreement.comparisons.decided));
    return gate_failed;
  }
  return invalid ? invalid_measurement : done;
}

/// Runs that share no claim agree on nothing: a gate must not take that for agreement.
void check_common_claim(const Agreement& agreement, const CompareOptions& options) {
  const auto common = [](const ClaimAgreement& claim) { return claim.word != AgreementWord::only_in_one; };
  if (std::ranges::any_of(agreement.claims, common)) return;
  throw InputError(
      fmt::format("{} and {} have no claim in common; two runs of one --filter have", options.first, options.second));
}

int compare(const CompareOptions& options) {
  check_words_of_fail_on(options.fail_on, gates, "agreement");
  const auto first = judge::judge(load_run(options.first));
  const auto second = judge::judge(load_run(options.second));
  const auto agreement = judge::agreement_of(first, second);
  check_common_claim(agreement, options);
  if (options.json) {
    write_result(encode(agreement) + '\n');
  } else if (!options.quiet) {
    write_result(report::agreement_table(agreement, isatty(STDOUT_FILENO) != 0));
  }
  return exit_code_of(agreement, options.fail_on);
}

}  // namespace

Command add_compare(CLI::App& app) {
  auto options = std::make_shared<CompareOptions>();
  auto* command = app.add_subcommand("compare", "Tells which verdicts of two runs agree; judges both anew");
  command->add_option("first", options->first, "Folder of a run, or its run.json")->required()->check(not_empty());
  command->add_option("second", options->second, "Another one")->required()->check(not_empty());
  command->add_flag("--json", options->json, "The agreement as JSON on standard output");
  command->add_flag("--quiet", options->quiet, "No table");
  command
      ->add_option("--fail-on", options->fail_on,
                   "Exit with 1 for this: contradiction, shifted or undecided (of a claim), or point-contradiction "
                   "(may be repeated)")
      ->allow_extra_args(false);  // One word each: what comes behind it is a run.
  return [options] { return compare(*options); };
}

}  // namespace memlore::app
