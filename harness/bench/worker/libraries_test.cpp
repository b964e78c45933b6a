#include "harness/bench/worker/libraries.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "harness/bench/worker/google_benchmark.h"

namespace memlore::bench {
namespace {

TEST(LinkedLibraries, AreEachThereOnce) {
  std::set<std::string> names;
  for (const auto& library : linked_libraries()) EXPECT_TRUE(names.insert(library.name).second) << library.name;
  EXPECT_TRUE(names.contains("google benchmark"));
  EXPECT_TRUE(names.contains("boost"));
  EXPECT_TRUE(names.contains("abseil")) << "listed with no version where it is missing";
}

TEST(LinkedLibraries, SayHowTheMeasuredCodeWasBuilt) {
  std::map<std::string, std::string> found;
  for (const auto& library : linked_libraries()) found[library.name] = library.version;
  const auto build = found["google benchmark build"];
  EXPECT_TRUE(build == "debug" || build == "release") << build;
#ifdef NDEBUG
  EXPECT_TRUE(found["kernels build"].ends_with(", without assertions")) << found["kernels build"];
#else
  EXPECT_TRUE(found["kernels build"].ends_with(", with assertions")) << found["kernels build"];
#endif
}

TEST(LinkedLibraries, KnowTheVersionsOfWhatIsAlwaysThere) {
  for (const auto& library : linked_libraries()) {
    EXPECT_TRUE(library.name == "abseil" || !library.version.empty()) << library.name;
    EXPECT_TRUE(library.name != "google benchmark" || library.version == google_benchmark_version());
  }
}

}  // namespace
}  // namespace memlore::bench
