#pragma once

// Payloads of every size, and the ways of keeping one of them without its user knowing the type.
//
// Each function makes a box of a copy of the payload, lets the box escape and reads the payload through it. The escape
// is what makes an allocation certain: clang otherwise removes the box together with its `new`, even from under a
// counting operator new. Afterwards the compiler knows neither what is in the box nor where it points.

#include <any>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <type_traits>
#include <variant>

#include "harness/bench/author/opaque.h"

namespace memlore::bench::boxes {

enum Kind : std::int64_t { trivially_copyable, non_trivial, throwing_copy };

/// Bytes of alignment 1, so that the size alone decides whether a buffer of pointers holds them.
template <std::size_t Bytes>
struct Plain {
  std::array<unsigned char, Bytes> bytes{};

  explicit Plain(unsigned seed) {
    bytes.front() = static_cast<unsigned char>(seed);
    bytes.back() = static_cast<unsigned char>(seed + 1);
  }
  [[nodiscard]] std::uint64_t read() const { return std::uint64_t{bytes.front()} + bytes.back(); }
};

/// The same bytes with a copy constructor of their own, which also serves as the move constructor.
template <std::size_t Bytes, bool NeverThrows>
// NOLINTNEXTLINE(cppcoreguidelines-special-member-functions): only how it is copied decides how it is held.
struct SelfCopied : Plain<Bytes> {
  using Plain<Bytes>::Plain;
  SelfCopied(const SelfCopied& other) noexcept(NeverThrows) : Plain<Bytes>(other) {}
};

template <std::size_t Bytes, Kind K>
using Payload = std::conditional_t<K == trivially_copyable, Plain<Bytes>, SelfCopied<Bytes, K == non_trivial>>;

struct Base {
  Base() = default;
  Base(const Base&) = delete;
  Base& operator=(const Base&) = delete;
  virtual ~Base() = default;
  [[nodiscard]] virtual std::uint64_t read() const = 0;
};

template <class Value>
struct Derived final : Base {
  explicit Derived(const Value& boxed) : value(boxed) {}
  [[nodiscard]] std::uint64_t read() const override { return value.read(); }
  Value value;
};

/// No box: a template that knows the type, or code written for it.
struct Direct {
  template <class Value>
  [[gnu::always_inline]] static std::uint64_t use(const Value& payload) {
    Value box(payload);
    escape(&box);
    return box.read();
  }
};

struct Any {
  template <class Value>
  [[gnu::always_inline]] static std::uint64_t use(const Value& payload) {
    std::any box(payload);
    escape(&box);
    return std::any_cast<const Value&>(box).read();
  }
};

struct Function {
  template <class Value>
  [[gnu::always_inline]] static std::uint64_t use(const Value& payload) {
    std::function<std::uint64_t()> box([payload] { return payload.read(); });
    escape(&box);
    return box();
  }
};

struct UniqueBase {
  template <class Value>
  [[gnu::always_inline]] static std::uint64_t use(const Value& payload) {
    std::unique_ptr<Base> box = std::make_unique<Derived<Value>>(payload);
    escape(&box);
    return box->read();
  }
};

/// The other type of the variant.
struct Number {
  [[nodiscard]] std::uint64_t read() const { return value; }
  std::uint64_t value = 0;
};

/// Not erased: the types are a closed list, and only the choice among them is made at run time.
struct Variant {
  template <class Value>
  [[gnu::always_inline]] static std::uint64_t use(const Value& payload) {
    std::variant<Number, Value> box(std::in_place_type<Value>, payload);
    escape(&box);
    return std::visit([](const auto& value) { return value.read(); }, box);
  }
};

}  // namespace memlore::bench::boxes
