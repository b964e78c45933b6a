// By value, by reference, or as a fresh heap object: what does handing a struct to a function cost?
//
// The callee is a real call (no inlining, no cloning), so that an argument is passed as the ABI says. Objects come from
// a small ring, behind an opaque pointer: the copy cannot be hoisted out of the loop, and everything stays in L1.

#include <array>
#include <memory>

#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

enum Fields : std::int64_t { one_field, all_fields };

template <std::size_t Bytes>
struct Object {
  std::array<std::uint64_t, Bytes / 8> words;
};

template <std::size_t Bytes, Fields Read>
std::uint64_t consume(const Object<Bytes>& object) {
  if constexpr (Read == one_field) return object.words.back();
  std::uint64_t sum = 0;
  for (const auto word : object.words) sum += word;
  return sum;
}

template <std::size_t Bytes, Fields Read>
MEMLORE_OPAQUE_CALL std::uint64_t take_value(Object<Bytes> object) {
  return consume<Bytes, Read>(object);
}

template <std::size_t Bytes, Fields Read>
MEMLORE_OPAQUE_CALL std::uint64_t take_reference(const Object<Bytes>& object) {
  return consume<Bytes, Read>(object);
}

template <std::size_t Bytes, Fields Read>
MEMLORE_OPAQUE_CALL std::uint64_t take_owner(std::unique_ptr<Object<Bytes>> object) {
  return consume<Bytes, Read>(*object);
}

template <class Call, std::size_t Bytes>
Kernel over_ring(Call call) {
  constexpr std::size_t ring = 4;
  std::vector<Object<Bytes>> objects(ring);
  std::uint64_t next = 1;
  for (auto& object : objects) {
    for (auto& word : object.words) word = next++;
  }
  return kernel([objects = std::move(objects), i = std::size_t{0}, call]() mutable {
    i = (i + 1) % ring;
    return call(*opaque(&objects[i]));
  });
}

template <std::size_t Bytes, Fields Read>
Kernel by_value() {
  return over_ring<decltype([](const Object<Bytes>& object) { return take_value<Bytes, Read>(object); }), Bytes>({});
}

template <std::size_t Bytes, Fields Read>
Kernel by_reference() {
  return over_ring<decltype([](const Object<Bytes>& object) { return take_reference<Bytes, Read>(object); }), Bytes>(
      {});
}

template <std::size_t Bytes, Fields Read>
Kernel fresh_heap_object() {
  return over_ring<decltype([](const Object<Bytes>& object) {
                     auto fresh = std::make_unique<Object<Bytes>>(object);
                     escape(fresh.get());
                     return take_owner<Bytes, Read>(std::move(fresh));
                   }),
                   Bytes>({});
}

/// Calls `body` with size and fields as constants.
template <class Body>
Kernel at(const Point& point, Body body) {
  return with_constant<8, 16, 24, 32, 48, 64, 72, 128, 256, 512, 1024, 4096>(point["bytes"], [&]<std::size_t Bytes>() {
    return point["fields"] == one_field ? body.template operator()<Bytes, one_field>()
                                        : body.template operator()<Bytes, all_fields>();
  });
}

const auto declared = declare({
    .id = "copying/value-or-reference",
    .question = "What does handing a struct to a function cost: by value, by reference, or as a fresh heap object?",
    .operation = "call",
    .factors = {factor("bytes", {8, 16, 24, 32, 48, 64, 72, 128, 256, 512, 1024, 4096}, {}, "bytes"),
                categories("fields", {{one_field, "one"}, {all_fields, "all"}})},
    .arms = {arm("by_value", "the caller copies the object into the call",
                 [](const Point& point) {
                   return at(point, []<std::size_t B, Fields F>() { return by_value<B, F>(); });
                 }),
             arm("by_reference", "the callee reads the caller's object",
                 [](const Point& point) {
                   return at(point, []<std::size_t B, Fields F>() { return by_reference<B, F>(); });
                 }),
             arm("fresh_heap_object", "the caller copies into a new heap object, the callee owns and frees it",
                 [](const Point& point) {
                   return at(point, []<std::size_t B, Fields F>() { return fresh_heap_object<B, F>(); });
                 })},
    .claims = {claim("B1", "Passing a struct by value takes at most 1.1 times as long as passing a pointer to it.",
                     ratio("by_value", "by_reference") <= 1.1),
               claim("B1", "Passing a struct by value takes at most as long as passing it in a fresh heap object.",
                     ratio("by_value", "fresh_heap_object") <= 1)},
    .passes = {Pass::time, Pass::count, Pass::allocate, Pass::simulate},
    .caveats =
        {"The object is resident in the first-level cache; a pointer to cold memory costs more than this shows."},
});

}  // namespace
}  // namespace memlore::bench
