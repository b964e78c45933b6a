// What does an access to 8 bytes cost where they are not naturally aligned: inside a line, across two lines, across two
// pages?
//
// Every arm uses one place in each of four consecutive pages, at the same offset in all of them. Arms differ in this
// offset and in nothing else. Everything stays in the first-level cache, where places across pages share two sets.

#include <unistd.h>

#include <array>
#include <cstring>
#include <utility>

#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

enum Access : std::int64_t { load_latency, load_throughput, store_throughput };

constexpr std::size_t accesses = 256;

struct Places {
  std::vector<unsigned char> storage;
  std::array<unsigned char*, 4> at{};
};

/// A negative offset counts from the end of a page, whose size is asked for: 4 KiB is not that of every machine.
Places places_at(std::ptrdiff_t offset) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  Places places{.storage = std::vector<unsigned char>(7 * page)};
  auto* begin = places.storage.data() + page - reinterpret_cast<std::uintptr_t>(places.storage.data()) % page + page;
  for (auto& place : places.at) place = std::exchange(begin, begin + page) + offset;
  return places;
}

std::uint64_t load(const unsigned char* from) {
  std::uint64_t value = 0;
  std::memcpy(&value, from, sizeof value);
  return value;
}

void store(unsigned char* to, std::uint64_t value) { std::memcpy(to, &value, sizeof value); }

/// Each place holds the address of the next: a load cannot begin before the one in front of it has ended.
Kernel chain(Places places) {
  for (std::size_t i = 0; i < 4; ++i) store(places.at[i], reinterpret_cast<std::uintptr_t>(places.at[(i + 1) % 4]));
  auto* const first = places.at.front();
  return kernel([places = std::move(places), next = first, rounds = std::uint64_t{0}]() mutable {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the address that was loaded is where the next load goes.
    for (std::size_t i = 0; i < accesses; ++i) next = reinterpret_cast<unsigned char*>(load(next));
    return next == places.at.front() ? ++rounds : 0;
  });
}

/// Independent loads: a sum for each place, so that additions are not what they wait for. Written out, because an inner
/// loop is unrolled at some optimisation levels only, and its arrays then are what is measured.
Kernel loads(Places places) {
  for (std::size_t i = 0; i < 4; ++i) store(places.at[i], i + 1);
  return kernel([places = std::move(places)] {
    auto [a, b, c, d] = places.at;
    std::uint64_t sum_a = 0;
    std::uint64_t sum_b = 0;
    std::uint64_t sum_c = 0;
    std::uint64_t sum_d = 0;
    for (std::size_t i = 0; i < accesses; i += 4) {
      sum_a += opaque(load(a = opaque(a)));
      sum_b += opaque(load(b = opaque(b)));
      sum_c += opaque(load(c = opaque(c)));
      sum_d += opaque(load(d = opaque(d)));
    }
    return sum_a + sum_b + sum_c + sum_d;
  });
}

Kernel stores(Places places) {
  return kernel([places = std::move(places), next = std::uint64_t{0}]() mutable {
    const auto [a, b, c, d] = places.at;
    for (std::size_t i = 0; i < accesses; i += 4) {
      store(a, next);
      store(b, next);
      store(c, next);
      store(d, ++next);
      escape(a);
    }
    return load(a) + load(d);
  });
}

ArmDeclaration at_offset(std::string name, std::string description, std::ptrdiff_t offset) {
  return arm(std::move(name), std::move(description), [offset](const Point& point) {
    if (point["access"] == load_latency) return chain(places_at(offset));
    return point["access"] == load_throughput ? loads(places_at(offset)) : stores(places_at(offset));
  });
}

const auto declared = declare({
    .id = "layout/misaligned-loads",
    .question = "What does an access to 8 bytes cost where they are not naturally aligned?",
    .operation = "access",
    .factors = {categories("access", {{load_latency, "load latency"},
                                      {load_throughput, "load throughput"},
                                      {store_throughput, "store throughput"}})},
    .arms = {at_offset("aligned", "8 bytes at a multiple of 8", 32),
             at_offset("misaligned_in_line", "across two words in the middle of a cache line", 29),
             at_offset("across_line", "half in one cache line, half in the next", 60),
             at_offset("across_page", "half in one page, half in the next", -4)},
    .claims = {claim("D3",
                     "Accessing 8 bytes across two words takes at least 1.9 times as long as accessing them aligned.",
                     ratio("misaligned_in_line", "aligned") >= 1.9),
               claim("D5",
                     "Accessing 8 bytes across two cache lines takes at least 1.9 times as long as accessing them "
                     "aligned.",
                     ratio("across_line", "aligned") >= 1.9),
               claim("D5",
                     "Accessing 8 bytes across two pages takes at least 1.9 times as long as accessing them aligned.",
                     ratio("across_page", "aligned") >= 1.9)},
    .caveats = {"Lines of 64 bytes are assumed; with longer ones across_line does not straddle.",
                "In cold memory an access that straddles fetches two lines; that is not measured here."},
    .operations = [](const Point&) { return static_cast<std::int64_t>(accesses); },
});

}  // namespace
}  // namespace memlore::bench
