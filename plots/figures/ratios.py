"""What each claim compares, over the sweep: its points, where it holds, and where its rule turns.

How a point stands to its claim is the marker's fill (filled supports, crossed contradicts, hollow is undecided, small,
hollow and grey lies outside the claim's domain), so that the figure reads without colour.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from plots.figures import ratio_panel, ratio_words
from plots.figures.ratio_panel import Panel
from plots.figures.ratio_words import Content
from plots.paper import axes, limits, sheet, style
from plots.paper.sweep import Levels, lies_in, sweep_of
from plots.reading import metrics
from plots.reading.judgement import ClaimJudgement, ExperimentJudgement
from plots.words import caption, cautions
from plots.words.caption import Provenance

MOST_COLUMNS = 3
LEFT = 0.68  # Inches, for two lines beside the tick labels.


@dataclass(frozen=True, slots=True)
class _Block:
    """A claim with its panels, one a combination of the factors that neither axis nor markers show."""

    judged: ClaimJudgement
    panels: list[tuple[Levels, Panel]]


def draw(judged: ExperimentJudgement, arms: style.ArmStyles, provenance: Provenance) -> sheet.Drawing | None:
    """The figure, or nothing when no claim was compared anywhere."""
    limits.check_marks(len(judged.comparisons), "comparisons")
    # Exact series often coincide, and one would hide the others.
    exact = all(metrics.TABLE[each.claim.metric].exact for each in judged.claims)
    sweep = dataclasses.replace(sweep_of(judged), series=not exact)
    places = sweep.panels(sweep.rest)
    blocks = [block for claim in judged.claims if (block := _block(claim, places)).panels]
    if not blocks:
        return None
    panels = [panel for block in blocks for _, panel in block.panels]
    judged_points = [each for panel in panels for each in panel.comparisons if each.judged]
    content = Content(judged, sweep, panels, cautions.marks_of(judged_points))
    cells, plan = _laid_out(blocks, len(places), content, provenance)
    page = sheet.sheet(plan)
    x = axes.horizontal(sweep.main, plan.grid)
    look = ratio_panel.Look(sweep, x, arms, plan.grid.inside, plan.panel_inches, content.marks)
    for axis, cell in zip(page.panels, cells, strict=True):
        if cell:
            ratio_panel.draw(axis, cell, look)
        else:
            axis.set_axis_off()
    return sheet.Drawing("ratio", plan.title, plan.caption, page.figure)


def _block(judged: ClaimJudgement, places: list[Levels]) -> _Block:
    panels = [
        (levels, Panel(judged, tuple(each for each in judged.comparisons if lies_in(each.point, levels))))
        for levels in places
    ]
    # A panel without a single value would say nothing; the caption does.
    return _Block(judged, [each for each in panels if any(one.estimate.n > 0 for one in each[1].comparisons)])


def _laid_out(
    blocks: list[_Block], places: int, content: Content, provenance: Provenance
) -> tuple[list[Panel | None], sheet.Plan]:
    """The cells of the grid, empty ones without a panel: claims side by side, or a row and more for each claim."""
    sweep = content.sweep
    cells: list[Panel | None] = []
    heads: list[sheet.Head] = []
    banners: dict[int, sheet.Head] = {}
    columns = min(places, MOST_COLUMNS) if places > 1 else min(len(blocks), 2)
    for block in blocks:
        if places == 1:
            cells.append(block.panels[0][1])
            heads.append(ratio_words.head_of(block.judged))
            continue
        banners[len(cells) // columns] = ratio_words.head_of(block.judged)
        padding = -len(block.panels) % columns
        cells += [*(panel for _, panel in block.panels), *[None] * padding]
        heads += [*(sheet.head(sweep.words(levels)) for levels, _ in block.panels), *[()] * padding]
    grid = sheet.Grid(len(cells), columns, left=LEFT)
    return cells, sheet.Plan(
        title=caption.title_of(content.judged, content.judged.experiment.question),
        grid=grid,
        heads=heads,
        banners=banners,
        caption=ratio_words.caption_of(content, provenance),
        legend=ratio_words.legend_of(content),
        # A single point needs no room to see a curve.
        panel_inches=1.75 if sweep.main else 1.3,
        below_inches=axes.horizontal(sweep.main, grid).below_inches,
    )
