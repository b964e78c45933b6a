#pragma once

// Walks over the objects of a population, a chunk an iteration: one of objects in the population's own order, whose
// callees are chosen at run time, and one of objects grouped by type, whose callees the compiler knows.

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "benches/dispatch/population.h"
#include "benches/dispatch/receivers.h"
#include "harness/bench/author/kernel.h"

namespace memlore::bench {

/// Walks the addresses in `items`; `owner` keeps the objects alive. An address is opaque when it is used, so that no
/// arm is vectorised and the compiler knows nothing about the object.
template <class Owner, class Item, class Call>
Kernel walk(Owner owner, std::vector<const Item*> items, Call call) {
  return kernel([owner = std::move(owner), items = std::move(items), call, begin = std::size_t{0}]() mutable {
    std::uint64_t sum = 0;
    for (std::size_t i = begin; i < begin + chunk; ++i) sum += call(*opaque(items[i]));
    begin = (begin + chunk) % items.size();
    return sum;
  });
}

/// Walks objects of one C++ type, made by `make.operator()<Type>(value)` for a type below `Types`.
template <class Object, int Types, class Make, class Call>
Kernel walk_objects(const Point& point, Make make, Call call) {
  std::vector<Object> objects;
  for (const auto& each : population(point)) {
    objects.push_back(
        with_type<Types>(each.type, [&]<int Type>() -> Object { return make.template operator()<Type>(each.value); }));
  }
  std::vector<const Object*> items;
  for (const auto& each : objects) items.push_back(&each);
  return walk(std::move(objects), std::move(items), call);
}

/// Where the group of each type ends in each chunk of a grouped population.
template <int Types>
std::vector<std::array<std::size_t, Types>> group_ends(const std::vector<Resident>& residents) {
  std::vector<std::array<std::size_t, Types>> ends(residents.size() / chunk);
  for (std::size_t i = 0; i < ends.size(); ++i) ends[i].fill(i * chunk);
  for (std::size_t i = 0; i < residents.size(); ++i) {
    for (auto& end : std::span(ends[i / chunk]).subspan(static_cast<std::size_t>(residents[i].type))) end = i + 1;
  }
  return ends;
}

/// Walks the groups of a chunk, one loop a type, so that `call` is compiled for a `Plain` of that type alone. The
/// objects live in variants, whose word for the type is not read: as much memory as in the other arms.
template <int Types, class Call>
Kernel walk_groups(const Point& point, Call call) {
  const auto residents = grouped(population(point));
  std::vector<Variant<Types>> objects;
  for (const auto& each : residents) {
    objects.push_back(
        with_type<Types>(each.type, [&]<int Type>() -> Variant<Types> { return Plain<Type>(each.value); }));
  }
  std::vector<const void*> items;
  for (auto& each : objects) items.push_back(std::visit([](auto& object) -> const void* { return &object; }, each));
  return kernel([objects = std::move(objects), items = std::move(items), ends = group_ends<Types>(residents), call,
                 place = std::size_t{0}]() mutable {
    std::uint64_t sum = 0;
    std::size_t i = place * chunk;
    const auto walk_group = [&]<int Type>() {
      for (const auto end = ends[place][Type]; i < end; ++i) {
        sum += call(*static_cast<const Plain<Type>*>(opaque(items[i])));
      }
    };
    [&]<int... Type>(std::integer_sequence<int, Type...> /*all*/) {
      (walk_group.template operator()<Type>(), ...);
    }(std::make_integer_sequence<int, Types>{});
    place = (place + 1) % ends.size();
    return sum;
  });
}

}  // namespace memlore::bench
