#pragma once

// The objects that are called, a class for each way of calling them. Their body is one instruction, so that the call is
// what is measured. The body differs between types, so that a wrong target shows in the sum. An object is a word of
// data and a word that says its type; a std::function is twice that.

#include <bit>
#include <cstdint>
#include <functional>
#include <utility>
#include <variant>

#include "harness/bench/author/opaque.h"

namespace memlore::bench {

inline constexpr int most_types = 16;

template <int Type>
std::uint64_t body(std::uint64_t value) {
  return std::rotl(value, Type + 1);
}

template <class Derived>
struct Crtp {
  [[nodiscard]] std::uint64_t by_crtp() const { return static_cast<const Derived*>(this)->inlined(); }
};

/// An object whose type the caller knows; a variant adds the word that says it.
template <int Type>
struct Plain : Crtp<Plain<Type>> {
  explicit Plain(std::uint64_t number) : value(number) {}
  [[nodiscard]] std::uint64_t inlined() const { return body<Type>(value); }
  [[nodiscard]] MEMLORE_OPAQUE_CALL std::uint64_t called() const { return body<Type>(value); }
  std::uint64_t value;
};

template <class Sequence>
struct VariantOf;
template <int... Types>
struct VariantOf<std::integer_sequence<int, Types...>> {
  using type = std::variant<Plain<Types>...>;
};
template <int Types>
using Variant = typename VariantOf<std::make_integer_sequence<int, Types>>::type;

struct Receiver {
  [[nodiscard]] virtual std::uint64_t apply() const = 0;

 protected:
  ~Receiver() = default;
};

template <int Type>
struct Override final : Receiver {
  explicit Override(std::uint64_t number) : value(number) {}
  [[nodiscard]] MEMLORE_OPAQUE_CALL std::uint64_t apply() const override { return body<Type>(value); }
  std::uint64_t value;
};

struct Closure {
  std::uint64_t (*call)(const Closure&);
  std::uint64_t value;
};

template <int Type>
MEMLORE_OPAQUE_CALL std::uint64_t call_closure(const Closure& closure) {
  return body<Type>(closure.value);
}

using Function = std::function<std::uint64_t()>;

static_assert(sizeof(Override<0>) == 2 * sizeof(std::uint64_t));
static_assert(sizeof(Variant<1>) == sizeof(Override<0>) && sizeof(Variant<most_types>) == sizeof(Override<0>));
static_assert(sizeof(Closure) == sizeof(Override<0>));

/// Calls `make.operator()<Type>()` with a number below `Types` as a constant.
template <int Types, class Make>
auto with_type(int type, Make make) {
  if constexpr (Types > 1) {
    if (type != Types - 1) return with_type<Types - 1>(type, make);
  }
  return make.template operator()<Types - 1>();
}

}  // namespace memlore::bench
