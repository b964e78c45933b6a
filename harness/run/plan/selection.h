#pragma once

// The part of a catalogue and of a plan that the command line asks for: experiments, points and arms whose names match
// regular expressions (RE2 syntax: no back-references), anywhere in the name. Pure. Each function throws InputError
// where its expression is malformed or too large; those on plans also where nothing would be left, naming what there
// is.

#include <string>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/plan.h"

namespace memlore::run {

/// Experiments whose id the expression matches; all for an empty one. Self-tests need an expression that names their
/// family.
std::vector<Experiment> filtered(const std::vector<Experiment>& experiments, const std::string& filter);

/// Removes the cells whose point's key the expression does not match.
void keep_points(Plan& plan, const std::string& expression);

/// Removes the arms whose name the expression does not match, with their controls, and the cells that have no arm left.
void keep_arms(Plan& plan, const std::string& expression);

}  // namespace memlore::run
