// Preloaded into the workers of the allocate pass: counts what each thread asks of malloc, exactly.
//
// It is a library of its own, so that the process that is timed has the allocator that users have. Counters are
// thread-local and of the initial-exec kind: the usual kind allocates on first use, which would recurse here. A small
// static arena serves what dlsym itself allocates while it looks up the real functions.

#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <optional>

#include "harness/bench/allocate/allocations.h"
#include "harness/bench/allocate/live_blocks.h"

namespace {

[[gnu::tls_model("initial-exec")]] thread_local memlore_allocation_counts counts{};

constinit memlore::bench::LiveBlocks live_blocks;

using Malloc = void* (*)(std::size_t);
using Calloc = void* (*)(std::size_t, std::size_t);
using Realloc = void* (*)(void*, std::size_t);
using Free = void (*)(void*);
using Aligned = void* (*)(std::size_t, std::size_t);
using PosixAligned = int (*)(void**, std::size_t, std::size_t);

struct RealFunctions {
  Malloc malloc;
  Calloc calloc;
  Realloc realloc;
  Free free;
  Aligned aligned_alloc;
  Aligned memalign;
  PosixAligned posix_memalign;
  Malloc valloc;
  Malloc pvalloc;
};

template <class Function>
void look_up(Function& function, const char* name) {
  void* found = dlsym(RTLD_NEXT, name);
  std::memcpy(&function, &found, sizeof function);
}

alignas(std::max_align_t) std::array<char, 16384> arena;
std::size_t arena_used = 0;

bool in_arena(const void* pointer) { return pointer >= arena.data() && pointer < arena.data() + arena.size(); }

void* from_arena(std::size_t bytes) {
  const auto rounded = (bytes + 15) / 16 * 16;
  if (arena_used + rounded > arena.size()) return nullptr;
  void* result = arena.data() + arena_used;
  arena_used += rounded;
  return result;
}

bool looking_up = false;

// Filled before main by the constructor below, or on the first call if that comes earlier still.
const RealFunctions* real() {
  static RealFunctions functions{};
  static bool ready = false;
  if (ready) return &functions;
  if (looking_up) return nullptr;
  looking_up = true;
  look_up(functions.malloc, "malloc");
  look_up(functions.calloc, "calloc");
  look_up(functions.realloc, "realloc");
  look_up(functions.free, "free");
  look_up(functions.aligned_alloc, "aligned_alloc");
  look_up(functions.memalign, "memalign");
  look_up(functions.posix_memalign, "posix_memalign");
  look_up(functions.valloc, "valloc");
  look_up(functions.pvalloc, "pvalloc");
  ready = true;
  looking_up = false;
  return &functions;
}

[[gnu::constructor]] void look_up_early() { real(); }

void* counted(void* pointer, std::size_t bytes) {
  if (pointer == nullptr) return pointer;
  ++counts.allocations;
  counts.bytes += bytes;
  if (live_blocks.put(pointer, bytes)) counts.live_bytes += static_cast<std::int64_t>(bytes);
  counts.peak_bytes = std::max(counts.peak_bytes, counts.live_bytes);
  return pointer;
}

/// Called before the block is given back: another thread may get its address at once.
std::optional<std::size_t> forget(void* pointer) {
  const auto bytes = live_blocks.take(pointer);
  if (bytes) counts.live_bytes -= static_cast<std::int64_t>(*bytes);
  return bytes;
}

}  // namespace

// The C library calls its parameters by reserved names.
// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)
extern "C" {

void memlore_read_allocation_counts(memlore_allocation_counts* result) { *result = counts; }

void memlore_restart_allocation_peak() { counts.peak_bytes = counts.live_bytes; }

void* malloc(std::size_t bytes) {
  const auto* functions = real();
  return functions != nullptr ? counted(functions->malloc(bytes), bytes) : from_arena(bytes);
}

void* calloc(std::size_t count, std::size_t bytes) {
  const auto* functions = real();
  // The arena is zero: it is static and nothing in it is used twice.
  return functions != nullptr ? counted(functions->calloc(count, bytes), count * bytes) : from_arena(count * bytes);
}

void* realloc(void* pointer, std::size_t bytes) {
  const auto* functions = real();
  if (functions == nullptr || in_arena(pointer)) {
    void* result = malloc(bytes);
    // Old sizes are not kept in the arena; reading past the old block stays inside it.
    if (result != nullptr && pointer != nullptr) {
      const auto left = static_cast<std::size_t>(arena.data() + arena.size() - static_cast<char*>(pointer));
      std::memcpy(result, pointer, bytes < left ? bytes : left);
    }
    return result;
  }
  const auto before = pointer != nullptr ? forget(pointer) : std::nullopt;
  void* result = functions->realloc(pointer, bytes);
  if (pointer != nullptr && (result != nullptr || bytes == 0)) {
    ++counts.frees;
  } else if (before && live_blocks.put(pointer, *before)) {  // It failed: the block is as it was.
    counts.live_bytes += static_cast<std::int64_t>(*before);
  }
  return counted(result, bytes);
}

void free(void* pointer) {
  if (pointer == nullptr || in_arena(pointer)) return;
  const auto* functions = real();
  if (functions == nullptr) return;
  ++counts.frees;
  forget(pointer);
  functions->free(pointer);
}

void* aligned_alloc(std::size_t alignment, std::size_t bytes) {
  const auto* functions = real();
  return functions != nullptr ? counted(functions->aligned_alloc(alignment, bytes), bytes) : nullptr;
}

void* memalign(std::size_t alignment, std::size_t bytes) {
  const auto* functions = real();
  return functions != nullptr ? counted(functions->memalign(alignment, bytes), bytes) : nullptr;
}

void* valloc(std::size_t bytes) {
  const auto* functions = real();
  return functions != nullptr ? counted(functions->valloc(bytes), bytes) : nullptr;
}

void* pvalloc(std::size_t bytes) {
  const auto* functions = real();
  return functions != nullptr ? counted(functions->pvalloc(bytes), bytes) : nullptr;
}

int posix_memalign(void** out, std::size_t alignment, std::size_t bytes) {
  const auto* functions = real();
  if (functions == nullptr) return ENOMEM;
  const int status = functions->posix_memalign(out, alignment, bytes);
  if (status == 0) counted(*out, bytes);
  return status;
}
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
