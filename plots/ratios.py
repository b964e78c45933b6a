"""Ratio of contender to baseline over the sweep: a panel a hypothesis, with what it expects and what noise alone does.

How a point stands to its hypothesis is the marker's fill (filled supports, crossed contradicts, hollow is undecided),
so that the figure reads without colour.
"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from plots import axes, caption, expectation, metrics, ratio_panel, sheet, style
from plots.caption import Provenance
from plots.experiment import Hypothesis, key_of
from plots.model import ClaimJudgement
from plots.sweep import Levels, Sweep, lies_in, sweep_of


def draw(claim: ClaimJudgement, arms: style.ArmStyles, provenance: Provenance) -> sheet.Drawing | None:
    """The figure, or nothing when no hypothesis was compared anywhere."""
    sweep = sweep_of(claim)
    panels = [panel for levels in sweep.panels(sweep.rest) for panel in _panels(claim, sweep, levels)]
    if not panels:
        return None
    grid = sheet.Grid(len(panels), 1 if len(panels) == 1 else 2 if len(panels) <= 8 else 3)
    x = axes.horizontal(sweep.main, grid.inside)
    plan = sheet.Plan(
        title=f"{claim.experiment.id}: what was expected and what was found",
        grid=grid,
        heads=[panel.title for panel in panels],
        caption=_caption(claim, sweep, panels, provenance),
        legend=_legend(sweep, panels),
        # A single point needs no room to see a curve.
        panel_inches=1.75 if sweep.main else 1.1,
        below_inches=x.below_inches,
    )
    page = sheet.sheet(plan)
    for axis, panel in zip(page.panels, panels, strict=True):
        ratio_panel.draw(axis, panel, ratio_panel.Look(sweep, x, arms, grid.inside, plan.panel_inches))
    return sheet.Drawing("ratio", plan.title, plan.caption, page.figure)


def _panels(claim: ClaimJudgement, sweep: Sweep, levels: Levels) -> list[ratio_panel.Panel]:
    panels = []
    for judged in claim.hypotheses:
        inside = tuple(each for each in judged.comparisons if lies_in(each.point, levels))
        # A panel without a single value would say nothing; the caption does.
        if any(each.estimate.n > 0 for each in inside):
            where = f" ({sweep.words(levels)})" if levels else ""
            metric = "" if judged.hypothesis.metric == "time_per_op" else _title(judged.hypothesis) + ", "
            panels.append(
                ratio_panel.Panel(judged, inside, f"{metric}{expectation.words(judged.hypothesis)} expected{where}")
            )
    return panels


def _title(hypothesis: Hypothesis) -> str:
    return metrics.TABLE[hypothesis.metric].title.removesuffix(" per operation")


def _legend(sweep: Sweep, panels: Sequence[ratio_panel.Panel]) -> list[sheet.Key]:
    entries: list[sheet.Key] = []
    stances = {each.stance for panel in panels for each in panel.comparisons}
    for stance, words in (
        ("supports", "supports the hypothesis"),
        ("contradicts", "contradicts it"),
        ("undecided", "undecided"),
    ):
        if stance in stances:
            entries.append((_stance_key(stance), words))
    if sweep.second:
        count = len(sweep.second.values)
        for i, value in enumerate(sweep.second.values):
            line = Line2D(
                [0, 0.5, 1],
                [0.5] * 3,
                color=ratio_panel.shade(style.INK, i, count),
                linestyle=style.DASHES[i],
                marker=style.LEVEL_MARKERS[i],
                markevery=[1],
                markersize=4,
            )
            entries.append(((line,), f"{sweep.second.title} {sweep.second.shown(value)}"))
    hypotheses = [panel.judged.hypothesis for panel in panels]
    if any(each.relation != "equivalent" or not each.baseline for each in hypotheses):
        entries.append(
            ((Line2D([0, 1], [0.5] * 2, color=style.INK, linewidth=0.9, linestyle=(0, (5, 2))),), "threshold")
        )
    if any(each.relation == "equivalent" and each.baseline for each in hypotheses):
        entries.append(((Rectangle((0, 0.15), 1, 0.7, color=style.BAND, linewidth=0),), "counts as the same"))
    if any(each.noise_floor > 1 for panel in panels for each in panel.comparisons):
        entries.append(((Rectangle((0, 0.3), 1, 0.4, color=style.NOISE, linewidth=0),), "noise of this run"))
    return entries


def _stance_key(stance: str) -> tuple[Artist, ...]:
    fill = style.QUIET if stance == "supports" else "white"
    circle = Line2D([0.5], [0.5], marker="o", markersize=5, markerfacecolor=fill, markeredgecolor=style.QUIET)
    cross = Line2D([0.5], [0.5], marker="x", markersize=5.5, markeredgecolor=style.INK)
    return (circle, cross) if stance == "contradicts" else (circle,)


def _caption(claim: ClaimJudgement, sweep: Sweep, panels: Sequence[ratio_panel.Panel], provenance: Provenance) -> str:
    every = [each for panel in panels for each in panel.comparisons]
    floors = [each.noise_floor for each in every if each.noise_floor > 1]
    measured = [each for each in every if each.estimate.n > 0]
    exact = all(each.estimate.level >= 1 for each in measured)
    missing = dict.fromkeys(
        f"{judged.hypothesis.contender} at {key_of(each.point) or 'the only point'}"
        for judged in claim.hypotheses
        for each in judged.comparisons
        if each.estimate.n == 0
    )
    endless = dict.fromkeys(key_of(each.point) or "the only point" for each in measured if each.estimate.found is None)
    compared = dict.fromkeys(metrics.TABLE[panel.judged.hypothesis.metric].title for panel in panels)
    unbounded = any(None in ratio_panel.bounds(each) and each.estimate.found is not None for each in every)
    return caption.joined(
        f"Claim: {claim.experiment.claim}",
        "Exact values" if exact else "Bars are 95 % intervals over invocations",
        "An arrow marks an interval without an end on that side (too few invocations)" if unbounded else "",
        f"Identical arms differ by up to {max(floors):.3g} times in this run" if floors else "",
        f"Marked at the upper edge, because the baseline is 0: {caption.listed(endless)}" if endless else "",
        f"Not measured: {caption.listed(missing)}" if missing else "",
        f"Held constant: {', '.join(sweep.constant)}" if sweep.constant else "",
        f"Compared: {', '.join(compared)}; operation: {claim.experiment.operation}",
        provenance.text,
    )
