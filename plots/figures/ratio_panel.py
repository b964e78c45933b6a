"""One panel of ratios: the points of one claim, where it holds, where its rule turns, and what noise alone does."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.transforms import ScaledTranslation

from plots.paper import axes, lettering, scales, style
from plots.paper.sweep import Axis, Sweep, level_of
from plots.reading import metrics
from plots.reading.experiment import Claim
from plots.reading.judgement import ClaimJudgement, Comparison, Stance, Turn
from plots.words import comparison as words
from plots.words.cautions import Marks

MOST_LABEL = 2  # Lines beside the y axis.


@dataclass(frozen=True, slots=True)
class Panel:
    """A claim at some of its points."""

    judged: ClaimJudgement
    comparisons: tuple[Comparison, ...]

    def turns_on(self, axis: Axis | None) -> list[Turn]:
        """The turns of the claim's rule along this axis, where the panel has decided points on both sides."""
        if not axis or axis.categorical or not self.judged.rule:
            return []
        if not {"supports", "contradicts"} <= {each.stance for each in self.comparisons}:
            return []
        return [each for each in self.judged.rule.turns if each.factor == axis.name]


@dataclass(frozen=True, slots=True)
class Look:
    sweep: Sweep
    x: axes.Horizontal
    arms: style.ArmStyles
    width: float
    height: float
    marks: Marks


def bounds(comparison: Comparison) -> tuple[float | None, float | None]:
    """The interval to draw: none for an exact count and for a single observation."""
    if not comparison.estimate.has_interval:
        return comparison.estimate.found, comparison.estimate.found
    return comparison.low_95, comparison.high_95


def noise_of(comparison: Comparison) -> tuple[float, float] | None:
    """How far identical arms come out apart, laid around the ratio; nothing where no floor applies."""
    value, floor = comparison.estimate.found, comparison.noise_floor
    if value is None or value <= 0 or floor <= 1 or comparison.estimate.once or not comparison.judged:
        return None
    return value / floor, value * floor


def thresholds(claim: Claim) -> tuple[float, ...]:
    return (1 / claim.threshold, claim.threshold) if claim.relation == "within" else (claim.threshold,)


def draw(panel: Axes, content: Panel, look: Look) -> None:
    claim = content.judged.claim
    axes.apply_x(panel, look.x, look.width)
    scales.apply_y(panel, scales.span_of(list(_reach(content))), ratio=bool(claim.baseline), height=look.height)
    _draw_claim(panel, claim)
    for turn in content.turns_on(look.x.axis):
        _draw_turn(panel, turn)
    arm = look.arms.get(claim.contender, style.ArmStyle(style.INK, "o"))
    levels = look.sweep.second.values if look.sweep.second else (0,)
    for i, level in enumerate(levels):
        mine = [each for each in content.comparisons if level_of(each.point, look.sweep.second) == level]
        marker = style.LEVEL_MARKERS[i] if look.sweep.second else arm.marker
        exact = metrics.TABLE[claim.metric].exact
        _draw_series(panel, _Series(mine, i, len(levels), arm.colour, marker, exact), look)
    label = lettering.wrapped(_label(claim), look.height, most=MOST_LABEL)
    panel.set_ylabel("\n".join(label), labelpad=2)


def _reach(content: Panel) -> Iterator[float | None]:
    """What the y axis must show."""
    claim = content.judged.claim
    yield from thresholds(claim)
    if claim.baseline:
        yield 1.0
    for each in content.comparisons:
        yield each.estimate.found
        # An end at or below 0 must not force a place for 0 on a scale of ratios; it runs to the edge instead.
        yield from (end for end in bounds(each) if end is not None and (end > 0 or not claim.baseline))
        yield from noise_of(each) or ()


def _label(claim: Claim) -> str:
    if not claim.baseline:
        return f"{words.pair(claim)}, {metrics.unit_per(claim.metric, 'operation')}"
    unit = {"time_per_op": "times", "size_bytes": "sizes"}.get(claim.metric, metrics.TABLE[claim.metric].unit)
    return f"ratio of {unit}, {words.pair(claim)}"


def _draw_claim(panel: Axes, claim: Claim) -> None:
    """The side of the threshold on which the claim holds."""
    if claim.baseline:
        panel.axhline(1, color=style.QUIET, linewidth=0.6, zorder=1)
    bottom, top = panel.get_ylim()
    low = bottom if claim.relation == "at_most" else thresholds(claim)[0]
    high = top if claim.relation == "at_least" else claim.threshold
    panel.axhspan(low, high, color=style.BAND, linewidth=0, zorder=0.4)
    for each in thresholds(claim):
        panel.axhline(each, color=style.INK, linewidth=0.9, linestyle=(0, (6, 2)), zorder=1.1)
    panel.set_ylim(bottom, top)


