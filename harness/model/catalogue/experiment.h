#pragma once

#include <string>
#include <vector>

#include "harness/model/catalogue/claim.h"
#include "harness/model/catalogue/factor.h"
#include "harness/model/catalogue/known_answer.h"
#include "harness/model/catalogue/layout.h"
#include "harness/model/catalogue/pass.h"
#include "harness/model/catalogue/point.h"

namespace memlore {

/// One way of doing the work.
struct Arm {
  std::string name;
  std::string description;
  bool has_kernel = false;      ///< False: only a static fact, or not built.
  std::string not_built;        ///< Why the arm is missing from this build (`needs Abseil`); empty when it is there.
  std::vector<Layout> layouts;  ///< Static facts about the types the arm uses, where they are the point.

  bool operator==(const Arm&) const = default;
};

/// Arms × factors, and the claims that they answer. The description of it; the code is in the benches program.
struct Experiment {
  std::string id;         ///< `family/name`, unique.
  std::string question;   ///< What it asks, in one sentence: the title of its figures.
  std::string operation;  ///< What one operation is, for the axis "ns per …".
  std::vector<Factor> factors;
  std::vector<Arm> arms;
  std::vector<Claim> claims;
  std::vector<Pass> passes;            ///< Which observations make sense for it.
  std::vector<std::string> caveats;    ///< Traps dealt with and limits a reader must know.
  std::vector<KnownAnswer> answers{};  ///< Of a self-test: what its arms must count.

  bool operator==(const Experiment&) const = default;
};

/// A library the arms use, as built.
struct LibraryVersion {
  std::string name;
  std::string version;  ///< Empty: not there.

  bool operator==(const LibraryVersion&) const = default;
};

/// Everything a benches program declares.
struct Catalogue {
  int schema_version = 1;
  std::vector<Experiment> experiments;  ///< Ordered by id.
  std::vector<LibraryVersion> libraries;

  bool operator==(const Catalogue&) const = default;
};

/// True where the experiment makes the pass.
bool asks_for(const Experiment& experiment, Pass pass);

/// The family part of an experiment's id.
std::string family_of(const Experiment& experiment);

/// The family of experiments that test the harness and no lore: left out unless somebody asks for it by name.
inline constexpr const char* self_test_family = "self-test";

}  // namespace memlore
