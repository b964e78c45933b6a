#pragma once

// What the command line leaves of a catalogue and of a plan: experiments, points and arms, by regular expressions (RE2
// syntax: no back-references) that are looked for anywhere in a name. Pure. Each throws InputError where its expression
// is malformed or too large, and where a plan would have nothing left, naming what there is.

#include <string>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/plan.h"

namespace memlore::run {

/// Experiments whose id the expression finds; all for an empty one. Self-tests are found only by an expression that
/// names their family.
std::vector<Experiment> filtered(const std::vector<Experiment>& experiments, const std::string& filter);

/// Takes the cells out of a plan whose point's key the expression does not find.
void keep_points(Plan& plan, const std::string& expression);

/// Takes the arms out of a plan whose name the expression does not find, with their controls, and the cells that have
/// none left.
void keep_arms(Plan& plan, const std::string& expression);

}  // namespace memlore::run
