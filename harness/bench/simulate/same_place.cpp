#include "harness/bench/simulate/same_place.h"

#include <alloca.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "harness/bench/author/opaque.h"
#include "harness/model/text/input_error.h"

namespace memlore::bench {
namespace {

constexpr std::uintptr_t stack_step = std::uintptr_t{1} << 20;

#ifdef __GLIBC__

/// Valgrind gives the heap 8 MiB before it is continued elsewhere; a worker needs far less than this before its first
/// kernel.
constexpr std::uintptr_t settled_bytes = std::uintptr_t{2} << 20;

/// Allocates for good. Opaque, or the compiler would remove the call.
std::uintptr_t take(std::size_t bytes) { return reinterpret_cast<std::uintptr_t>(opaque(std::malloc(bytes))); }

constexpr std::size_t header_bytes = 2 * sizeof(std::size_t);
constexpr std::size_t smallest_request = header_bytes + sizeof(std::size_t);  // Of a chunk of the smallest size.

/// Takes the chunks that the thread's own cache holds, some of each small size.
void drain_thread_cache() {
  constexpr std::size_t largest_cached = 1032;
  constexpr int cached = 7;
  for (std::size_t size = smallest_request; size <= largest_cached; size += header_bytes) {
    for (int i = 0; i < cached; ++i) take(size);
  }
}

/// Free bytes of the heap that are not its end.
std::size_t free_pieces() {
  const auto heap = mallinfo2();
  return heap.fordblks - heap.keepcost;
}

/// Takes the free pieces, the largest first, so that no rest is too small to take.
void take_free_pieces() {
  for (std::size_t size = std::size_t{1} << 16; size >= 2 * header_bytes;) {
    const auto before = free_pieces();
    if (before == 0) return;
    if (before >= size) take(size - sizeof(std::size_t));
    // Came from the end of the heap: no free piece of that size is left.
    if (free_pieces() == before) size = size > 1024 ? size / 2 : size - header_bytes;
  }
}

/// The usable beginning of the next chunk that is cut from the heap's end.
std::uintptr_t heap_end() { return take(smallest_request) + 2 * header_bytes; }

#endif

}  // namespace

void settle_heap() {
#ifdef __GLIBC__
  static_assert(smallest_request == 24 || sizeof(void*) != 8);
  drain_thread_cache();
  take_free_pieces();
  drain_thread_cache();  // Taking one small piece puts others like it there.
  const auto heap = mallinfo2();
  const auto begin = reinterpret_cast<std::uintptr_t>(sbrk(0)) - heap.arena;
  auto end = heap_end();
  const auto wanted = begin + settled_bytes;
  if (end + 2 * header_bytes > wanted) throw MachineError("the worker's heap has grown too large to settle");
  while (end != wanted) {
    // Small enough not to be mapped; what is left over must hold a chunk.
    constexpr std::size_t at_once = 1 << 16;
    const auto left = wanted - end;
    const auto chunk = left > at_once + 2 * header_bytes ? at_once : left;
    take(chunk - sizeof(std::size_t));
    end += chunk;
  }
  malloc_trim(0);
#endif
}

[[gnu::noinline]] void with_settled_stack(const std::function<void()>& body) {
  const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  auto* moved = static_cast<volatile char*>(alloca(here % stack_step + stack_step));
  moved[0] = 0;
  body();
}

}  // namespace memlore::bench