def _draw_turn(panel: Axes, turn: Turn) -> None:
    """A line at the crossing; without one, a band between the two decided levels."""
    if turn.crossing is not None:
        panel.axvline(turn.crossing, **style.CROSSING, zorder=1.2)
    else:
        panel.axvspan(turn.below, turn.above, **style.TURN_BAND, zorder=0.5)


def shade(colour: str, i: int, count: int) -> tuple[float, float, float]:
    """The contender's colour, lighter from one level of the second factor to the next."""
    amount = 0.5 * i / max(1, count - 1)
    red, green, blue = to_rgb(colour)
    return red + (1 - red) * amount, green + (1 - green) * amount, blue + (1 - blue) * amount


@dataclass(frozen=True, slots=True)
class _Series:
    comparisons: Sequence[Comparison]
    place: int
    of: int
    colour: str
    marker: str
    exact: bool


def _draw_series(panel: Axes, series: _Series, look: Look) -> None:
    x = look.x
    tint = to_hex(shade(series.colour, series.place, series.of))
    by_words = x.axis is None or x.axis.categorical
    dodge = (series.place - (series.of - 1) / 2) * 0.16 if by_words else 0.0
    ordered = sorted(series.comparisons, key=lambda each: x.place(level_of(each.point, x.axis)))
    found = [(x.place(level_of(each.point, x.axis)) + dodge, each) for each in ordered if each.estimate.n > 0]
    finite = [(place, each, each.estimate.found) for place, each in found if each.estimate.found is not None]
    if not by_words:
        _draw_line(panel, [(place, value, each.judged) for place, each, value in finite], series, tint)
    for place, each, _ in finite:
        if noise := noise_of(each):
            panel.plot([place] * 2, noise, color=style.NOISE, linewidth=4, solid_capstyle="butt", zorder=1.5)
        if each.estimate.has_interval:
            axes.draw_interval(panel, place, each.low_95, each.high_95, tint if each.judged else style.OUTSIDE)
    size = 4.5 if len(found) <= 24 else 2.8
    _draw_marks(panel, found, _Mark(series.marker, tint, size))
    starred = [(place, value) for place, each, value in finite if each.judged and look.marks.marks(each)]
    if starred:
        # Beside the point, so that it hides neither the marker nor the interval.
        aside = ScaledTranslation((size / 2 + 2.2) / 72, (size / 2 + 1.5) / 72, panel.figure.dpi_scale_trans)
        panel.plot(*zip(*starred, strict=True), transform=panel.transData + aside, **style.STAR)


def _draw_line(panel: Axes, points: Sequence[tuple[float, float, bool]], series: _Series, tint: str) -> None:
    """In grey to and between points outside the claim's domain."""
    looks: dict[str, Any] = {
        "linestyle": style.DASHES[series.place],
        "drawstyle": "steps-mid" if series.exact else "default",
    }
    places = [place for place, _, _ in points]
    judged = [each for *_, each in points]
    beside = [not all(judged[max(0, i - 1) : i + 2]) for i in range(len(judged))]
    grey = [value if near else math.nan for (_, value, _), near in zip(points, beside, strict=True)]
    panel.plot(places, grey, color=style.OUTSIDE, linewidth=0.8, zorder=1.9, **looks)
    tinted = [value if inside else math.nan for _, value, inside in points]
    panel.plot(places, tinted, color=tint, zorder=2, **looks)


@dataclass(frozen=True, slots=True)
class _Mark:
    marker: str
    colour: str
    size: float


def _draw_marks(panel: Axes, found: Sequence[tuple[float, Comparison]], mark: _Mark) -> None:
    top = panel.get_ylim()[1]
    stances: tuple[Stance, ...] = ("outside", "supports", "undecided", "contradicts")
    for stance in stances:
        # Without a finite value the mark stands on the panel's upper edge; the caption says so.
        places = [
            (place, top if each.estimate.found is None else each.estimate.found)
            for place, each in found
            if each.stance == stance
        ]
        if places:
            _mark(panel, places, stance, mark)


def _mark(panel: Axes, places: Sequence[tuple[float, float]], stance: Stance, mark: _Mark) -> None:
    edge = style.OUTSIDE if stance == "outside" else mark.colour
    looks: dict[str, Any] = {
        "linestyle": "none",
        "marker": mark.marker,
        "markersize": mark.size - 1 if stance == "outside" else mark.size,
        "markeredgecolor": edge,
        "markerfacecolor": mark.colour if stance == "supports" else "white",
        "markeredgewidth": 1.0,
        "zorder": 3,
        "clip_on": False,
    }
    panel.plot(*zip(*places, strict=True), **looks)
    if stance == "contradicts":
        looks |= {"marker": "x", "markersize": mark.size + 1, "markeredgecolor": style.INK, "zorder": 4}
        panel.plot(*zip(*places, strict=True), **looks)
