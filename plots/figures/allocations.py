"""Allocations, bytes and peak memory by arm: drawn as steps because they jump at thresholds."""

from __future__ import annotations

from plots.figures import counters
from plots.paper import curves, sheet, style
from plots.paper.sweep import sweep_of
from plots.reading import metrics
from plots.reading.judgement import ExperimentJudgement
from plots.words import caption
from plots.words.caption import Provenance

ALLOCATE = ("allocations_per_op", "allocated_bytes_per_op")
FOOTPRINT = ("peak_resident_bytes", "first_touch_faults")


def draw(judged: ExperimentJudgement, arms: style.ArmStyles, provenance: Provenance) -> sheet.Drawing | None:
    """The figure, or nothing for an experiment with neither of the two passes."""
    every = [each for each in judged.summaries if each.metric in (*ALLOCATE, *FOOTPRINT)]
    counted = curves.with_values(every)
    shown = [metric for metric in (*ALLOCATE, *FOOTPRINT) if any(each.metric == metric for each in counted)]
    if not shown:
        return None
    allocates = any(metric in ALLOCATE for metric in shown)
    resident = any(metric in FOOTPRINT for metric in shown)
    missing = caption.unavailable(every)
    words = counters.Words(
        name="memory",
        title=caption.title_of(judged, " and ".join(["allocations"] * allocates + ["resident memory"] * resident)),
        caption=caption.joined(
            "Allocations are exact counts; where arms are equal, the thinner line lies on the thicker"
            if allocates
            else "",
            "Peak memory is that of fresh processes, each of which builds one arm at one point" if resident else "",
            caption.sources(counted),
            caption.observed_once(sum(each.estimate.once for each in counted)),
            f"Not there: {missing}" if missing else "",
            f"One operation: {judged.experiment.operation}" if judged.experiment.operation and allocates else "",
            caption.held_constant(sweep_of(judged).constant),
            provenance.text,
        ),
    )
    quantities = [
        counters.Quantity(_label(metric), [each for each in counted if each.metric == metric]) for metric in shown
    ]
    return counters.draw(judged, arms, quantities, words, steps=True)


def _label(metric: str) -> str:
    traits = metrics.TABLE[metric]
    return (
        traits.title
        if traits.unit in traits.title or metric == "first_touch_faults"
        else f"{traits.title} ({traits.unit})"
    )
