#include "harness/bench/worker/libraries.h"

#include <fmt/format.h>

#include <boost/version.hpp>
#include <version>

#if __has_include(<gnu/libc-version.h>)
#include <gnu/libc-version.h>
#endif

#ifdef MEMLORE_HAS_ABSEIL
#include <absl/base/config.h>
#endif

#include "harness/bench/worker/google_benchmark.h"

namespace memlore::bench {
namespace {

/// The kernels are compiled with the flags of this file.
std::string build_of_kernels() {
#ifdef __OPTIMIZE__
  std::string result = "optimised";
#else
  std::string result = "not optimised";
#endif
#ifdef NDEBUG
  return result + ", without assertions";
#else
  return result + ", with assertions";
#endif
}

}  // namespace

std::vector<LibraryVersion> linked_libraries() {
  std::vector<LibraryVersion> result{{"google benchmark", google_benchmark_version()},
                                     {"google benchmark build", google_benchmark_build()},
                                     {"kernels build", build_of_kernels()}};
#ifdef _LIBCPP_VERSION
  result.push_back({"libc++", std::to_string(_LIBCPP_VERSION)});
#else
  result.push_back({"libstdc++", fmt::format("{} ({})", _GLIBCXX_RELEASE, __GLIBCXX__)});
#endif
#ifdef __GLIBC__
  result.push_back({"glibc (allocator)", gnu_get_libc_version()});
#endif
  result.push_back(
      {"boost", fmt::format("{}.{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100)});
#ifdef MEMLORE_HAS_ABSEIL
  result.push_back({"abseil", fmt::format("{}.{}", ABSL_LTS_RELEASE_VERSION, ABSL_LTS_RELEASE_PATCH_LEVEL)});
#else
  result.push_back({"abseil", ""});
#endif
  return result;
}

}  // namespace memlore::bench
