#pragma once

// The sizes of the blocks that are alive, by address: what a free gives back, in the bytes that were asked for. The
// allocator's own answer (malloc_usable_size) is the size that it rounded up to, which differs between allocators.
//
// It runs inside malloc, so it takes its memory from the kernel and never allocates.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace memlore::bench {

/// A hash table of open addressing behind a spin lock. It is never freed: blocks outlive every destructor.
class LiveBlocks {
 public:
  /// Remembers a block. False where the kernel gives no memory: then its size is not known later.
  bool put(const void* block, std::size_t bytes);

  /// Forgets a block and returns its bytes; nothing for a block that is not known.
  std::optional<std::size_t> take(const void* block);

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
