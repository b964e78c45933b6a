// What does reserving gain when a map is filled? Node maps allocate an element at a time whatever was reserved; flat
// maps move every element at each growth step.
//
// An iteration is the whole life of one map. All maps use the same hash, mixed well enough for every one of them, so
// that what differs is the container and not how it hashes.

#include <unordered_map>

#ifdef MEMLORE_HAS_ABSEIL
#include <absl/container/flat_hash_map.h>
#endif
#if __has_include(<boost/unordered/unordered_flat_map.hpp>)
#include <boost/unordered/unordered_flat_map.hpp>
#define MEMLORE_HAS_BOOST_FLAT_MAP
#endif

#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

/// A multiplicative hash whose high half, the well mixed one, is folded into the low half that tables index by.
struct Mix {
  using is_avalanching = void;  // Boost would mix a second time without it.
  std::size_t operator()(std::uint64_t key) const noexcept {
    key = (key ^ (key >> 32U)) * 0xD1342543DE82EF95U;
    return key ^ (key >> 32U);
  }
};

using NodeMap = std::unordered_map<std::uint64_t, std::uint64_t, Mix>;

template <class Map, bool Reserved>
Kernel filled(const Point& point) {
  std::vector<std::uint64_t> keys(static_cast<std::size_t>(point["elements"]));
  auto generator = seeded_generator();
  for (auto& key : keys) key = generator();
  return kernel([keys = std::move(keys)] {
    Map map;
    if constexpr (Reserved) map.reserve(keys.size());
    for (const auto key : keys) map.try_emplace(key, key);
    escape(&map);
    return map.size() + map.find(keys.back())->second;
  });
}

/// The two arms of one map.
template <class Map>
std::vector<ArmDeclaration> arms_of(const std::string& name, const std::string& type) {
  return {arm(name + "_grown", type + ", rehashed whenever it is full", filled<Map, false>),
          arm(name + "_reserved", type + ", reserve of the final size first", filled<Map, true>)};
}

[[maybe_unused]] std::vector<ArmDeclaration> arms_without(const std::string& name, const std::string& type,
                                                          const std::string& needs) {
  return {not_built(name + "_grown", type, needs), not_built(name + "_reserved", type, needs)};
}

std::vector<ArmDeclaration> all_arms() {
  auto result = arms_of<NodeMap>("node", "std::unordered_map");
#ifdef MEMLORE_HAS_ABSEIL
  const auto flat = arms_of<absl::flat_hash_map<std::uint64_t, std::uint64_t, Mix>>("flat", "absl::flat_hash_map");
#else
  const auto flat = arms_without("flat", "absl::flat_hash_map", "Abseil");
#endif
#ifdef MEMLORE_HAS_BOOST_FLAT_MAP
  const auto boost_flat =
      arms_of<boost::unordered_flat_map<std::uint64_t, std::uint64_t, Mix>>("boost_flat", "boost::unordered_flat_map");
#else
  const auto boost_flat = arms_without("boost_flat", "boost::unordered_flat_map", "Boost 1.81");
#endif
  result.insert(result.end(), flat.begin(), flat.end());
  result.insert(result.end(), boost_flat.begin(), boost_flat.end());
  return result;
}

const auto declared = declare({
    .id = "growth/map-reserve",
    .question = "What does a hash map gain from reserving its final size?",
    .operation = "filled map",
    .factors = {factor("elements", {8, 100, 1000, 10'000}, {1'000'000}, "elements")},
    .arms = all_arms(),
    .claims =
        {claim(
             "C5",
             "A node-based hash map that grows takes at least 1.2 times as long to fill as one that reserved its size.",
             ratio("node_grown", "node_reserved") >= 1.2),
         claim("C5",
               "A flat hash map that grows takes at least 1.2 times as long to fill as one that reserved its size.",
               ratio("flat_grown", "flat_reserved") >= 1.2),
         claim("C5",
               "A node-based hash map that grows allocates at least 1.2 times as often as one that reserved its size.",
               ratio("node_grown", "node_reserved", Metric::allocations_per_op) >= 1.2),
         claim("C5", "A flat hash map that grows allocates at least 1.2 times as often as one that reserved its size.",
               ratio("flat_grown", "flat_reserved", Metric::allocations_per_op) >= 1.2)},
    .passes = {Pass::time, Pass::count, Pass::allocate, Pass::simulate, Pass::footprint},
    .caveats =
        {"Compare an arm with its own twin: between containers, load factor and memory differ as well.",
         "A node map allocates every element by itself; reserving spares it the growing bucket arrays only.",
         "Filling and freeing are timed together; freed nodes are handed out again by the next iteration.",
         "The hash is a multiplication. A costlier one raises the price of the rehashing that reserving avoids."},
});

}  // namespace
}  // namespace memlore::bench
