"""What figures need to know of each metric: the table of harness/model/catalogue/metric.cpp, plus nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metric:
    title: str
    unit: str
    exact: bool


TABLE = {
    "time_per_op": Metric("time per operation", "ns", False),
    "allocations_per_op": Metric("allocations per operation", "allocations", True),
    "frees_per_op": Metric("frees per operation", "frees", True),
    "allocated_bytes_per_op": Metric("bytes allocated per operation", "bytes", True),
    "instructions_per_op": Metric("instructions per operation", "instructions", True),
    "data_reads_per_op": Metric("data reads per operation", "reads", True),
    "data_writes_per_op": Metric("data writes per operation", "writes", True),
    "l1_data_misses_per_op": Metric("first-level data misses per operation", "misses", True),
    "last_level_misses_per_op": Metric("last-level misses per operation", "misses", True),
    "conditional_mispredictions_per_op": Metric("conditional mispredictions per operation", "mispredictions", True),
    "indirect_mispredictions_per_op": Metric("indirect mispredictions per operation", "mispredictions", True),
    "cycles_per_op": Metric("cycles per operation", "cycles", False),
    "cache_misses_per_op": Metric("cache misses per operation", "misses", False),
    "branch_misses_per_op": Metric("branch misses per operation", "mispredictions", False),
    "page_faults_per_op": Metric("page faults per operation", "faults", False),
    "context_switches": Metric("context switches", "switches", False),
    "migrations": Metric("migrations between processors", "migrations", False),
    "task_clock_per_op": Metric("processor time per operation", "ns", False),
    "peak_resident_bytes": Metric("peak resident memory", "bytes", False),
    "first_touch_faults": Metric("page faults of building", "faults", False),
    "size_bytes": Metric("size of one object", "bytes", True),
    "peak_live_bytes": Metric("most bytes alive at once", "bytes", True),
    "l1_data_loads_per_op": Metric("first-level data loads per operation", "loads", False),
    "l1_data_load_misses_per_op": Metric("first-level load misses per operation", "misses", False),
    "last_level_load_misses_per_op": Metric("last-level load misses per operation", "misses", False),
    "data_tlb_load_misses_per_op": Metric("TLB load misses per operation", "misses", False),
    "event_per_op": Metric("events per operation", "events", False),
}


def unit_per(metric: str, operation: str) -> str:
    """`ns per call`: the unit of an axis, with the experiment's own operation."""
    unit = TABLE[metric].unit
    return f"{unit} per {operation or 'operation'}" if metric.endswith("_per_op") else unit
