"""Legend and caption of a figure of ratios: what its marks mean, and from how much data they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from plots import caption, metrics, ratio_panel, sheet, style, trust, turns
from plots.caption import Provenance
from plots.cautions import Marks
from plots.experiment import key_of
from plots.model import ClaimJudgement, Comparison, HypothesisJudgement, Turn
from plots.sweep import Sweep

STANCES = (
    ("supports", "supports the hypothesis"),
    ("contradicts", "contradicts it"),
    ("undecided", "undecided"),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What the figure shows."""

    claim: ClaimJudgement
    sweep: Sweep
    panels: Sequence[ratio_panel.Panel]
    marks: Marks

    @property
    def comparisons(self) -> list[Comparison]:
        return [each for panel in self.panels for each in panel.comparisons]

    @property
    def crossed(self) -> list[Turn]:
        """The turns that are drawn."""
        return [each.turn for each in self._judged if each.turn and ratio_panel.crossing_on(self.sweep.main, each)]

    @property
    def elsewhere(self) -> list[str]:
        """Turns along a factor that is not on the axis, in words."""
        return [
            f"{each.hypothesis.contender} {turns.words(each.turn, self.claim.experiment)}"
            for each in self._judged
            if each.turn and each.turn.crossing and not ratio_panel.crossing_on(self.sweep.main, each)
        ]

    @property
    def _judged(self) -> list[HypothesisJudgement]:
        return list({id(panel.judged): panel.judged for panel in self.panels}.values())


def legend_of(content: Content) -> list[sheet.Key]:
    stances = {each.stance for each in content.comparisons}
    entries: list[sheet.Key] = [(_stance_key(stance), words) for stance, words in STANCES if stance in stances]
    if content.marks.at_points:
        dot = Line2D([0.5], [0.5], marker="o", markersize=4, markerfacecolor=style.QUIET, markeredgewidth=0)
        entries.append(((dot, Line2D([0.68], [0.85], **style.STAR)), "with a warning"))
    entries += _second_factor(content.sweep)
    hypotheses = [panel.judged.hypothesis for panel in content.panels]
    if any(each.relation != "equivalent" or not each.baseline for each in hypotheses):
        entries.append(
            ((Line2D([0, 1], [0.5] * 2, color=style.INK, linewidth=0.9, linestyle=(0, (5, 2))),), "threshold")
        )
    if any(each.relation == "equivalent" and each.baseline for each in hypotheses):
        entries.append(((Rectangle((0, 0.15), 1, 0.7, color=style.BAND, linewidth=0),), "counts as the same"))
    if content.crossed:
        band = Rectangle((0.15, 0.05), 0.7, 0.9, **style.CROSSING_BAND)
        entries.append(((band, Line2D([0.5] * 2, [0.05, 0.95], **style.CROSSING)), "where it turns, with its interval"))
    if any(ratio_panel.noise_of(each) for each in content.comparisons):
        key = Line2D([0.5] * 2, [0, 1], color=style.NOISE, linewidth=4, solid_capstyle="butt")
        entries.append(((key,), "noise floor"))
    return entries


def _second_factor(sweep: Sweep) -> list[sheet.Key]:
    if not sweep.second:
        return []
    count = len(sweep.second.values)
    return [
        (
            (
                Line2D(
                    [0, 0.5, 1],
                    [0.5] * 3,
                    color=ratio_panel.shade(style.INK, i, count),
                    linestyle=style.DASHES[i],
                    marker=style.LEVEL_MARKERS[i],
                    markevery=[1],
                    markersize=4,
                ),
            ),
            f"{sweep.second.title} {sweep.second.shown(value)}",
        )
        for i, value in enumerate(sweep.second.values)
    ]


def _stance_key(stance: str) -> tuple[Artist, ...]:
    fill = style.QUIET if stance == "supports" else "white"
    circle = Line2D([0.5], [0.5], marker="o", markersize=5, markerfacecolor=fill, markeredgecolor=style.QUIET)
    cross = Line2D([0.5], [0.5], marker="x", markersize=5.5, markeredgecolor=style.INK)
    return (circle, cross) if stance == "contradicts" else (circle,)


def caption_of(content: Content, provenance: Provenance) -> str:
    claim = content.claim
    measured = [each for each in content.comparisons if each.estimate.n > 0]
    missing = dict.fromkeys(
        f"{judged.hypothesis.contender} at {key_of(each.point) or 'the only point'}"
        for judged in claim.hypotheses
        for each in judged.comparisons
        if each.estimate.n == 0
    )
    endless = dict.fromkeys(key_of(each.point) or "the only point" for each in measured if each.estimate.found is None)
    compared = dict.fromkeys(metrics.TABLE[panel.judged.hypothesis.metric].title for panel in content.panels)
    constant = content.sweep.constant
    return caption.joined(
        f"Claim: {claim.experiment.claim}",
        _bars(measured),
        _noise(measured),
        _turn(content.crossed),
        f"Along a factor that is not on the axis, {'; '.join(content.elsewhere)}" if content.elsewhere else "",
        *content.marks.words,
        f"Marked at the upper edge, because the baseline is 0: {caption.listed(endless)}" if endless else "",
        f"Not measured: {caption.listed(missing)}" if missing else "",
        f"Held constant: {', '.join(constant)}" if constant else "",
        f"Compared: {', '.join(compared)}; operation: {claim.experiment.operation}",
        provenance.text,
    )


def _bars(measured: Sequence[Comparison]) -> str:
    if all(each.estimate.level >= 1 for each in measured):
        return "Exact values"
    unbounded = any(None in ratio_panel.bounds(each) and each.estimate.found is not None for each in measured)
    data = trust.data(measured)
    return caption.joined(
        f"Bars are 95 % intervals{f', from {data}' if data else ''}",
        "An arrow marks an interval without an end on that side (too few processes)" if unbounded else "",
    )


def _noise(measured: Sequence[Comparison]) -> str:
    floors = [each for each in measured if ratio_panel.noise_of(each)]
    timed = any(each.spread for each in floors)
    once = any(not each.spread for each in floors)
    return caption.joined(
        "Noise floor: how far identical arms come out apart in this run, for their precision; within it nothing is "
        "decided"
        if timed
        else "",
        "The floor of what was looked at once is a fixed margin" if once else "",
    )


def _turn(crossed: Sequence[Turn]) -> str:
    if not crossed:
        return ""
    origins = dict.fromkeys(turns.origin(each) for each in crossed)
    ends = [end for each in crossed if each.crossing for end in (each.crossing.low, each.crossing.high)]
    edge = "; it runs to the edge where the sweep does not reach its end" if None in ends else ""
    return (
        f"Upright line: where the ratio crosses the threshold, {'; '.join(origins)}; hatched: the interval of that "
        f"place{edge}"
    )
