#pragma once

// Where objects come from and go back to: pools of boxes or of pointers, std::pmr's pool, new and delete.
//
// A source is made for the largest number of objects that are out at a time: a pool is full at the beginning and never
// runs empty. `get` and `put` fill and empty what a user holds, an object or a pointer to one. `Mutex` guards
// what several threads share; NoMutex is for one thread.

#include <any>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <mutex>
#include <type_traits>
#include <utility>
#include <vector>

namespace memlore::bench::pools {

template <std::size_t Bytes>
struct Object {
  std::array<std::uint64_t, Bytes / 8> words;
};

struct NoMutex {
  void lock() {}
  void unlock() {}
};

template <class Item, class Mutex>
class Pool {
 public:
  explicit Pool(std::size_t capacity) { items_.reserve(capacity); }
  void put(Item item) {
    const std::scoped_lock lock(mutex_);
    items_.push_back(std::move(item));
  }
  Item get() {
    const std::scoped_lock lock(mutex_);
    Item item = std::move(items_.back());
    items_.pop_back();
    return item;
  }

 private:
  Mutex mutex_;
  std::vector<Item> items_;
};

/// Items that carry the object itself: it is copied out of its box, and into a new one.
template <class Value, class Mutex>
struct BoxedAny {
  using Held = Value;
  explicit BoxedAny(std::size_t objects) : pool(objects) {
    for (std::size_t i = 0; i < objects; ++i) pool.put(Value{});
  }
  void get(Held& held) {
    const auto box = pool.get();
    held = std::any_cast<const Value&>(box);
  }
  void put(const Held& held) { pool.put(std::any(held)); }
  Pool<std::any, Mutex> pool;
};

/// Items that lead to an object of a slab: a pointer as it is, or in a box of its own.
template <class Value, class Mutex, class Item>
struct Pointers {
  using Held = Value*;
  explicit Pointers(std::size_t objects) : slab(objects), pool(objects) {
    for (auto& each : slab) pool.put(&each);
  }
  void get(Held& held) {
    if constexpr (std::is_same_v<Item, std::any>) {
      held = std::any_cast<Value*>(pool.get());
    } else {
      held = pool.get();
    }
  }
  void put(const Held& held) { pool.put(held); }
  std::vector<Value> slab;
  Pool<Item, Mutex> pool;
};

template <class Value, class Mutex>
using PointerInAny = Pointers<Value, Mutex, std::any>;
template <class Value, class Mutex>
using FreeList = Pointers<Value, Mutex, Value*>;

template <class Value, class Mutex>
struct PmrPool {
  using Held = Value*;
  explicit PmrPool(std::size_t) {}
  void get(Held& held) { held = new (resource.allocate(sizeof(Value), alignof(Value))) Value; }
  void put(const Held& held) { resource.deallocate(held, sizeof(Value), alignof(Value)); }
  std::conditional_t<std::is_same_v<Mutex, NoMutex>, std::pmr::unsynchronized_pool_resource,
                     std::pmr::synchronized_pool_resource>
      resource{std::pmr::new_delete_resource()};
};

template <class Value, class Mutex>
struct NewDelete {
  using Held = Value*;
  explicit NewDelete(std::size_t) {}
  void get(Held& held) { held = new Value; }
  void put(const Held& held) { delete held; }
};

}  // namespace memlore::bench::pools
