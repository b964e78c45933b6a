"""Counted quantities by arm: what the figures of misses and of memory have in common.

A matrix of panels: a row a metric, a column a combination of the factors that neither axis nor dashes show. Panels of
one metric share their scale, so that heights compare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plots.paper import axes, curves, lettering, limits, scales, sheet, style
from plots.paper.sweep import lies_in, sweep_of
from plots.reading.judgement import ExperimentJudgement, Summary
from plots.reading.run import Cache

HEIGHT = 1.3
MOST_COLUMNS = 4
LEFT = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A row of the matrix."""

    label: str  # Of its y axis, with the unit.
    summaries: Sequence[Summary]
    ratio: bool = False
    caches: Sequence[Cache] = ()  # That its counts or times have to do with.


@dataclass(frozen=True, slots=True)
class Words:
    """What the figure says around its panels."""

    name: str
    title: str
    caption: str
    note: str = ""  # Stands first in the legend.


def draw(
    judged: ExperimentJudgement, arms: style.ArmStyles, quantities: Sequence[Quantity], words: Words, *, steps: bool
) -> sheet.Drawing:
    drawn = [each for quantity in quantities for each in quantity.summaries]
    limits.check_marks(len(drawn), "values")
    sweep = sweep_of(judged)
    places = sweep.panels(sweep.rest)
    columns = min(len(places), MOST_COLUMNS)
    padded = [*places, *[None] * (-len(places) % columns)]
    cells = [(quantity, levels) for quantity in quantities for levels in padded]
    grid = sheet.Grid(len(cells), columns, left=LEFT, shared=True)
    x = axes.horizontal(sweep.main, grid)
    look = curves.Look(x, arms, sweep.second, steps=steps, thinning=True)
    many = len(padded) > columns
    over_memory = bool(sweep.main and sweep.main.in_bytes)
    marked = over_memory and any(axes.marked_caches(sweep.main, each.caches)[0] for each in quantities if sweep.main)
    plan = sheet.Plan(
        title=words.title,
        grid=grid,
        heads=[
            sheet.head(sweep.words(levels)) if levels and (many or i < columns) else ()
            for i, (_, levels) in enumerate(cells)
        ],
        caption=words.caption,
        legend=[*([((), words.note)] if words.note else []), *curves.keys(judged, drawn, look)],
        panel_inches=HEIGHT,
        below_inches=x.below_inches,
        above_inches=lettering.LINE_INCHES + 0.02 if marked else 0.0,
    )
    page = sheet.sheet(plan)
    for i, (panel, (quantity, levels)) in enumerate(zip(page.panels, cells, strict=True)):
        if levels is None:
            panel.set_axis_off()
            continue
        axes.apply_x(panel, x, grid.inside, titled=grid.labels_x(i))
        scales.apply_y(panel, scales.span_of(_reach(quantity)), ratio=quantity.ratio, height=HEIGHT)
        if quantity.ratio:
            panel.axhline(1, color=style.QUIET, linewidth=0.6, zorder=1)
        if over_memory:
            axes.mark_caches(panel, quantity.caches, grid.inside)
        curves.draw(panel, [each for each in quantity.summaries if lies_in(each.point, levels)], look)
        if grid.labels_y(i):
            panel.set_ylabel("\n".join(lettering.wrapped(quantity.label, HEIGHT)), labelpad=2)
    return sheet.Drawing(words.name, words.title, words.caption, page.figure)


def _reach(quantity: Quantity) -> list[float | None]:
    """An end of a ratio at or below 0 must not force a place for 0; it runs to the edge instead."""
    reach = curves.reach(quantity.summaries)
    return [1.0, *(each for each in reach if each is None or each > 0)] if quantity.ratio else reach
