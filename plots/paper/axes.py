"""The x axis of every figure, intervals, and the marks of caches.

An interval without an end runs to the edge of the panel and ends in an arrow.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

from plots.paper import lettering, limits, scales, style
from plots.paper.sheet import Grid
from plots.paper.sweep import Axis
from plots.reading.run import Cache
from plots.words.quantity import amount, level

TITLE_BEYOND = 0.3  # Inches of the title of an axis that may stand out under its neighbours' panels.


@dataclass(frozen=True, slots=True)
class Horizontal:
    """A factor on the x axis: where its levels lie and how they are labelled."""

    axis: Axis | None
    labels: tuple[str, ...]
    rotated: bool
    below_inches: float

    def place(self, value: int) -> float:
        if self.axis is None:
            return 0.0
        return float(self.axis.values.index(value)) if self.axis.categorical else float(value)

    @property
    def title(self) -> str:
        if self.axis is None:
            return ""
        name = self.axis.title
        unit = self.axis.unit if self.axis.unit.replace("_", " ") != name else ""
        return f"{name} ({unit})" if unit else name

    @property
    def places(self) -> list[float]:
        return [self.place(value) for value in self.axis.values] if self.axis else [0.0]


def horizontal(axis: Axis | None, grid: Grid) -> Horizontal:
    """The x axis for the panels of this grid."""
    if axis is None:
        return Horizontal(None, (), False, 0.12)
    limits.check_marks(grid.count * len(axis.values), "levels on the axes")
    if not axis.categorical:
        return Horizontal(axis, tuple(level(value) for value in axis.values), False, 0.42)
    labels = tuple(lettering.wrapped(axis.shown(value), 1.3, most=1)[0] for value in axis.values)
    widest = max(lettering.width_inches(each) for each in labels)
    rotated = widest + 0.08 > grid.inside / len(labels)
    return Horizontal(axis, labels, rotated, (widest * 0.55 + 0.45) if rotated else 0.42)


def apply_x(panel: Axes, x: Horizontal, width: float, *, titled: bool = True) -> None:
    places = x.places
    if x.axis is None or x.axis.categorical:
        panel.set_xlim(-0.5, len(places) - 0.5)
        kept = list(range(len(places)))
    else:
        _scale_x(panel, places)
        kept = _kept(panel, places, x.labels, width)
    # A level without room for its label keeps its tick.
    panel.xaxis.set_major_locator(FixedLocator(places))
    panel.xaxis.set_major_formatter(FixedFormatter([x.labels[i] if i in kept else "" for i in range(len(x.labels))]))
    panel.xaxis.set_minor_locator(NullLocator())
    if x.rotated:
        panel.tick_params(axis="x", labelrotation=35)
        for label in panel.get_xticklabels():
            label.set_horizontalalignment("right")
            label.set_rotation_mode("anchor")
    if x.axis is None:
        panel.tick_params(axis="x", length=0)
    if titled:
        panel.set_xlabel(lettering.wrapped(x.title, width + TITLE_BEYOND, most=1)[0], labelpad=1)


def _scale_x(panel: Axes, places: list[float]) -> None:
    low, high = min(places), max(places)
    positive = [each for each in places if each > 0]
    if _even(places):
        panel.set_xlim(low - 0.05 * (high - low), high + 0.05 * (high - low))
    elif low > 0 and high / low > scales.WIDE:
        panel.set_xscale("log")
        margin = (high / low) ** 0.05
        panel.set_xlim(low / margin, high * margin)
    elif low == 0 and high / min(positive) > scales.WIDE:
        panel.set_xscale("symlog", linthresh=min(positive), linscale=0.5)
        panel.set_xlim(-min(positive) * 0.2, high * (high / min(positive)) ** 0.05)
    else:
        panel.set_xlim(low - 0.05 * (high - low), high + 0.05 * (high - low))


def _even(places: list[float]) -> bool:
    """A sweep in equal steps, as byte by byte, keeps them: on a logarithmic axis its far end is one blot."""
    gaps = [b - a for a, b in itertools.pairwise(places)]
    return len(gaps) > 2 and max(gaps) <= 1.01 * min(gaps)


def _kept(panel: Axes, places: list[float], labels: Sequence[str], width: float) -> list[int]:
    """Which tick labels fit beside each other: both ends, then the roundest levels first."""
    transform = panel.xaxis.get_transform()
    left, right = (float(transform.transform(each)) for each in panel.get_xlim())
    centres = [(float(transform.transform(each)) - left) / (right - left) * width for each in places]
    halves = [lettering.width_inches(each) / 2 + 0.04 for each in labels]
    last = len(places) - 1
    order = [0, last, *sorted(range(1, last), key=lambda i: (-_roundness(int(places[i])), i))]
    kept: list[int] = []
    for i in dict.fromkeys(order):
        if all(abs(centres[i] - centres[j]) >= halves[i] + halves[j] for j in kept):
            kept.append(i)
    return sorted(kept)


def _roundness(value: int) -> float:
    """Trailing zeros in base two or, worth as much per digit, in base ten."""
    if value == 0:
        return 64
    twos = (value & -value).bit_length() - 1
    tens = len(str(value)) - len(str(value).rstrip("0"))
    return max(twos, tens * math.log2(10))


def draw_interval(panel: Axes, x: float, low: float | None, high: float | None, colour: str) -> None:
    """An interval as a bar; an end that is missing runs to the panel's edge and ends in an arrow."""
    bottom, top = panel.get_ylim()
    shown_low = bottom if low is None or low < bottom else low
    shown_high = top if high is None or high > top else high
    panel.plot([x, x], [shown_low, shown_high], color=colour, linewidth=0.9, solid_capstyle="butt", zorder=2.5)
    beyond = ((low is None or low < bottom, bottom, "v"), (high is None or high > top, top, "^"))
    for missing, edge, marker in beyond:
        if missing:
            panel.plot([x], [edge], marker=marker, markersize=3.5, color=colour, clip_on=False, linestyle="none")


def mark_caches(panel: Axes, caches: Sequence[Cache], width: float) -> None:
    """Vertical lines at the cache sizes that the axis reaches, named over the panel's upper edge."""
    low, high = panel.get_xlim()
    transform = panel.xaxis.get_transform()
    left, right = float(transform.transform(low)), float(transform.transform(high))
    edge = -1.0
    for cache in sorted(caches, key=lambda each: each.level):
        if not max(low, 0) < cache.size_bytes < high:
            continue
        panel.axvline(cache.size_bytes, color=style.QUIET, linewidth=0.9, linestyle=(0, (1, 2)), zorder=1)
        place = (float(transform.transform(cache.size_bytes)) - left) / (right - left) * width
        half = lettering.width_inches(cache_name(cache)) / 2 + 0.02
        side = "left" if place - half < edge else "center"
        panel.annotate(
            cache_name(cache),
            (cache.size_bytes, 1),
            xycoords=("data", "axes fraction"),
            ha=side,
            va="bottom",
            xytext=(0, 1),
            textcoords="offset points",
            color=style.QUIET,
        )
        edge = place + half


def cache_name(cache: Cache) -> str:
    return f"L{cache.level}{'d' if cache.level == 1 else ''}"


def marked_caches(axis: Axis, caches: Sequence[Cache]) -> tuple[list[str], list[str]]:
    """In words: the caches that lie within the sweep, and those beyond its end."""
    words = [(each.size_bytes, f"{cache_name(each)} {amount(each.size_bytes)}") for each in caches]
    inside = [name for size, name in words if min(axis.values) < size < max(axis.values)]
    return inside, [name for size, name in words if size >= max(axis.values)]
