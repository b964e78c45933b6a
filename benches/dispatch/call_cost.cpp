// What does it cost to choose the callee at run time, by how well the choice can be predicted?
//
// Every arm walks pointers to objects that lie in the order of the walk. All but `inlined` and `crtp` make a real call.
// Those two and `direct` must know the type when they are compiled. Their objects stand grouped by type within each
// chunk, because a program without dispatch would keep them so.

#include <array>
#include <memory>

#include "benches/dispatch/walk.h"
#include "harness/bench/author/declare.h"

namespace memlore::bench {
namespace {

template <class Call>
Kernel static_type(const Point& point, Call call) {
  return with_constant<1, 2, 4, most_types>(
      point["types"], [&]<std::size_t Types>() { return walk_groups<static_cast<int>(Types)>(point, call); });
}

struct alignas(Override<0>) Slot {
  std::array<std::byte, sizeof(Override<0>)> bytes;
};

/// The caller of `apply` cannot know what was made here.
MEMLORE_OPAQUE_CALL const Receiver* make_receiver(Slot& slot, const Resident& resident) {
  return with_type<most_types>(resident.type, [&]<int Type>() -> const Receiver* {
    return std::construct_at(reinterpret_cast<Override<Type>*>(&slot), resident.value);  // NOLINT
  });
}

Kernel by_virtual(const Point& point) {
  const auto residents = population(point);
  std::vector<Slot> slots(residents.size());
  std::vector<const Receiver*> receivers;
  for (std::size_t i = 0; i < slots.size(); ++i) receivers.push_back(make_receiver(slots[i], residents[i]));
  return walk(std::move(slots), std::move(receivers), [](const Receiver& receiver) { return receiver.apply(); });
}

Kernel by_variant(const Point& point) {
  return with_constant<1, 2, 4, most_types>(point["types"], [&]<std::size_t Types>() {
    constexpr auto types = static_cast<int>(Types);
    return walk_objects<Variant<types>, types>(
        point, []<int Type>(std::uint64_t value) { return Plain<Type>(value); },
        [](const Variant<types>& object) {
          return std::visit([](const auto& plain) { return plain.called(); }, object);
        });
  });
}

Kernel by_function_pointer(const Point& point) {
  return walk_objects<Closure, most_types>(
      point, []<int Type>(std::uint64_t value) { return Closure{call_closure<Type>, value}; },
      [](const Closure& closure) { return closure.call(closure); });
}

Kernel by_std_function(const Point& point) {
  return walk_objects<Function, most_types>(
      point, []<int Type>(std::uint64_t value) { return [value] { return body<Type>(value); }; },
      [](const Function& function) { return function(); });
}

const auto declared = declare({
    .id = "dispatch/call-cost",
    .question = "What does it cost to choose the callee at run time, beside a direct call?",
    .operation = "call",
    .factors = {factor("types", {1, 2, 4, most_types}, {}, "types"),
                categories("order",
                           {{random_order, "random"}, {repeating_order, "repeating"}, {sorted_order, "sorted"}}),
                factor("objects", {1 << 16}, {1 << 20}, "objects")},
    .arms =
        {arm("inlined", "grouped by type, body inlined into the loop",
             [](const Point& point) { return static_type(point, [](const auto& each) { return each.inlined(); }); }),
         arm("crtp", "grouped by type, body inlined through a CRTP base",
             [](const Point& point) { return static_type(point, [](const auto& each) { return each.by_crtp(); }); }),
         arm("direct", "grouped by type, real call of a known function",
             [](const Point& point) { return static_type(point, [](const auto& each) { return each.called(); }); }),
         arm("virtual", "call through the vtable of the object's class", by_virtual),
         arm("variant", "std::visit of as many alternatives as types, real call in each", by_variant),
         arm("function_pointer", "call through a pointer kept in the object", by_function_pointer),
         arm("std_function", "std::function with the object's word captured inside it", by_std_function)},
    .claims = {claim("B6", "A virtual call in a hot loop takes at least 1.1 times as long as a direct one.",
                     ratio("virtual", "direct") >= 1.1),
               claim("B6",
                     "A call by visiting a variant in a hot loop takes at least 1.1 times as long as a direct one.",
                     ratio("variant", "direct") >= 1.1),
               claim(
                   "B6",
                   "A call through a function pointer in a hot loop takes at least 1.1 times as long as a direct one.",
                   ratio("function_pointer", "direct") >= 1.1)},
    .passes = {Pass::time, Pass::count, Pass::simulate},
    .caveats =
        {"repeating: the same 4096 types over and over, a pattern that a large predictor may learn.",
         "Objects of all arms are two words; a std::function is four, so its walk reads twice the memory.",
         "libstdc++ visits up to 11 alternatives by a switch, more by a table: then the real call is a second one.",
         "A body that the visitor inlines may become branch-free code, which no arm here shows.",
         "A body of one instruction makes the share of the call as large as it gets."},
    .operations = [](const Point& /*point*/) { return static_cast<std::int64_t>(chunk); },
    .period = [](const Point& point) { return point["objects"] / static_cast<std::int64_t>(chunk); },
});

}  // namespace
}  // namespace memlore::bench
