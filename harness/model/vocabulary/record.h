#pragma once

// The fields of what is planned, observed and recorded.

#include "harness/model/record/calibration.h"
#include "harness/model/record/job.h"
#include "harness/model/record/run.h"
#include "harness/model/vocabulary/catalogue.h"
#include "harness/model/vocabulary/fields.h"

namespace memlore {

MEMLORE_FIELDS(Block, round, order, start_ns, elapsed_ns, cpu, switches, faults, waited_ns, stolen_ns, width_before,
               width_after)

// A million blocks as an array a field take a tenth of the text of a million objects, and of the time to read it.
MEMLORE_FORM(Series, blocks, columns)
MEMLORE_FIELDS(Series, cell, arm, process, iterations, blocks, worker)

MEMLORE_FIELDS(Fact, topic, name, value, absent)
MEMLORE_FIELDS(Cache, level, size_bytes, ways, line_bytes, shared_by)
MEMLORE_FIELDS(Environment, machine, facts, caches)

MEMLORE_FIELDS(Profile, name, purpose, tier, half_width, fewest_processes, most_processes, rounds, block, time_cap,
               simulate_budget, footprints, passes, altered)
MEMLORE_FIELDS(PlannedArm, name, copy, iterations, operations, period, iteration_ns, footprints)
MEMLORE_FIELDS(Cell, experiment, point, arms, setup_ns, block_ns)
MEMLORE_FIELDS(Timekeeping, resolution_ns, reading_ns, quiet_ns, core_width)
MEMLORE_FIELDS(ProcessPlan, index, layout, environment_bytes, stack_offset_bytes, seed)
MEMLORE_FIELDS(LeftOut, experiment, point, arm, pass, reason)
MEMLORE_FIELDS(Plan, seed, profile, timekeeping, cells, processes, left_out, events)

MEMLORE_FIELDS(BlockOrder, round, arm)
MEMLORE_FIELDS(JobCell, index, cell, blocks)
MEMLORE_FIELDS(Job, task, process, worker, repeat, stack_offset_bytes, seed, block_ns, core_width, cpu, spare_cpus,
               cpus, events, cells, most_instructions, counters)

MEMLORE_FIELDS(Calibration, cell, arm, iterations, operations, period, iteration_ns, setup_ns)
MEMLORE_FIELDS(Observation, cell, arm, pass, metric, value, unavailable, source, counter, event, repeat, running_share,
               enabled_ns, running_ns, resolution)
MEMLORE_FIELDS(Fault, experiment, point, arm, kind, detail)
MEMLORE_FIELDS(WorkerUsage, process, wall_ns, setup_ns, timed_ns, code_address, heap_address, stack_address, waiting_ns,
               worker)
MEMLORE_FIELDS(ParentUsage, wall_ns, cpu_ns)
MEMLORE_FIELDS(CounterStatus, metric, event, hardware, unavailable)
MEMLORE_FIELDS(Finding, id, title, severity, found, effect, remedy)
MEMLORE_FIELDS(RunIdentity, id, created, command_line)
MEMLORE_FIELDS(Run, identity, environment, experiments, plan, series, observations, faults, counters, answers, usage,
               parent, findings, complete, damaged_lines)

}  // namespace memlore
