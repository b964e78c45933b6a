#include "harness/run/plan/geometry.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace memlore::run {
namespace {

// No figure counts misses of the instruction cache; one geometry serves everywhere.
constexpr const char* instruction_cache = "32768,8,64";

std::string words(const Cache& cache) {
  return fmt::format("{},{},{}", cache.size_bytes, cache.ways, cache.line_bytes);
}

Cache simulable(const Cache& cache, const Cache& stand_in) {
  constexpr int least_line_bytes = 16;  // callgrind refuses shorter ones
  if (cache.size_bytes <= 0) return stand_in;
  auto result = cache;
  if (result.line_bytes < least_line_bytes || !std::has_single_bit(static_cast<unsigned>(result.line_bytes)))
    result.line_bytes = stand_in.line_bytes;
  if (result.ways <= 0) result.ways = stand_in.ways;
  const auto sets = static_cast<std::uint64_t>(result.size_bytes / (std::int64_t{result.ways} * result.line_bytes));
  if (sets == 0) return stand_in;
  // A cache with 24 Ki sets becomes one of 16 Ki sets and half as many ways again, so that the size stays nearly the
  // same.
  const auto power = static_cast<std::int64_t>(std::bit_floor(sets));
  result.ways = static_cast<int>(result.size_bytes / (power * result.line_bytes));
  result.size_bytes = power * result.ways * result.line_bytes;
  return result;
}

}  // namespace

std::optional<Geometry> geometry_of(std::span<const Cache> caches) {
  const auto first = std::ranges::find(caches, 1, &Cache::level);
  const auto last = std::ranges::max_element(caches, {}, &Cache::level);
  if (first == caches.end() || last->level < 2) return std::nullopt;
  const Geometry reference;
  return Geometry{.first_data = simulable(*first, reference.first_data),
                  .last_level = simulable(*last, reference.last_level)};
}

std::string in_words(const Geometry& geometry) {
  return fmt::format("I1={} D1={} LL={}", instruction_cache, words(geometry.first_data), words(geometry.last_level));
}

std::vector<Simulation> simulations_of(const std::optional<Geometry>& host) {
  const Geometry reference;
  const auto sizes = in_words(reference);
  if (host && in_words(*host) == sizes) {
    return {{.geometry = reference,
             .counters = {CounterSource::callgrind_reference, CounterSource::callgrind_host},
             .source = "callgrind, reference geometry and this machine's " + sizes}};
  }
  std::vector<Simulation> simulations{{.geometry = reference,
                                       .counters = {CounterSource::callgrind_reference},
                                       .source = "callgrind, reference geometry " + sizes}};
  if (host) {
    simulations.push_back({.geometry = *host,
                           .counters = {CounterSource::callgrind_host},
                           .source = "callgrind, this machine's geometry " + in_words(*host)});
  }
  return simulations;
}

std::vector<std::string> callgrind_flags(const Geometry& geometry) {
  return {fmt::format("--I1={}", instruction_cache), fmt::format("--D1={}", words(geometry.first_data)),
          fmt::format("--LL={}", words(geometry.last_level))};
}

}  // namespace memlore::run
