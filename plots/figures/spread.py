"""Where the scatter of each ratio comes from: shares of variance between code layouts, processes and rounds.

Shares alone would make a scatter of a hundredth look like one of a half, so each bar ends in its total.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedFormatter, FixedLocator

from plots.paper import lettering, limits, sheet, style
from plots.paper.sweep import Sweep, sweep_of
from plots.reading.experiment import Point
from plots.reading.judgement import Comparison, ExperimentJudgement, Spread
from plots.words import caption, quantity, trust
from plots.words import comparison as comparison_words
from plots.words.caption import Provenance

ROW_INCHES = 0.165
TOTAL_INCHES = 0.5  # For the total at the right of each bar.
LEAST_BAR_INCHES = 1.3  # A single panel with less takes the full width of the page.
MOST_LABEL_INCHES = 1.7
MARKS_OF_BAR = 4  # Three shares and their total.


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A source of scatter, as legend and bars show it."""

    words: str
    look: dict[str, Any]


LAYOUT = Kind("between code layouts", {"facecolor": "#004a75"})
PROCESS = Kind("between processes of one layout", {"facecolor": "#f0b64d", "hatch": "/////"})
EITHER = Kind("between processes (layouts not told apart)", {"facecolor": "#f0b64d", "hatch": "xxxxx"})
ROUND = Kind("between rounds of one process", {"facecolor": "white", "hatch": "....."})
KINDS = (LAYOUT, PROCESS, EITHER, ROUND)


def draw(judged: ExperimentJudgement, provenance: Provenance) -> sheet.Drawing | None:
    """The figure, or nothing where nothing was timed in pairs."""
    ratios = _ratios(judged)
    if not ratios:
        return None
    sweep = sweep_of(judged)
    every = [each for ratio in ratios.values() for each in ratio]
    points = list(dict.fromkeys(each.point for each in every))
    limits.check_marks(MARKS_OF_BAR * len(points) * len(ratios), "marks of its bars")
    labels = [_label(point, sweep) for point in points]
    factors = lettering.wrapped(_factors(sweep), MOST_LABEL_INCHES, most=1)[0]
    left = max(lettering.width_inches(each) for each in (factors, *labels)) + 0.14
    narrow = sheet.ONE_COLUMN - left - sheet.RIGHT - TOTAL_INCHES < LEAST_BAR_INCHES
    grid = sheet.Grid(len(ratios), min(2, len(ratios)), left=left, shared=True, wide=narrow, after=TOTAL_INCHES)
    plan = sheet.Plan(
        title=caption.title_of(judged, "where the scatter of each ratio comes from"),
        grid=grid,
        heads=[sheet.head(pair) for pair in ratios],
        caption=_caption(sweep, every, provenance),
        legend=[(_key(kind), kind.words) for kind in KINDS if any(kind in _shares(each.spread) for each in every)],
        panel_inches=ROW_INCHES * len(points) + 0.06,
    )
    page = sheet.sheet(plan)
    for i, (panel, comparisons) in enumerate(zip(page.panels, ratios.values(), strict=True)):
        _draw_panel(panel, comparisons, points)
        panel.set_yticks(range(len(points)), labels if grid.labels_y(i) else [""] * len(points))
        if grid.labels_y(i):
            _head_labels(panel, factors)
        if grid.labels_x(i):
            panel.set_xlabel("share of variance (%)", labelpad=1)
    return sheet.Drawing("spread", plan.title, plan.caption, page.figure)


def _ratios(judged: ExperimentJudgement) -> dict[str, Sequence[Comparison]]:
    """The timed comparisons of each pair of arms; claims of one pair share them."""
    ratios: dict[str, Sequence[Comparison]] = {}
    for each in judged.claims:
        if any(comparison.spread for comparison in each.comparisons):
            ratios.setdefault(comparison_words.pair(each.claim), each.comparisons)
    return ratios


def total(spread: Spread) -> float:
    """All sources together, as a standard deviation of the log ratio."""
    return math.sqrt(sum(each * each for each in (spread.layout, spread.process, spread.round) if each))


def _shares(spread: Spread | None) -> dict[Kind, float]:
    """Of the variance; empty where there is none."""
    if spread is None or not total(spread):
        return {}
    parts = ((LAYOUT, spread.layout), (EITHER if spread.layout is None else PROCESS, spread.process))
    return {kind: (part / total(spread)) ** 2 for kind, part in (*parts, (ROUND, spread.round)) if part}


def _factors(sweep: Sweep) -> str:
    return ", ".join(axis.title for axis in (sweep.main, *sweep.others) if axis)


def _label(point: Point, sweep: Sweep) -> str:
    axes = [axis for axis in (sweep.main, *sweep.others) if axis]
    values = {each.factor: each.value for each in point}
    words = ", ".join(axis.shown(values[axis.name]) for axis in axes if axis.name in values)
    return lettering.wrapped(words or "only point", MOST_LABEL_INCHES, most=1)[0]


def _draw_panel(panel: Axes, comparisons: Sequence[Comparison], points: Sequence[Point]) -> None:
    panel.set_xlim(0, 100)
    panel.set_ylim(len(points) - 0.5 + 0.1, -0.5 - 0.1)
    panel.xaxis.set_major_locator(FixedLocator([0, 25, 50, 75, 100]))
    panel.xaxis.set_major_formatter(FixedFormatter(["0", "25", "50", "75", "100"]))
    panel.tick_params(axis="y", length=0)
    by_point = {each.point: each.spread for each in comparisons}
    for row, point in enumerate(points):
        spread = by_point.get(point)
        start = 0.0
        for kind, share in _shares(spread).items():
            box = Rectangle((start, row - 0.36), 100 * share, 0.72, edgecolor=style.INK, linewidth=0.6, **kind.look)
            panel.add_patch(box)
            start += 100 * share
        panel.annotate(
            _total_words(spread),
            (1, row),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            va="center_baseline",
        )


def _head_labels(panel: Axes, factors: str) -> None:
    """The names of the factors over the labels of the points, in the line of the panels' heads."""
    panel.annotate(
        factors,
        (0, 1),
        xycoords="axes fraction",
        xytext=(-6, 4.6),
        textcoords="offset points",
        ha="right",
        va="bottom",
        color=style.QUIET,
    )


def _total_words(spread: Spread | None) -> str:
    if spread is None:
        return "–"
    return quantity.per_cent(float(f"{total(spread):.2g}"))


def _key(kind: Kind) -> tuple[Rectangle]:
    return (Rectangle((0.1, 0.1), 0.8, 0.75, edgecolor=style.INK, linewidth=0.6, **kind.look),)


def _caption(sweep: Sweep, every: Sequence[Comparison], provenance: Provenance) -> str:
    absent = any(each.spread is None for each in every)
    return caption.joined(
        "Each bar is one ratio of times: of the variance of the ratio in a single round, the shares that come with the "
        "code layout, with the process and with the round. At its right the standard deviation of all together, in per "
        "cent of the ratio" + ("; – where nothing was measured" if absent else ""),
        f"Measured in {trust.data(every)}",
        caption.held_constant(sweep.constant),
        provenance.text,
    )
