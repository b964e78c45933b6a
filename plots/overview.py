"""All claims on one sheet: the verdict as word, shape and colour; the ratios behind it; where it turns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from plots import caption, limits, quantity, scales, sheet, style, turns
from plots.caption import Provenance
from plots.model import ClaimJudgement, Judgement
from plots.overview_bar import Bar, bar_of

# Left edges of the columns, in inches; the ratios' axis lies between the last two.
CLAIM, VERDICT, RATIO, RATIO_END = 0.08, 2.62, 3.95, 6.85
BAR_INCHES = 0.17
MOST_LINES = 12  # In a column; only a hostile record has more.
# Behind words that lie over the lines of the axis.
BLANK = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}


@dataclass(frozen=True, slots=True)
class Row:
    claim: ClaimJudgement
    name: list[str]
    sentence: list[str]
    said: list[str]
    bars: list[Bar]
    instead: list[str]  # In place of bars.

    @property
    def inches(self) -> float:
        """Each bar has its words in a line above it."""
        lines = max(len(self.name) + len(self.sentence), len(self.said) + 1, len(self.instead))
        return max(lines * style.LINE_INCHES, len(self.bars) * (style.LINE_INCHES + BAR_INCHES)) + 0.14


def draw(judgement: Judgement, provenance: Provenance) -> sheet.Drawing | None:
    if not judgement.claims:
        return None
    families: dict[str, list[Row]] = {}
    for claim in judgement.claims:
        families.setdefault(claim.experiment.family, []).append(_row(claim))
    title = f"What {len(judgement.claims)} claims came to on {judgement.environment.machine}"
    words = caption.joined(
        "Thick: the ratios found over the sweep; thin: the reach of their 95 % intervals, an arrow where one has no "
        "end; short upright stroke: the threshold that the hypothesis names",
        f"Identical arms differ by up to {judgement.noise_floor.ratio:.4g} times in this run (grey)"
        if judgement.noise_floor.ratio > 1
        else "",
        provenance.text,
    )
    return sheet.Drawing("overview", title, words, _figure(title, words, families, judgement.noise_floor.ratio))


def _row(claim: ClaimJudgement) -> Row:
    name = claim.experiment.id.partition("/")[2] or claim.experiment.id
    said = turns.of(claim) or claim.verdict.reason.code.replace("_", " ")
    bars = [bar for judged in claim.hypotheses if (bar := bar_of(judged))]
    room = VERDICT - CLAIM - 0.2
    return Row(
        claim,
        style.wrapped(name, room, bold=True, most=3),
        style.wrapped(claim.experiment.claim, room, most=MOST_LINES),
        style.wrapped(said, RATIO - VERDICT - 0.15, most=MOST_LINES),
        bars,
        [] if bars else style.wrapped(_without_ratio(claim), RATIO_END - RATIO, most=MOST_LINES),
    )


def _figure(title: str, words: str, families: dict[str, list[Row]], floor: float) -> Figure:
    head = style.wrapped(title, sheet.TWO_COLUMNS - 0.16, bold=True, points=9, most=sheet.MOST_TITLE)
    foot = style.wrapped(words, sheet.TWO_COLUMNS - 0.16, most=sheet.MOST_CAPTION)
    body = sum(0.26 + sum(row.inches for row in rows) for rows in families.values())
    above, below = len(head) * 0.17 + 0.1, len(foot) * style.LINE_INCHES + 0.12 + 0.42
    height = above + body + below
    limits.check_height(height)
    figure = Figure(figsize=(sheet.TWO_COLUMNS, height))
    sheet.set_text(figure, head, 0.08, height - 0.06, 0.17, fontsize=9, fontweight="bold")
    sheet.set_text(figure, foot, 0.08, below - 0.47, style.LINE_INCHES, color=style.QUIET)
    panel = figure.add_axes((0, below / height, 1, body / height))
    panel.set_xlim(0, sheet.TWO_COLUMNS)
    panel.set_ylim(body, 0)
    panel.set_axis_off()
    scale = _Scale([bar for rows in families.values() for row in rows for bar in row.bars], floor)
    scale.draw_axis(panel, body, floor)
    top = 0.0
    for family, rows in families.items():
        panel.axhspan(top, top + 0.22, color="#f0f0f0", linewidth=0, zorder=0)
        panel.text(
            CLAIM,
            top + 0.11,
            style.wrapped(family.replace("_", " "), RATIO_END - CLAIM, bold=True, most=1)[0],
            va="center_baseline",
            fontweight="bold",
            zorder=4,
        )
        top += 0.26
        for row in rows:
            _draw_row(panel, row, top, scale)
            top += row.inches
    return figure


class _Scale:
    """Ratios to inches on the sheet, logarithmic, 1 always inside."""

    def __init__(self, bars: Sequence[Bar], floor: float) -> None:
        reach = [
            end
            for bar in bars
            for end in (*(bar.values or ()), *bar.ends, *bar.thresholds)
            if end is not None and end > 0
        ]
        self.low = min([*reach, 1 / max(floor, 1.0), 0.8]) / 1.08
        self.high = max([*reach, max(floor, 1.0), 1.25]) * 1.08

    def place(self, ratio: float) -> float:
        share = math.log(ratio / self.low) / math.log(self.high / self.low)
        return RATIO + min(1.0, max(0.0, share)) * (RATIO_END - RATIO)

    def draw_axis(self, panel: Axes, body: float, floor: float) -> None:
        if floor > 1:
            left, right = self.place(1 / floor), self.place(floor)
            panel.fill_between([left, right], 0, body, color=style.NOISE, linewidth=0, zorder=0.5)
        panel.plot([RATIO, RATIO_END], [body, body], color=style.QUIET, linewidth=0.6, clip_on=False)
        for tick in scales.log_ticks(self.low, self.high, RATIO_END - RATIO, 0.5):
            strong = tick == 1
            panel.plot(
                [self.place(tick)] * 2,
                [0, body],
                color=style.QUIET if strong else style.FAINT,
                linewidth=0.8 if strong else 0.4,
                zorder=0.6,
            )
            panel.text(self.place(tick), body + 0.05, quantity.number(tick), ha="center", va="top")
        panel.text((RATIO + RATIO_END) / 2, body + 0.2, "ratio of contender to baseline", ha="center", va="top")


def _draw_row(panel: Axes, row: Row, top: float, scale: _Scale) -> None:
    looks = style.VERDICTS[row.claim.verdict.word]
    step = style.LINE_INCHES
    _write(panel, row.name, CLAIM, top, fontweight="bold")
    _write(panel, row.sentence, CLAIM, top + len(row.name) * step)
    panel.add_line(
        Line2D(
            [VERDICT + 0.06],
            [top + 0.1],
            marker=looks.marker,
            markersize=6.5,
            markeredgecolor=looks.colour,
            markerfacecolor=looks.colour if looks.filled else "white",
            markeredgewidth=1.3,
        )
    )
    _write(panel, [row.claim.verdict.word], VERDICT + 0.18, top, fontweight="bold", color=looks.colour)
    _write(panel, row.said, VERDICT, top + step)
    _write(panel, row.instead, RATIO, top, color=style.QUIET, bbox=BLANK)
    for i, bar in enumerate(row.bars):
        _draw_bar(panel, bar, top + i * (step + BAR_INCHES), scale)


def _write(panel: Axes, lines: Sequence[str], x: float, top: float, **looks: Any) -> None:
    for i, line in enumerate(lines):
        panel.text(x, top + 0.04 + i * style.LINE_INCHES, line, va="top", zorder=3, **looks)


def _without_ratio(claim: ClaimJudgement) -> str:
    if any(judged.hypothesis.baseline for judged in claim.hypotheses):
        return "not compared"
    return "; ".join(judged.hypothesis.statement for judged in claim.hypotheses) or "no hypothesis"


def _draw_bar(panel: Axes, bar: Bar, top: float, scale: _Scale) -> None:
    _write(panel, style.wrapped(bar.words, RATIO_END - RATIO, most=1), RATIO, top, color=style.QUIET, bbox=BLANK)
    if bar.values is None:
        return
    colour = bar.colour
    top += 0.04
    y = top + style.LINE_INCHES + BAR_INCHES / 2 - 0.02
    left = RATIO if bar.ends[0] is None else scale.place(bar.ends[0])
    right = RATIO_END if bar.ends[1] is None else scale.place(bar.ends[1])
    panel.plot([left, right], [y, y], color=colour, linewidth=1, solid_capstyle="butt", zorder=2)
    first, last = scale.place(bar.values[0]), scale.place(bar.values[1])
    panel.plot([first, last], [y, y], color=colour, linewidth=4, solid_capstyle="butt", zorder=2.1)
    if last - first < 0.05:
        panel.plot([(first + last) / 2], [y], marker="D", markersize=4, color=colour, zorder=2.2)
    for missing, place, marker in ((bar.ends[0] is None, left, "<"), (bar.ends[1] is None, right, ">")):
        if missing:
            panel.plot([place], [y], marker=marker, markersize=4.5, color=colour, clip_on=False)
    for threshold in bar.thresholds:
        place = scale.place(threshold)
        panel.plot([place, place], [y - 0.06, y + 0.06], color=style.INK, linewidth=1.2, zorder=3)
