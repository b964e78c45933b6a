#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/bench/author/declare.h"
#include "harness/model/catalogue/experiment.h"

namespace memlore::bench {

/// The experiments that this program's bench files declare.
class Registry {
 public:
  /// The one that `declare` fills before `main`.
  static Registry& global();

  /// Throws InputError when the declaration contradicts itself or repeats an id.
  void add(Declaration declaration);

  /// What `memlore` needs to know, experiments ordered by id. The order of the linker does not matter.
  [[nodiscard]] Catalogue catalogue() const;

  /// Throws InputError for an unknown id.
  [[nodiscard]] const Declaration& find(std::string_view id) const;

  [[nodiscard]] const std::vector<Declaration>& declarations() const { return declarations_; }

 private:
  std::vector<Declaration> declarations_;
};

/// Operations of one iteration at a point.
std::int64_t operations_of(const Declaration& declaration, const Point& point);

/// The arm of that name. Throws InputError when there is none.
const ArmDeclaration& arm_named(const Declaration& declaration, std::string_view name);

}  // namespace memlore::bench
