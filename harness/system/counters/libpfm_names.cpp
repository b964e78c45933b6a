#include "harness/system/counters/libpfm_names.h"

#ifdef MEMLORE_HAS_LIBPFM
#include <linux/perf_event.h>
#include <perfmon/pfmlib_perf_event.h>
#endif

namespace memlore::system {

#ifdef MEMLORE_HAS_LIBPFM

namespace {

int initialised() {
  static const int status = pfm_initialize();
  return status;
}

}  // namespace

std::optional<PerfEvent> libpfm_event(std::string_view name) {
  if (initialised() != PFM_SUCCESS) return std::nullopt;
  perf_event_attr attributes{};
  pfm_perf_encode_arg_t encoding{};
  encoding.size = sizeof encoding;
  encoding.attr = &attributes;
  const std::string terminated(name);
  if (pfm_get_os_event_encoding(terminated.c_str(), PFM_PLM3, PFM_OS_PERF_EVENT, &encoding) != PFM_SUCCESS) {
    return std::nullopt;
  }
  return PerfEvent{.name = terminated,
                   .type = attributes.type,
                   .config = attributes.config,
                   .config1 = attributes.config1,
                   .config2 = attributes.config2,
                   .hardware = attributes.type != PERF_TYPE_SOFTWARE};
}

std::string libpfm_says() {
  if (const int status = initialised(); status != PFM_SUCCESS) {
    return std::string("; libpfm cannot be used: ") + pfm_strerror(status);
  }
  return ", and what libpfm knows of this processor";
}

#else

std::optional<PerfEvent> libpfm_event(std::string_view /*name*/) { return std::nullopt; }

std::string libpfm_says() {
  return "; this build does not know libpfm's names: install libpfm4-dev and configure again";
}

#endif

}  // namespace memlore::system
