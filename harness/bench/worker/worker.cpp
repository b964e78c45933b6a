#include "harness/bench/worker/worker.h"

#include <exception>

#include "harness/bench/worker/channel.h"
#include "harness/bench/worker/tasks.h"
#include "harness/model/text/input_error.h"

namespace memlore::bench {

void execute(const Job& job, Channel& channel) {
  switch (job.task) {
    case Task::calibrate:
      calibrate(job, channel);
      break;
    case Task::time:
      time_blocks(job, channel);
      break;
    case Task::count:
      count_events(job, channel);
      break;
    case Task::allocate:
      count_allocations(job, channel);
      break;
    case Task::simulate:
      throw InputError("simulated jobs come a line each: --memlore-simulate=");
    case Task::footprint:
      measure_footprint(job, channel);
      break;
  }
  channel.end();
}

}  // namespace memlore::bench
