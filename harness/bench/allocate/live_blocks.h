#pragma once

// The sizes of the blocks that are alive, by address: what a free gives back, in the bytes that were asked for. The
// allocator's own answer (malloc_usable_size) is what it rounded up to, which differs from allocator to allocator.
//
// Made for the inside of malloc: it takes its memory from the kernel, and nothing of it allocates.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace memlore::bench {

/// A hash table of open addressing behind a spin lock. It is never freed: blocks outlive every destructor.
class LiveBlocks {
 public:
  /// Remembers a block. False where the kernel gives no memory: its size is not known later then.
  bool put(const void* block, std::size_t bytes);

  /// The bytes of a block, which is forgotten; nothing for one that is not known.
  std::optional<std::size_t> take(const void* block);

  [[nodiscard]] std::size_t size() const { return used_; }

 private:
  struct Entry {
    const void* block;
    std::size_t bytes;
  };
  bool grow();
  [[nodiscard]] std::size_t place_of(const void* block) const;

  Entry* entries_ = nullptr;
  std::size_t capacity_ = 0;  ///< 0 or a power of two.
  std::size_t used_ = 0;
  std::atomic_flag busy_ = ATOMIC_FLAG_INIT;
};

}  // namespace memlore::bench
