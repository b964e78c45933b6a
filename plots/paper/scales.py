"""Scales of the y axis and their ticks.

A value of 0 has its own place on a logarithmic axis: a linear stretch below the smallest positive value, its tick
says "0".
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

from plots.paper import style
from plots.words.quantity import number

WIDE = 10.0  # Spans more than this go on a logarithmic axis.
LEAST_RATIO = 1.1  # An axis of ratios reaches at least from 1 over this to this.


@dataclass(frozen=True, slots=True)
class Span:
    """Finite extent of what is drawn upwards."""

    low: float
    high: float
    smallest: float  # Smallest positive value.


def span_of(values: Sequence[float | None]) -> Span:
    finite = [each for each in values if each is not None and math.isfinite(each)]
    positive = [each for each in finite if each > 0]
    if not finite:
        return Span(0, 1, 1)
    return Span(min(finite), max(finite), min(positive, default=1.0))


def apply_y(panel: Axes, span: Span, *, ratio: bool, height: float) -> None:
    """A scale that shows all of a span: logarithmic for ratios and wide spans, with a place for 0."""
    if ratio and span.low > 0:
        # Ratios that are all the same would otherwise stretch a thousandth over the panel.
        span = Span(min(span.low, 1 / LEAST_RATIO), max(span.high, LEAST_RATIO), min(span.smallest, 1 / LEAST_RATIO))
    wide = span.high > 0 and (ratio or span.high / span.smallest > WIDE)
    if wide and span.low > 0:
        margin = max((span.high / span.low) ** 0.07, 1.015)
        panel.set_yscale("log")
        panel.set_ylim(span.low / margin, span.high * margin)
        ticks = log_ticks(*panel.get_ylim(), height)
    elif wide:
        least = 10 ** math.floor(math.log10(span.smallest))
        panel.set_yscale("symlog", linthresh=least, linscale=0.6)
        panel.set_ylim(min(span.low, 0) - 0.15 * least, span.high * max((span.high / least) ** 0.07, 1.1))
        ticks = [0.0, *log_ticks(least, panel.get_ylim()[1], height * 0.85)]
    else:
        low = min(span.low, 0.0)
        high = span.high if span.high > low else low + 1
        panel.set_ylim(low - 0.05 * (high - low), high + 0.08 * (high - low))
        ticks = _even_ticks(low, high, height) if span.high > low else [low]
    panel.yaxis.set_major_locator(FixedLocator(ticks))
    panel.yaxis.set_major_formatter(FixedFormatter([number(each) for each in ticks]))
    panel.yaxis.set_minor_locator(NullLocator())
    panel.grid(axis="y", color=style.FAINT, linewidth=0.4)
    panel.set_axisbelow(True)


def log_ticks(low: float, high: float, room: float, least: float = 0.24) -> list[float]:
    """Round values with room for a label each: the finest of several rulers that fits."""
    most = max(3, int(room / least))
    decades = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1)
    rulers: list[list[float]] = []
    if high / low < 10:
        reach = high - low
        for count in (8, 6, 4, 3):
            step = _round_step(reach / count)
            rulers.append([round(i * step, 12) for i in range(math.ceil(low / step), math.floor(high / step) + 1)])
    for parts in ((1, 2, 5), (1, 3), (1,)):
        rulers.append([part * 10.0**decade for decade in decades for part in parts])
    for skip in (2, 3, 5, 10, 20, 50):
        rulers.append([10.0**decade for decade in decades if decade % skip == 0])
    inside = [[each for each in ruler if low <= each <= high] for ruler in rulers]
    closest = [_fits(ticks, low, high, room) for ticks in inside]
    return next(
        (ticks for ticks, fit in zip(inside, closest, strict=True) if fit and 2 <= len(ticks) <= most), [low, high]
    )


def _fits(ticks: list[float], low: float, high: float, height: float) -> bool:
    places = [math.log(each / low) / math.log(high / low) * height for each in ticks if each > 0]
    return all(b - a >= 0.15 for a, b in itertools.pairwise(places))


def _even_ticks(low: float, high: float, height: float) -> list[float]:
    step = _round_step((high - low) / max(2, int(height / 0.3)))
    return [round(i * step, 12) for i in range(math.ceil(low / step), math.floor(high / step + 1e-9) + 1)]


def _round_step(step: float) -> float:
    decade = 10 ** math.floor(math.log10(step))
    return float(next(part * decade for part in (1, 2, 5, 10) if part * decade >= step * 0.999))
