"""One panel of ratios: the points of one hypothesis, what it expects, and what noise alone does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from plots import axes, metrics, scales, style
from plots.experiment import Hypothesis
from plots.model import Comparison, HypothesisJudgement
from plots.sweep import Sweep, level_of


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


def bounds(comparison: Comparison) -> tuple[float | None, float | None]:
    """The interval to draw: none for an exact count, and nothing below 0 where the scale has no place for it."""
    if not comparison.estimate.has_interval:
        return comparison.estimate.found, comparison.estimate.found
    return comparison.low_95, comparison.high_95


def draw(panel: Axes, content: Panel, look: Look) -> None:
    hypothesis = content.judged.hypothesis
    ratio = bool(hypothesis.baseline)
    axes.apply_x(panel, look.x, look.width)
    scales.apply_y(panel, scales.span_of(_reach(content)), ratio=ratio, height=look.height)
    floor = max((each.noise_floor for each in content.comparisons), default=0.0)
    if floor > 1:
        panel.axhspan(1 / floor, floor, color=style.NOISE, linewidth=0, zorder=0.5)
    _draw_expectation(panel, hypothesis)
    arm = look.arms.get(hypothesis.contender, style.ArmStyle(style.INK, "o"))
    levels = look.sweep.second.values if look.sweep.second else (0,)
    for i, level in enumerate(levels):
        mine = [each for each in content.comparisons if level_of(each.point, look.sweep.second) == level]
        marker = style.LEVEL_MARKERS[i] if look.sweep.second else arm.marker
        exact = metrics.TABLE[hypothesis.metric].exact
        _draw_series(panel, _Series(mine, i, len(levels), arm.colour, marker, exact), look.x)
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


def _draw_series(panel: Axes, series: _Series, x: axes.Horizontal) -> None:
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
