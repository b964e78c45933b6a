"""All claims on one sheet, by experiment: sentence, verdict, rule, and the reach of the ratios behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from plots.figures.overview_bar import Bar, bar_of
from plots.paper import lettering, scales, sheet, style
from plots.paper.legend import Key
from plots.reading.judgement import ClaimJudgement, ExperimentJudgement, Judgement, Stance
from plots.reading.printable import short
from plots.words import caption, quantity
from plots.words.caption import Provenance

# Left edges of the columns, in inches; the axis of ratios lies between the last two.
ROW, WORDS, RULE, RATIO, RATIO_END = 0.08, 0.5, 1.5, 4.9, 6.85
MOST_SENTENCE, MOST_RULE = 3, 8  # Lines; the page has all of them.
STEP = lettering.LINE_INCHES
HEADING = 0.24
AXIS_INCHES = 0.2  # For the labels of the axis, over and under all rows.
BAR_INCHES = 0.2
LEAST_BOX = 0.015  # To both sides, so that a single ratio can be seen.
GRID = sheet.Grid(1, 1, left=0.0, wide=True)
LOOKS: dict[Stance, dict[str, Any]] = {
    "supports": {"facecolor": style.VERDICTS["holds"].colour, "edgecolor": style.VERDICTS["holds"].colour},
    "contradicts": {"facecolor": "white", "edgecolor": style.VERDICTS["refuted"].colour},
    "undecided": {"facecolor": style.NOISE, "edgecolor": style.QUIET},
}


@dataclass(frozen=True, slots=True)
class Row:
    judged: ClaimJudgement
    sentence: list[str]
    rule: list[str]
    bar: Bar
    beside: list[str]  # Words under the bar.

    @property
    def inches(self) -> float:
        bar = (BAR_INCHES if self.bar.segments else 0.0) + len(self.beside) * STEP
        return len(self.sentence) * STEP + max(len(self.rule) * STEP, STEP, bar) + 0.11


@dataclass(frozen=True, slots=True)
class Block:
    """An experiment with its claims."""

    name: str
    question: str
    rows: list[Row]

    @property
    def inches(self) -> float:
        return HEADING + 0.05 + sum(row.inches for row in self.rows)


def draw(judgement: Judgement, provenance: Provenance) -> sheet.Drawing | None:
    blocks = [_block(each) for each in judgement.experiments if each.claims]
    if not blocks:
        return None
    verdicts = caption.tally([each.verdict.word for each in judgement.claims], style.VERDICTS)
    floor = judgement.noise_floor.ratio
    scale = _Scale([row.bar for block in blocks for row in block.rows], floor)
    plan = sheet.Plan(
        title=f"{len(judgement.claims)} claims on {judgement.environment.machine}: {verdicts}",
        grid=GRID,
        heads=[()],
        caption=caption.joined(
            "Boxes: the ratios of contender to baseline found at the points of a claim's domain; the line through them "
            "is the reach of their 95 % intervals, with an arrow where one has no end",
            f"Identical arms differ by up to {quantity.per_cent(floor - 1)} in this run" if floor > 1 else "",
            provenance.text,
        ),
        legend=_legend(floor),
        panel_inches=sum(block.inches for block in blocks) + 2 * AXIS_INCHES,
        below_inches=0.08,
    )
    page = sheet.sheet(plan)
    _draw_blocks(page.panels[0], blocks, scale, plan.panel_inches)
    return sheet.Drawing("overview", plan.title, plan.caption, page.figure)


def _block(judged: ExperimentJudgement) -> Block:
    asked = judged.experiment
    return Block(short(asked.id), asked.question, [_row(each, asked.operation) for each in judged.claims])


def _row(judged: ClaimJudgement, operation: str) -> Row:
    bar = bar_of(judged, operation)
    return Row(
        judged,
        lettering.wrapped(judged.claim.sentence, RATIO_END - WORDS, most=MOST_SENTENCE),
        lettering.wrapped(judged.verdict.reason.message, RATIO - RULE - 0.2, most=MOST_RULE),
        bar,
        lettering.wrapped(bar.words, RATIO_END - RATIO, most=3) if bar.words else [],
    )


def _legend(floor: float) -> list[Key]:
    words: dict[Stance, str] = {"supports": "supports", "contradicts": "contradicts", "undecided": "undecided"}
    keys: list[Key] = [
        ((Rectangle((0.1, 0.25), 0.8, 0.5, linewidth=1.0, **LOOKS[stance]),), text) for stance, text in words.items()
    ]
    keys.append(((Line2D([0.5] * 2, [0.05, 0.95], color=style.INK, linewidth=1.4),), "threshold"))
    if floor > 1:
        keys.append(((Rectangle((0.2, 0), 0.6, 1, color=style.NOISE, linewidth=0),), "noise of this run"))
    return keys


def _draw_blocks(panel: Axes, blocks: Sequence[Block], scale: _Scale, height: float) -> None:
    """In inches to the right and downwards."""
    panel.set_position((0, panel.get_position().y0, 1, panel.get_position().height))
    panel.set_xlim(0, sheet.TWO_COLUMNS)
    panel.set_ylim(height, 0)
    panel.set_axis_off()
    scale.label(panel, 0.04)
    scale.label(panel, height - AXIS_INCHES + 0.04)
    top = AXIS_INCHES
    for block in blocks:
        panel.axhspan(top, top + HEADING - 0.02, color="#f0f0f0", linewidth=0, zorder=0)
        _draw_heading(panel, block, top + 0.01)
        top += HEADING + 0.05
        for row in block.rows:
            _draw_row(panel, row, top, scale)
            top += row.inches


def _draw_heading(panel: Axes, block: Block, top: float) -> None:
    name = lettering.wrapped(block.name, (RATIO_END - ROW) / 2, bold=True, most=1)
    after = ROW + lettering.width_inches(name[0], bold=True) + 0.12
    _write(panel, name, ROW, top, fontweight="bold")
    _write(panel, lettering.wrapped(block.question, RATIO_END - after, most=1), after, top)


class _Scale:
    """Ratios to inches on the sheet, logarithmic, 1 always inside."""

    def __init__(self, bars: Sequence[Bar], floor: float) -> None:
        reach = [end for bar in bars for end in bar.reach]
        self.floor = floor
        self.low = min([*reach, 1 / max(floor, 1.0), 0.8]) / 1.08
        self.high = max([*reach, max(floor, 1.0), 1.25]) * 1.08
        self.ticks = scales.log_ticks(self.low, self.high, RATIO_END - RATIO, 0.3)

    def place(self, ratio: float) -> float:
        share = math.log(ratio / self.low) / math.log(self.high / self.low)
        return RATIO + min(1.0, max(0.0, share)) * (RATIO_END - RATIO)

    def label(self, panel: Axes, top: float) -> None:
        for tick in self.ticks:
            panel.text(self.place(tick), top, quantity.number(tick), ha="center", va="top", color=style.QUIET)
        panel.text(RATIO - 0.2, top, "ratio", ha="right", va="top", color=style.QUIET)

    def draw(self, panel: Axes, top: float, bottom: float) -> None:
        """Ruled behind one row."""
        if self.floor > 1:
            left, right = self.place(1 / self.floor), self.place(self.floor)
            panel.fill_between([left, right], top, bottom, color=style.NOISE, linewidth=0, zorder=0.5)
        for tick in self.ticks:
            look = (style.QUIET, 0.8) if tick == 1 else (style.FAINT, 0.5)
            panel.plot([self.place(tick)] * 2, [top, bottom], color=look[0], linewidth=look[1], zorder=0.6)


def _draw_row(panel: Axes, row: Row, top: float, scale: _Scale) -> None:
    looks = style.VERDICTS[row.judged.verdict.word]
    _write(panel, lettering.wrapped(row.judged.claim.row, WORDS - ROW - 0.05, bold=True, most=1), ROW, top)
    _write(panel, row.sentence, WORDS, top)
    top += len(row.sentence) * STEP
    _write(panel, [f"{looks.sign} {row.judged.verdict.word}"], WORDS, top, fontweight="bold", color=looks.colour)
    _write(panel, row.rule, RULE, top, color=style.QUIET)
    if row.bar.segments:
        scale.draw(panel, top, top + BAR_INCHES)
        _draw_bar(panel, row.bar, top + BAR_INCHES / 2, scale)
        top += BAR_INCHES
    _write(panel, row.beside, RATIO, top, color=style.QUIET)


def _write(panel: Axes, lines: Sequence[str], x: float, top: float, **looks: Any) -> None:
    for i, line in enumerate(lines):
        panel.text(x, top + 0.03 + i * STEP, line, va="top", zorder=3, **looks)


def _draw_bar(panel: Axes, bar: Bar, y: float, scale: _Scale) -> None:
    left = RATIO if bar.ends[0] is None else scale.place(bar.ends[0])
    right = RATIO_END if bar.ends[1] is None else scale.place(bar.ends[1])
    panel.plot([left, right], [y, y], color=style.INK, linewidth=0.9, solid_capstyle="butt", zorder=2)
    for missing, place, marker in ((bar.ends[0] is None, left, "<"), (bar.ends[1] is None, right, ">")):
        if missing:
            panel.plot([place], [y], marker=marker, markersize=4, color=style.INK, clip_on=False)
    for each in bar.segments:
        start, end = scale.place(each.low) - LEAST_BOX, scale.place(each.high) + LEAST_BOX
        box = Rectangle((start, y - 0.045), end - start, 0.09, linewidth=1.0, zorder=2.1, **LOOKS[each.stance])
        panel.add_patch(box)
    for threshold in bar.thresholds:
        panel.plot([scale.place(threshold)] * 2, [y - 0.085, y + 0.085], color=style.INK, linewidth=1.4, zorder=3)
