#pragma once

// How large this machine's data caches are, for kernels that fit in one or not.
//
// Read from sysfs when a kernel is prepared, and not when the program starts: a worker that times does not need it.
// Where the machine does not say, the sizes are those that the simulated pass assumes.

#include <algorithm>
#include <cstdint>
#include <string>

#include "harness/system/files/machine_files.h"
#include "harness/system/files/words.h"

namespace memlore::bench {

struct MachineCaches {
  std::int64_t first_bytes = 32768;
  std::int64_t last_bytes = 8 << 20;
  std::int64_t line_bytes = 64;
};

inline MachineCaches machine_caches() {
  constexpr std::int64_t kibi = 1024;
  const system::MachineFiles files;
  const std::string folder = "/sys/devices/system/cpu/cpu0/cache/";
  MachineCaches caches;
  std::int64_t last_level = 0;
  for (const auto& name : files.names_in(folder)) {
    const auto cache = folder + name;
    auto number = [&](const char* file) {
      auto text = files.read(cache + file).value.value_or("");
      if (text.ends_with('K')) text.pop_back();
      return system::to_integer(text).value_or(0);
    };
    const auto level = number("/level");
    const auto bytes = number("/size") * kibi;
    if (level == 0 || bytes == 0 || files.read(cache + "/type").value == "Instruction") continue;
    if (level == 1) caches.first_bytes = bytes;
    if (level >= last_level) caches.last_bytes = bytes;
    last_level = std::max(last_level, level);
    if (const auto line = number("/coherency_line_size"); line > 0) caches.line_bytes = line;
  }
  return caches;
}

}  // namespace memlore::bench
