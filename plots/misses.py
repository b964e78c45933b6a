"""Cache misses and mispredictions by arm. On a machine without hardware counters they come from the simulation, and the
figure says so in title, legend and caption: a simulated miss must never pass for a measured one."""

from __future__ import annotations

from collections.abc import Sequence

from plots import caption, counters, curves, metrics, sheet, style
from plots.caption import Provenance
from plots.model import ClaimJudgement, Summary
from plots.sweep import sweep_of

METRICS = (
    "l1_data_misses_per_op",
    "last_level_misses_per_op",
    "cache_misses_per_op",
    "conditional_mispredictions_per_op",
    "indirect_mispredictions_per_op",
    "branch_misses_per_op",
)
HARDWARE = ("cache_misses_per_op", "branch_misses_per_op")
# Most programs have no indirect jumps: without any misprediction of them there is no panel, the caption says it.
MAY_BE_SILENT = "indirect_mispredictions_per_op"


def draw(claim: ClaimJudgement, arms: style.ArmStyles, provenance: Provenance) -> sheet.Drawing | None:
    """The figure, or nothing when nobody counted."""
    every = [each for each in claim.summaries if each.metric in METRICS]
    counted = curves.with_values(every)
    shown = [metric for metric in METRICS if any(each.metric == metric for each in counted)]
    silent = [MAY_BE_SILENT] if MAY_BE_SILENT in shown and not _any(counted, MAY_BE_SILENT) else []
    quantities = [_quantity(metric, counted) for metric in shown if metric not in silent]
    if not quantities:
        return None
    origin = " and ".join(sorted({_origin(each) for each in counted}, reverse=True))
    only_simulated = origin == "simulated"
    missing = caption.unavailable([each for each in every if each.metric in HARDWARE]) or provenance.no_hardware
    constant = sweep_of(claim).constant
    words = counters.Words(
        name="misses",
        title=f"{claim.experiment.id}: cache misses and mispredictions, {origin}"
        + (" (no hardware counters here)" if only_simulated and missing else ""),
        note=f"{origin}, by arm:" if origin in ("simulated", "measured") else "",
        caption=caption.joined(
            "Simulated, not measured: from a model of caches and branch predictor" if only_simulated else "",
            caption.sources(counted),
            caption.single_looks(counted),
            f"Hardware counters: {missing}" if missing else "",
            f"Zero for every arm at every point: {metrics.TABLE[silent[0]].title}" if silent else "",
            f"Held constant: {', '.join(constant)}" if constant else "",
            provenance.text,
        ),
    )
    return counters.draw(claim, arms, quantities, words, steps=False)


def _any(counted: Sequence[Summary], metric: str) -> bool:
    return any(each.estimate.found for each in counted if each.metric == metric)


def _origin(summary: Summary) -> str:
    return "simulated" if summary.simulated else "measured"


def _quantity(metric: str, counted: Sequence[Summary]) -> counters.Quantity:
    mine = [each for each in counted if each.metric == metric]
    origins = " and ".join(sorted({_origin(each) for each in mine}))
    return counters.Quantity(f"{metrics.TABLE[metric].title} ({origins})", mine)
