"""Why one arm takes longer: the ratio of times, and below it cache misses and mispredictions by arm.

On a machine without hardware counters the counts come from the simulation, and the figure says so in title, legend and
caption: a simulated miss must never pass for a measured one. Of two simulations the one with this machine's caches is
drawn.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from plots.figures import counters
from plots.paper import axes, curves, sheet, style
from plots.paper.sweep import Axis, sweep_of
from plots.reading import metrics
from plots.reading.judgement import Comparison, ExperimentJudgement, Summary
from plots.reading.printable import short
from plots.reading.run import Cache
from plots.words import caption, quantity
from plots.words.caption import Provenance

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


def draw(
    judged: ExperimentJudgement, arms: style.ArmStyles, provenance: Provenance, caches: Sequence[Cache]
) -> sheet.Drawing | None:
    """The figure, or nothing when nobody counted."""
    every = [each for each in judged.summaries if each.metric in METRICS]
    counted = _one_simulation(curves.with_values(every))
    shown = [metric for metric in METRICS if any(each.metric == metric for each in counted)]
    silent = [MAY_BE_SILENT] if MAY_BE_SILENT in shown and not _any(counted, MAY_BE_SILENT) else []
    quantities = [_quantity(metric, counted, caches) for metric in shown if metric not in silent]
    if not quantities:
        return None
    origin = " and ".join(sorted({_origin(each) for each in counted}, reverse=True))
    missing = caption.unavailable([each for each in every if each.metric in HARDWARE]) or provenance.no_hardware
    ratios = _ratios(judged, caches)
    words = counters.Words(
        name="misses",
        title=caption.title_of(judged, f"{'time, ' if ratios else ''}cache misses and mispredictions, {origin}")
        + (" (no hardware counters here)" if origin == "simulated" and missing else ""),
        note=f"Counts: {' and '.join(sorted({_source(each) for each in counted}))}; by arm:",
        caption=_caption(judged, counted, [*ratios, *quantities], missing, silent, provenance),
    )
    return counters.draw(judged, arms, [*ratios, *quantities], words, steps=False)


def _caption(
    judged: ExperimentJudgement,
    counted: Sequence[Summary],
    rows: Sequence[counters.Quantity],
    missing: str,
    silent: Sequence[str],
    provenance: Provenance,
) -> str:
    sweep = sweep_of(judged)
    simulated = [each for each in counted if each.simulated]
    resolution = max((each.resolution for each in simulated), default=0.0)
    return caption.joined(
        "On top: ratio of times with 95 % interval; above 1 the arm takes longer" if rows[0].ratio else "",
        "Simulated, not measured: from a model of caches and branch predictor"
        if len(simulated) == len(counted)
        else "",
        caption.sources(counted),
        f"A simulated count of up to {quantity.number(resolution)} an operation is not told from none"
        if resolution
        else "",
        caption.observed_once(sum(each.estimate.once for each in counted)),
        *dict.fromkeys(each.message for claim in judged.claims for each in claim.verdict.warnings),
        f"Hardware counters: {missing}" if missing else "",
        _dotted(rows, sweep.main) if sweep.main and sweep.main.in_bytes else "",
        f"Zero for every arm at every point: {metrics.TABLE[silent[0]].title}" if silent else "",
        caption.held_constant(sweep.constant),
        provenance.text,
    )


def _dotted(rows: Sequence[counters.Quantity], axis: Axis) -> str:
    """What the dotted lines of the rows are."""
    words = []
    for caches in dict.fromkeys(tuple(each.caches) for each in rows):
        inside = axes.marked_caches(axis, caches)[0]
        reference = any(each.by_reference for row in rows if tuple(row.caches) == caches for each in row.summaries)
        if inside:
            words.append(f"{'of the reference geometry' if reference else 'of this machine'}, {', '.join(inside)}")
    return f"Dotted: data caches {'; '.join(words)}" if words else ""


def _one_simulation(counted: Sequence[Summary]) -> list[Summary]:
    """Without the reference's counts where there are those of this machine's caches: one answer to each question."""
    own = {each.metric for each in counted if each.simulated and not each.by_reference}
    return [each for each in counted if not (each.by_reference and each.metric in own)]


def _ratios(judged: ExperimentJudgement, caches: Sequence[Cache]) -> list[counters.Quantity]:
    """A row for each baseline that times were compared with."""
    rows: dict[str, dict[tuple[str, object], Summary]] = {}
    for each in judged.claims:
        claim = each.claim
        if claim.metric != "time_per_op" or not claim.baseline:
            continue
        for comparison in each.comparisons:
            if comparison.estimate.found is not None:
                row = rows.setdefault(claim.baseline, {})
                row.setdefault((claim.contender, comparison.point), _as_summary(claim.contender, comparison))
    return [
        counters.Quantity(f"time over that of {short(baseline)}", list(row.values()), ratio=True, caches=caches)
        for baseline, row in rows.items()
    ]


def _as_summary(contender: str, comparison: Comparison) -> Summary:
    """A ratio as something to draw a curve of, with its plain 95 % interval."""
    estimate = dataclasses.replace(comparison.estimate, low=comparison.low_95, high=comparison.high_95)
    return Summary(comparison.point, contender, "time_per_op", estimate, "", "", None, 0.0)


def _any(counted: Sequence[Summary], metric: str) -> bool:
    return any(each.estimate.found for each in counted if each.metric == metric)


def _origin(summary: Summary) -> str:
    return "simulated" if summary.simulated else "measured"


def _source(summary: Summary) -> str:
    """What counted, as a legend says it."""
    if summary.simulated:
        return f"simulated, {'reference geometry' if summary.by_reference else 'caches of this machine'}"
    return "hardware, user mode" if "user mode" in summary.source else "measured"


def _caches_of(summary: Summary, caches: Sequence[Cache]) -> tuple[Cache, ...]:
    """What decides its counts: this machine's caches, or those of the reference as the source spells them."""
    if not summary.by_reference:
        return tuple(caches)
    sizes = re.search(r"D1=(\d+),.* LL=(\d+),", summary.source)
    return (Cache(1, int(sizes[1]), 0, 0, 0), Cache(3, int(sizes[2]), 0, 0, 0)) if sizes else ()


def _quantity(metric: str, counted: Sequence[Summary], caches: Sequence[Cache]) -> counters.Quantity:
    mine = [each for each in counted if each.metric == metric]
    origins = " and ".join(sorted({_origin(each) for each in mine}))
    # Branches know no caches.
    marked = _caches_of(mine[0], caches) if "branch" not in metric and "mispredictions" not in metric else ()
    return counters.Quantity(f"{metrics.TABLE[metric].title} ({origins})", mine, caches=marked)
