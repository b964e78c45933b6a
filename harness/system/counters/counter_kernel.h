#pragma once

// All that the counters ask of the kernel, behind one small interface: a test hands in a kernel that refuses, that
// shares its counters out, or that answers short, and sees whether the right words come out and no number does.

#include <cstddef>

#include "harness/system/files/machine_files.h"

struct perf_event_attr;  // NOLINT(readability-identifier-naming): the kernel's own name

namespace memlore::system {

class CounterKernel {
 public:
  CounterKernel() = default;
  CounterKernel(const CounterKernel&) = delete;
  CounterKernel& operator=(const CounterKernel&) = delete;
  virtual ~CounterKernel() = default;

  /// perf_event_open(2) for the calling thread on whatever CPU it runs; `leader` is -1 for the first event of a group.
  /// A descriptor, or an errno as a negative number.
  virtual int open(const perf_event_attr& attributes, int leader) = 0;

  /// Starts and stops the whole group of a leader. 0, or an errno as a negative number.
  virtual int enable(int leader) = 0;
  virtual int disable(int leader) = 0;

  /// read(2). Bytes, or an errno as a negative number.
  virtual long read(int descriptor, void* into, std::size_t bytes) = 0;

  virtual void close(int descriptor) = 0;

  /// Where PMUs and permissions are described.
  [[nodiscard]] virtual const MachineFiles& files() const = 0;
};

/// The kernel that this process runs on.
CounterKernel& this_kernel();

}  // namespace memlore::system
