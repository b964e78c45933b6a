#pragma once

// The structs that the layout experiments share: the same three fields in three layouts, in two families.
//
// `Padded` declares a small field on either side of the large one, `Reordered` sorts the fields from large to small,
// and `Packed` forbids padding, whatever that does to alignment. The members of a family hold the same information.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "harness/model/catalogue/layout.h"

namespace memlore::bench {

struct Padded {
  std::int8_t tag;
  std::int64_t value;
  std::int16_t rank;
};

struct Reordered {
  std::int64_t value;
  std::int16_t rank;
  std::int8_t tag;
};

struct [[gnu::packed]] Packed {
  std::int8_t tag;
  std::int64_t value;
  std::int16_t rank;
};

struct SmallPadded {
  std::uint8_t tag;
  std::uint16_t value;
  std::uint8_t rank;
};

struct SmallReordered {
  std::uint16_t value;
  std::uint8_t tag;
  std::uint8_t rank;
};

struct [[gnu::packed]] SmallPacked {
  std::uint8_t tag;
  std::uint16_t value;
  std::uint8_t rank;
};

/// The i-th element of an array: equal in every layout of a family, and different from its neighbours.
template <class Struct>
Struct nth(std::uint64_t i) {
  Struct result{};
  result.tag = static_cast<decltype(result.tag)>(i & 0x7f);
  result.value = static_cast<decltype(result.value)>(i);
  result.rank = static_cast<decltype(result.rank)>(i & 0x3f);
  return result;
}

/// What this compiler made of a struct.
template <class Struct>
Layout layout_of(std::string type) {
  Layout layout{.type = std::move(type),
                .size_bytes = sizeof(Struct),
                .alignment_bytes = alignof(Struct),
                .fields = {{"tag", offsetof(Struct, tag), sizeof(Struct::tag)},
                           {"value", offsetof(Struct, value), sizeof(Struct::value)},
                           {"rank", offsetof(Struct, rank), sizeof(Struct::rank)}}};
  std::ranges::sort(layout.fields, {}, &FieldLayout::offset_bytes);
  return layout;
}

}  // namespace memlore::bench
