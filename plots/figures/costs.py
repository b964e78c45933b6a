"""What an operation costs by each arm over the sweep, with the machine's caches where the sweep is over memory."""

from __future__ import annotations

from collections.abc import Sequence

from plots.paper import axes, curves, lettering, limits, scales, sheet, style
from plots.paper.sweep import Levels, Sweep, lies_in, sweep_of
from plots.reading import metrics
from plots.reading.judgement import ExperimentJudgement, Summary
from plots.reading.printable import short
from plots.reading.run import Cache
from plots.words import caption
from plots.words.caption import Provenance

HEIGHT = 1.75


def draw(
    judged: ExperimentJudgement, arms: style.ArmStyles, provenance: Provenance, caches: Sequence[Cache]
) -> sheet.Drawing | None:
    """The figure, or nothing when nothing was timed."""
    every = [each for each in judged.summaries if each.metric == "time_per_op"]
    timed = curves.with_values(every)
    if not timed:
        return None
    limits.check_marks(len(timed), "times")
    sweep = sweep_of(judged)
    panels = [(levels, inside) for levels in sweep.panels(sweep.others) if (inside := _at(timed, levels))]
    grid = sheet.Grid(len(panels), sweep.columns(len(panels)), shared=True)
    x = axes.horizontal(sweep.main, grid)
    marked = axes.marked_caches(sweep.main, caches)[0] if sweep.main and sweep.main.in_bytes else []
    plan = sheet.Plan(
        title=caption.title_of(judged, f"time per {short(judged.experiment.operation) or 'operation'} by arm"),
        grid=grid,
        heads=[sheet.head(sweep.words(levels)) for levels, _ in panels],
        caption=_caption(every, sweep, caches, provenance),
        legend=curves.keys(judged, timed, curves.Look(x, arms)),
        panel_inches=HEIGHT,
        below_inches=x.below_inches,
        above_inches=lettering.LINE_INCHES + 0.02 if marked else 0.0,
    )
    page = sheet.sheet(plan)
    span = scales.span_of(curves.reach(timed))
    for i, (panel, (_, inside)) in enumerate(zip(page.panels, panels, strict=True)):
        axes.apply_x(panel, x, grid.inside, titled=grid.labels_x(i))
        scales.apply_y(panel, span, ratio=False, height=HEIGHT)
        if marked:
            axes.mark_caches(panel, caches, grid.inside)
        curves.draw(panel, inside, curves.Look(x, arms))
        if grid.labels_y(i):
            unit = metrics.unit_per("time_per_op", judged.experiment.operation)
            panel.set_ylabel(lettering.wrapped(unit, HEIGHT, most=1)[0], labelpad=2)
    return sheet.Drawing("cost", plan.title, plan.caption, page.figure)


def _at(summaries: Sequence[Summary], levels: Levels) -> list[Summary]:
    return [each for each in summaries if lies_in(each.point, levels)]


def _caption(every: Sequence[Summary], sweep: Sweep, caches: Sequence[Cache], provenance: Provenance) -> str:
    timed = curves.with_values(every)
    open_ended = any(None in (each.estimate.low, each.estimate.high) for each in timed if each.estimate.has_interval)
    missing = caption.unavailable(every)
    inside, beyond = axes.marked_caches(sweep.main, caches) if sweep.main and sweep.main.in_bytes else ([], [])
    return caption.joined(
        "Median over processes with 95 % interval",
        "An arrow marks an interval without an end on that side (too few processes)" if open_ended else "",
        f"Dotted: data caches of this machine, {', '.join(inside)}" if inside else "",
        f"Data caches beyond the sweep: {', '.join(beyond)}" if beyond else "",
        caption.held_constant(sweep.constant),
        f"Not timed: {missing}" if missing else "",
        provenance.text,
    )
