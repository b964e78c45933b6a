"""One panel of ratios: the points of one hypothesis, what it expects, and what noise alone does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.transforms import ScaledTranslation

from plots import axes, metrics, scales, style
from plots.cautions import Marks
from plots.experiment import Hypothesis
from plots.model import Comparison, Crossing, HypothesisJudgement
from plots.sweep import Axis, Sweep, level_of


@dataclass(frozen=True, slots=True)
class Panel:
    judged: HypothesisJudgement
    comparisons: tuple[Comparison, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Look:
    sweep: Sweep
    x: axes.Horizontal
    arms: style.ArmStyles
    width: float
    height: float
    marks: Marks


def bounds(comparison: Comparison) -> tuple[float | None, float | None]:
    """The interval to draw: none for an exact count, and nothing below 0 where the scale has no place for it."""
    if not comparison.estimate.has_interval:
        return comparison.estimate.found, comparison.estimate.found
    return comparison.low_95, comparison.high_95


def noise_of(comparison: Comparison) -> tuple[float, float] | None:
    """How far identical arms come out apart, laid around the ratio; nothing where no floor applies."""
    value, floor = comparison.estimate.found, comparison.noise_floor
    return (value / floor, value * floor) if value is not None and value > 0 and floor > 1 else None


def crossing_on(axis: Axis | None, judged: HypothesisJudgement) -> Crossing | None:
    """Where the ratio crosses the threshold, if that is a place on this axis."""
    if not judged.turn or not axis or axis.categorical or judged.turn.factor != axis.name:
        return None
    return judged.turn.crossing


def draw(panel: Axes, content: Panel, look: Look) -> None:
    hypothesis = content.judged.hypothesis
    ratio = bool(hypothesis.baseline)
    axes.apply_x(panel, look.x, look.width)
    scales.apply_y(panel, scales.span_of(_reach(content)), ratio=ratio, height=look.height)
    _draw_expectation(panel, hypothesis)
    if crossing := crossing_on(look.x.axis, content.judged):
        _draw_crossing(panel, crossing)
    arm = look.arms.get(hypothesis.contender, style.ArmStyle(style.INK, "o"))
    levels = look.sweep.second.values if look.sweep.second else (0,)
    for i, level in enumerate(levels):
        mine = [each for each in content.comparisons if level_of(each.point, look.sweep.second) == level]
        marker = style.LEVEL_MARKERS[i] if look.sweep.second else arm.marker
        exact = metrics.TABLE[hypothesis.metric].exact
        _draw_series(panel, _Series(mine, i, len(levels), arm.colour, marker, exact), look)
    unit = f"ratio of {_short(hypothesis)}" if ratio else metrics.unit_per(hypothesis.metric, "operation")
    panel.set_ylabel("\n".join(style.wrapped(unit, look.height)), labelpad=2)


def _reach(content: Panel) -> list[float | None]:
    hypothesis = content.judged.hypothesis
    reach: list[float | None] = [hypothesis.threshold]
    if hypothesis.baseline:
        reach += [1.0, 1 / hypothesis.threshold if hypothesis.relation == "equivalent" else 1.0]
    for each in content.comparisons:
        # An end at or below 0 must not force a place for 0 on a scale of ratios; it runs to the edge instead.
        reach += [
            each.estimate.found,
            *(end for end in bounds(each) if end is not None and (end > 0 or not hypothesis.baseline)),
            *(noise_of(each) or ()),
        ]
    return reach


def _short(hypothesis: Hypothesis) -> str:
    return {"time_per_op": "times", "size_bytes": "sizes"}.get(hypothesis.metric, metrics.TABLE[hypothesis.metric].unit)


def _draw_expectation(panel: Axes, hypothesis: Hypothesis) -> None:
    if hypothesis.baseline:
        panel.axhline(1, color=style.QUIET, linewidth=0.6, zorder=1)
    if hypothesis.relation == "equivalent" and hypothesis.baseline:
        panel.axhspan(1 / hypothesis.threshold, hypothesis.threshold, color=style.BAND, linewidth=0, zorder=0.4)
        return
    panel.axhline(hypothesis.threshold, color=style.INK, linewidth=0.9, linestyle=(0, (6, 2)), zorder=1.1)


def _draw_crossing(panel: Axes, crossing: Crossing) -> None:
    """An upright line with the interval of its place hatched; an open end runs to the panel's edge."""
    left, right = panel.get_xlim()
    low = left if crossing.low is None else crossing.low
    high = right if crossing.high is None else crossing.high
    panel.axvspan(low, high, **style.CROSSING_BAND, zorder=0.3)
    panel.axvline(crossing.at, **style.CROSSING, zorder=1.2)


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
    tint = _hex(shade(series.colour, series.place, series.of))
    by_words = x.axis is None or x.axis.categorical
    dodge = (series.place - (series.of - 1) / 2) * 0.16 if by_words else 0.0
    ordered = sorted(series.comparisons, key=lambda each: x.place(level_of(each.point, x.axis)))
    found = [(x.place(level_of(each.point, x.axis)) + dodge, each) for each in ordered if each.estimate.n > 0]
    finite = [(place, each, each.estimate.found) for place, each in found if each.estimate.found is not None]
    if not by_words:
        panel.plot(
            [place for place, _, _ in finite],
            [value for _, _, value in finite],
            color=tint,
            zorder=2,
            linestyle=style.DASHES[series.place],
            drawstyle="steps-mid" if series.exact else "default",
        )
    for place, each, _ in finite:
        if noise := noise_of(each):
            panel.plot([place] * 2, noise, color=style.NOISE, linewidth=4, solid_capstyle="butt", zorder=1.5)
        axes.draw_interval(panel, place, *bounds(each), tint)
    size = 4.5 if len(found) <= 24 else 2.8
    top = panel.get_ylim()[1]
    for stance in ("supports", "undecided", "contradicts"):
        # Without a finite value the mark stands on the panel's upper edge; the caption says so.
        mine = [
            (place, top if each.estimate.found is None else each.estimate.found)
            for place, each in found
            if each.stance == stance
        ]
        if mine:
            _mark(panel, mine, _Mark(stance, series.marker, tint, size))
    starred = [(place, value) for place, each, value in finite if look.marks.marks(each)]
    if starred:
        # Beside the point, so that it hides neither the marker nor the interval.
        aside = ScaledTranslation((size / 2 + 2.2) / 72, (size / 2 + 1.5) / 72, panel.figure.dpi_scale_trans)
        panel.plot(*zip(*starred, strict=True), transform=panel.transData + aside, **style.STAR)


def _hex(colour: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour)


@dataclass(frozen=True, slots=True)
class _Mark:
    stance: str
    marker: str
    colour: str
    size: float


def _mark(panel: Axes, places: Sequence[tuple[float, float]], mark: _Mark) -> None:
    fill = mark.colour if mark.stance == "supports" else "white"
    xs, ys = [x for x, _ in places], [y for _, y in places]
    panel.plot(
        xs,
        ys,
        linestyle="none",
        marker=mark.marker,
        markersize=mark.size,
        markeredgecolor=mark.colour,
        markerfacecolor=fill,
        markeredgewidth=1.0,
        zorder=3,
        clip_on=False,
    )
    if mark.stance == "contradicts":
        panel.plot(
            xs,
            ys,
            linestyle="none",
            marker="x",
            markersize=mark.size + 1,
            markeredgecolor=style.INK,
            markeredgewidth=1.0,
            zorder=4,
            clip_on=False,
        )
