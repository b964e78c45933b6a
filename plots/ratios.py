"""Ratio of contender to baseline over the sweep: a panel a hypothesis, with what it expects and what noise alone does.

How a point stands to its hypothesis is the marker's fill (filled supports, crossed contradicts, hollow is undecided),
so that the figure reads without colour.
"""

from __future__ import annotations

from plots import axes, caption, cautions, expectation, limits, metrics, ratio_panel, ratio_words, sheet, style, turns
from plots.caption import Provenance
from plots.experiment import Hypothesis
from plots.model import ClaimJudgement
from plots.ratio_words import Content
from plots.sweep import Levels, Sweep, lies_in, sweep_of


def draw(claim: ClaimJudgement, arms: style.ArmStyles, provenance: Provenance) -> sheet.Drawing | None:
    """The figure, or nothing when no hypothesis was compared anywhere."""
    limits.check_marks(sum(len(each.comparisons) for each in claim.hypotheses), "comparisons")
    sweep = sweep_of(claim)
    panels = [panel for levels in sweep.panels(sweep.rest) for panel in _panels(claim, sweep, levels)]
    if not panels:
        return None
    grid = sheet.Grid(len(panels), 1 if len(panels) == 1 else 2 if len(panels) <= 8 else 3)
    x = axes.horizontal(sweep.main, grid)
    marks = cautions.marks_of([each for panel in panels for each in panel.comparisons])
    content = Content(claim, sweep, panels, marks)
    plan = sheet.Plan(
        title=caption.title_of(claim, "what was expected and what was found"),
        grid=grid,
        heads=[panel.title for panel in panels],
        caption=ratio_words.caption_of(content, provenance),
        legend=ratio_words.legend_of(content),
        # A single point needs no room to see a curve.
        panel_inches=1.75 if sweep.main else 1.1,
        below_inches=x.below_inches,
    )
    page = sheet.sheet(plan)
    look = ratio_panel.Look(sweep, x, arms, grid.inside, plan.panel_inches, marks)
    for axis, panel in zip(page.panels, panels, strict=True):
        ratio_panel.draw(axis, panel, look)
    return sheet.Drawing("ratio", plan.title, plan.caption, page.figure)


def _panels(claim: ClaimJudgement, sweep: Sweep, levels: Levels) -> list[ratio_panel.Panel]:
    panels = []
    for judged in claim.hypotheses:
        inside = tuple(each for each in judged.comparisons if lies_in(each.point, levels))
        # A panel without a single value would say nothing; the caption does.
        if any(each.estimate.n > 0 for each in inside):
            where = f" ({sweep.words(levels)})" if levels else ""
            drawn = ratio_panel.crossing_on(sweep.main, judged)
            turn = f"; {turns.words(judged.turn, claim.experiment)}" if judged.turn and drawn else ""
            panels.append(ratio_panel.Panel(judged, inside, _title(judged.hypothesis) + where + turn))
    return panels


def _title(hypothesis: Hypothesis) -> str:
    timed = hypothesis.metric == "time_per_op"
    metric = "" if timed else metrics.TABLE[hypothesis.metric].title.removesuffix(" per operation") + ", "
    return f"{metric}{expectation.words(hypothesis)} expected"
