#include "harness/bench/allocate/live_blocks.h"

#include <sys/mman.h>

namespace memlore::bench {
namespace {

constexpr std::size_t first_capacity = std::size_t{1} << 16U;

class Locked {
 public:
  explicit Locked(std::atomic_flag& busy) : busy_(busy) {
    while (busy_.test_and_set(std::memory_order_acquire)) {
    }
  }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;
  ~Locked() { busy_.clear(std::memory_order_release); }

 private:
  std::atomic_flag& busy_;
};

/// Fibonacci hashing: the low bits of an address say little.
std::size_t hash(const void* block) {
  constexpr std::uint64_t golden = 0x9e3779b97f4a7c15U;
  constexpr unsigned upper_half = 32;
  return static_cast<std::size_t>(reinterpret_cast<std::uintptr_t>(block) * golden >> upper_half);
}

}  // namespace

/// The place of the block, or the free place where it would go.
std::size_t LiveBlocks::place_of(const void* block) const {
  auto place = hash(block) & (capacity_ - 1);
  while (entries_[place].block != nullptr && entries_[place].block != block) place = (place + 1) & (capacity_ - 1);
  return place;
}

bool LiveBlocks::grow() {
  const auto capacity = capacity_ == 0 ? first_capacity : 2 * capacity_;
  void* memory = mmap(nullptr, capacity * sizeof(Entry), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return false;
  auto* const old = entries_;
  const auto old_capacity = capacity_;
  entries_ = static_cast<Entry*>(memory);
  capacity_ = capacity;
  for (std::size_t i = 0; i < old_capacity; ++i) {
    if (old[i].block != nullptr) entries_[place_of(old[i].block)] = old[i];
  }
  if (old != nullptr) munmap(old, old_capacity * sizeof(Entry));
  return true;
}

bool LiveBlocks::put(const void* block, std::size_t bytes) {
  const Locked locked(busy_);
  if (2 * (used_ + 1) > capacity_ && !grow()) return false;
  auto& entry = entries_[place_of(block)];
  if (entry.block == nullptr) ++used_;
  entry = {.block = block, .bytes = bytes};
  return true;
}

std::optional<std::size_t> LiveBlocks::take(const void* block) {
  const Locked locked(busy_);
  if (capacity_ == 0) return std::nullopt;
  auto hole = place_of(block);
  if (entries_[hole].block == nullptr) return std::nullopt;
  const auto bytes = entries_[hole].bytes;
  --used_;
  // Entries behind the hole move into it where their hash allows, so that no place has to be marked as once used.
  for (auto next = (hole + 1) & (capacity_ - 1); entries_[next].block != nullptr; next = (next + 1) & (capacity_ - 1)) {
    const auto wanted = hash(entries_[next].block) & (capacity_ - 1);
    if (((next - wanted) & (capacity_ - 1)) < ((next - hole) & (capacity_ - 1))) continue;
    entries_[hole] = entries_[next];
    hole = next;
  }
  entries_[hole] = {};
  return bytes;
}

}  // namespace memlore::bench
