"""Allocations, bytes and peak memory by arm: drawn as steps because they jump at thresholds."""

from __future__ import annotations

from plots import caption, counters, curves, metrics, sheet, style
from plots.caption import Provenance
from plots.model import ClaimJudgement
from plots.sweep import sweep_of

ALLOCATE = ("allocations_per_op", "allocated_bytes_per_op")
FOOTPRINT = ("peak_resident_bytes", "first_touch_faults")


def draw(claim: ClaimJudgement, arms: style.ArmStyles, provenance: Provenance) -> sheet.Drawing | None:
    """The figure, or nothing for an experiment with neither of the two passes."""
    every = [each for each in claim.summaries if each.metric in (*ALLOCATE, *FOOTPRINT)]
    counted = curves.with_values(every)
    shown = [metric for metric in (*ALLOCATE, *FOOTPRINT) if any(each.metric == metric for each in counted)]
    if not shown:
        return None
    allocates = any(metric in ALLOCATE for metric in shown)
    resident = any(metric in FOOTPRINT for metric in shown)
    missing = caption.unavailable(every)
    constant = sweep_of(claim).constant
    words = counters.Words(
        name="memory",
        title=caption.title_of(claim, " and ".join(["allocations"] * allocates + ["resident memory"] * resident)),
        caption=caption.joined(
            "Allocations are exact counts; where arms are equal, the thinner line lies on the thicker"
            if allocates
            else "",
            "Peak memory is that of a process of its own for each arm and point" if resident else "",
            caption.sources(counted),
            caption.single_looks(counted),
            f"Not there: {missing}" if missing else "",
            f"One operation: {claim.experiment.operation}" if claim.experiment.operation and allocates else "",
            f"Held constant: {', '.join(constant)}" if constant else "",
            provenance.text,
        ),
    )
    quantities = [
        counters.Quantity(_label(metric), [each for each in counted if each.metric == metric]) for metric in shown
    ]
    return counters.draw(claim, arms, quantities, words, steps=True)


def _label(metric: str) -> str:
    traits = metrics.TABLE[metric]
    return (
        traits.title
        if traits.unit in traits.title or metric == "first_touch_faults"
        else f"{traits.title} ({traits.unit})"
    )
