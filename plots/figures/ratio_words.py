"""Heads, legend and caption of a figure of ratios: what was claimed, what the marks mean, and from how much data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from plots.figures import ratio_panel
from plots.paper import style
from plots.paper.legend import Key
from plots.paper.sheet import Head, Text
from plots.paper.sweep import Sweep
from plots.reading.experiment import key_of
from plots.reading.judgement import ClaimJudgement, Comparison, ExperimentJudgement, Stance, Turn
from plots.words import caption, trust
from plots.words.caption import Provenance
from plots.words.cautions import Marks

STANCES: tuple[tuple[Stance, str], ...] = (
    ("supports", "supports the claim"),
    ("contradicts", "contradicts it"),
    ("undecided", "undecided"),
    ("outside", "outside the claim's domain, not judged"),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What the figure shows."""

    judged: ExperimentJudgement
    sweep: Sweep
    panels: Sequence[ratio_panel.Panel]
    marks: Marks

    @property
    def comparisons(self) -> list[Comparison]:
        return [each for panel in self.panels for each in panel.comparisons]

    @property
    def turns(self) -> list[Turn]:
        """Those that are drawn."""
        return [turn for panel in self.panels for turn in panel.turns_on(self.sweep.main)]


def head_of(judged: ClaimJudgement) -> Head:
    """Verdict, sentence and rule of a claim, as they stand over its panels."""
    look = style.VERDICTS[judged.verdict.word]
    return (
        Text(f"{look.sign} {judged.claim.row} {judged.verdict.word}", look.colour, bold=True),
        Text(judged.claim.sentence),
        Text(judged.verdict.reason.message, style.QUIET),
    )


def legend_of(content: Content) -> list[Key]:
    stances = {each.stance for each in content.comparisons}
    entries: list[Key] = [(_stance_key(stance), words) for stance, words in STANCES if stance in stances]
    if content.marks.starred:
        dot = Line2D([0.5], [0.5], marker="o", markersize=4, markerfacecolor=style.QUIET, markeredgewidth=0)
        entries.append(((dot, Line2D([0.68], [0.85], **style.STAR)), "with a warning"))
    entries += _second_factor(content.sweep)
    band = Rectangle((0, 0.1), 1, 0.55, color=style.BAND, linewidth=0)
    threshold = Line2D([0, 1], [0.65] * 2, color=style.INK, linewidth=0.9, linestyle=(0, (5, 2)))
    entries.append(((band, threshold), "threshold, and where the claim holds"))
    if any(each.crossing is not None for each in content.turns):
        entries.append(((Line2D([0.5] * 2, [0.05, 0.95], **style.CROSSING),), "crosses the threshold"))
    if any(each.crossing is None for each in content.turns):
        entries.append(((Rectangle((0.15, 0.05), 0.7, 0.9, **style.TURN_BAND),), "turns between these levels"))
    if any(ratio_panel.noise_of(each) for each in content.comparisons):
        key = Line2D([0.5] * 2, [0, 1], color=style.NOISE, linewidth=4, solid_capstyle="butt")
        entries.append(((key,), "noise floor"))
    return entries


def _second_factor(sweep: Sweep) -> list[Key]:
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


def _stance_key(stance: Stance) -> tuple[Artist, ...]:
    edge = style.OUTSIDE if stance == "outside" else style.QUIET
    fill = style.QUIET if stance == "supports" else "white"
    size = 4 if stance == "outside" else 5
    circle = Line2D([0.5], [0.5], marker="o", markersize=size, markerfacecolor=fill, markeredgecolor=edge)
    cross = Line2D([0.5], [0.5], marker="x", markersize=5.5, markeredgecolor=style.INK)
    return (circle, cross) if stance == "contradicts" else (circle,)


def caption_of(content: Content, provenance: Provenance) -> str:
    measured = [each for each in content.comparisons if each.estimate.n > 0]
    missing = dict.fromkeys(
        f"{claim.claim.contender} at {key_of(each.point) or 'the only point'}"
        for claim in content.judged.claims
        for each in claim.comparisons
        if each.estimate.n == 0
    )
    endless = dict.fromkeys(key_of(each.point) or "the only point" for each in measured if each.estimate.found is None)
    tests = dict.fromkeys(panel.judged.test for panel in content.panels)
    outside = sum(not each.judged for each in measured)
    return caption.joined(
        f"Tested: {'; '.join(tests)}",
        _bars(measured),
        caption.observed_once(sum(each.estimate.once for each in measured)),
        f"Grey: {outside} of {len(measured)} points lie outside a claim's domain and are not judged" if outside else "",
        "Noise floor: how far identical arms come out apart in this run; within it nothing is decided"
        if any(ratio_panel.noise_of(each) for each in measured)
        else "",
        *content.marks.words,
        f"Marked at the upper edge, because the baseline is 0: {caption.listed(endless)}" if endless else "",
        f"Not measured: {caption.listed(missing)}" if missing else "",
        caption.held_constant(content.sweep.constant),
        f"One operation: {content.judged.experiment.operation}" if content.judged.experiment.operation else "",
        provenance.text,
    )


def _bars(measured: Sequence[Comparison]) -> str:
    if all(each.estimate.exact for each in measured):
        return "Exact values"
    drawn = [each for each in measured if each.estimate.has_interval]
    if not drawn:
        return ""
    unbounded = any(None in ratio_panel.bounds(each) and each.estimate.found is not None for each in drawn)
    data = trust.data(drawn)
    return caption.joined(
        f"Bars are 95 % intervals{f', from {data}' if data else ''}",
        "An arrow marks an interval without an end on that side (too few processes)" if unbounded else "",
    )
