#include "harness/system/cpus/affinity.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <thread>

#include "harness/model/text/input_error.h"

namespace memlore::system {
namespace {

TEST(Affinity, AllowsAtLeastOneCpu) { EXPECT_FALSE(allowed_cpus().empty()); }

TEST(Affinity, PinsTheCallingThreadAlone) {
  const auto before = allowed_cpus();
  std::vector<int> inside;
  int ran_on = -1;
  std::thread([&] {
    pin_this_thread(before.back());
    inside = allowed_cpus();
    ran_on = sched_getcpu();
  }).join();
  EXPECT_EQ(inside, std::vector<int>{before.back()});
  EXPECT_EQ(ran_on, before.back());
  EXPECT_EQ(allowed_cpus(), before);
}

TEST(Affinity, SaysWhichCpusWouldDo) {
  for (const int cpu : {-1, 5000, 1 << 20}) EXPECT_THROW(pin_this_thread(cpu), MachineError) << cpu;
  try {
    pin_this_thread(5000);
  } catch (const MachineError& error) {
    EXPECT_NE(std::string(error.what()).find("usable: "), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace memlore::system
