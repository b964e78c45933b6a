"""The paper a figure is drawn on: title, panels, legend and caption, each with room of its own, all in inches.

Laid out by the font's metrics rather than by matplotlib's constrained layout, which draws everything twice, knows no
caption and moves with every label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from plots import limits, style

ONE_COLUMN = 3.45
TWO_COLUMNS = 7.0
LEFT, RIGHT = 0.62, 0.16
EDGE = 0.08
# Lines at most; only a hostile record has more.
MOST_TITLE, MOST_HEAD, MOST_KEY, MOST_CAPTION = 5, 6, 3, 30
GAP = 0.26  # Between panels that share their scales.
TITLE_POINTS = 9.0
TITLE_STEP = TITLE_POINTS * 1.3 / 72
HANDLE = 0.42

# Artists in a box of 1 by 1, and their label; without artists the label stands alone.
Key = tuple[tuple[Artist, ...], str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished figure with the words that stand for it on the page."""

    name: str
    title: str
    caption: str
    figure: Figure

    @property
    def alt(self) -> str:
        return f"{self.title}. {self.caption}"


@dataclass(frozen=True, slots=True)
class Grid:
    """How panels stand on a sheet."""

    count: int
    columns: int
    left: float = LEFT
    shared: bool = False  # Scales are shared: tick labels only at the left and the lower edge of the grid.
    wide: bool = False  # Full width even for one panel.
    after: float = 0.0  # Room for words at the right of each panel, where scales are shared.

    @property
    def width(self) -> float:
        return TWO_COLUMNS if self.wide or self.columns > 1 else ONE_COLUMN

    @property
    def inside(self) -> float:
        """Width of one panel's axes."""
        if self.shared:
            between = (GAP + self.after) * (self.columns - 1)
            return (self.width - self.left - RIGHT - self.after - between) / self.columns
        return self.width / self.columns - self.left - RIGHT

    def left_of(self, column: int) -> float:
        if self.shared:
            return self.left + column * (self.inside + GAP + self.after)
        return column * self.width / self.columns + self.left

    def labels_y(self, i: int) -> bool:
        return not self.shared or i % self.columns == 0

    def labels_x(self, i: int) -> bool:
        return not self.shared or i + self.columns >= self.count


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sheet must hold."""

    title: str
    grid: Grid
    heads: Sequence[str]  # A title for each panel; empty for none.
    caption: str
    legend: Sequence[Key] = ()
    panel_inches: float = 1.75
    below_inches: float = 0.42  # For tick labels and label of the x axis.
    above_inches: float = 0.0  # For labels over a panel's upper edge.


@dataclass(frozen=True, slots=True)
class Sheet:
    figure: Figure
    panels: list[Axes]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of panels: their heads, the height of it all, and where the panels' upper edge lies in it."""

    heads: list[list[str]]
    head_inches: float
    inches: float


def sheet(plan: Plan) -> Sheet:
    room = plan.grid.width - 2 * EDGE
    limits.check_panels(plan.grid.count)
    limits.check_marks(len(plan.legend), "keys in its legend")
    title = style.wrapped(plan.title, room, bold=True, points=TITLE_POINTS, most=MOST_TITLE)
    caption = style.wrapped(plan.caption, room, most=MOST_CAPTION)
    keys = _set_keys(plan.legend, room)
    rows = _rows(plan)
    caption_inches = len(caption) * style.LINE_INCHES + 0.1
    legend_inches = sum(_height_of(row) for row in keys) + (0.1 if keys else 0)
    top = sum(row.inches for row in rows) + legend_inches + caption_inches
    height = top + len(title) * TITLE_STEP + 0.1
    limits.check_height(height)

    figure = Figure(figsize=(plan.grid.width, height))
    set_text(figure, title, EDGE, height - 0.06, TITLE_STEP, fontsize=TITLE_POINTS, fontweight="bold")
    panels = _add_panels(figure, plan, rows, top)
    _draw_legend(figure, keys, caption_inches + legend_inches - 0.04)
    set_text(figure, caption, EDGE, caption_inches - 0.04, style.LINE_INCHES, color=style.QUIET)
    return Sheet(figure, panels)


def notice(name: str, title: str, caption: str) -> Drawing:
    """A sheet without a panel, for a figure that cannot be drawn: its caption says why."""
    page = sheet(Plan(title, Grid(1, 1, wide=True), [""], caption, panel_inches=0.0, below_inches=0.0))
    page.panels[0].set_axis_off()
    return Drawing(name, title, caption, page.figure)


def set_text(figure: Figure, lines: Sequence[str], x: float, y: float, step: float, **looks: Any) -> None:
    """Lines from the upper left corner down, in inches."""
    width, height = figure.get_size_inches()
    for i, line in enumerate(lines):
        figure.text(x / width, (y - i * step) / height, line, va="top", ha="left", **looks)


def _rows(plan: Plan) -> list[_Row]:
    grid = plan.grid
    head_room = grid.inside + GAP - 0.08 if grid.shared else grid.width / grid.columns - 2 * EDGE
    heads = [style.wrapped(each, head_room, most=MOST_HEAD) if each else [] for each in plan.heads]
    rows = []
    for start in range(0, grid.count, grid.columns):
        row = heads[start : start + grid.columns]
        head = max(len(each) for each in row) * style.LINE_INCHES + plan.above_inches + 0.06
        last = start + grid.columns >= grid.count
        rows.append(
            _Row(row, head, head + plan.panel_inches + (plan.below_inches if last or not grid.shared else 0.12))
        )
    return rows


def _add_panels(figure: Figure, plan: Plan, rows: list[_Row], top: float) -> list[Axes]:
    grid = plan.grid
    panels: list[Axes] = []
    width, height = figure.get_size_inches()
    for row in rows:
        upper = top - row.head_inches
        for column, head in enumerate(row.heads):
            left = grid.left_of(column)
            text_top = upper + plan.above_inches + 0.04 + len(head) * style.LINE_INCHES
            set_text(figure, head, left if grid.shared else left - grid.left + EDGE, text_top, style.LINE_INCHES)
            bottom = upper - plan.panel_inches
            box = (left / width, bottom / height, grid.inside / width, plan.panel_inches / height)
            panel = figure.add_axes(box)
            panel.tick_params(labelleft=grid.labels_y(len(panels)), labelbottom=grid.labels_x(len(panels)))
            panels.append(panel)
        top -= row.inches
    return panels


@dataclass(frozen=True, slots=True)
class _SetKey:
    x: float
    artists: tuple[Artist, ...]
    lines: list[str]


def _set_keys(legend: Sequence[Key], room: float) -> list[list[_SetKey]]:
    """Keys set like words in a paragraph."""
    rows: list[list[_SetKey]] = []
    x = room
    for artists, label in legend:
        handle = HANDLE if artists else 0.0
        lines = style.wrapped(label, room - handle, most=MOST_KEY)
        wide = handle + max(style.width_inches(line) for line in lines)
        if x + wide > room or not rows:
            rows.append([])
            x = 0.0
        rows[-1].append(_SetKey(EDGE + x, artists, lines))
        x += wide + 0.14
    return rows


def _height_of(row: list[_SetKey]) -> float:
    return max(len(key.lines) for key in row) * style.LINE_INCHES + 0.03


def _draw_legend(figure: Figure, rows: list[list[_SetKey]], top: float) -> None:
    width, height = figure.get_size_inches()
    for row in rows:
        for key in row:
            # The unit box of a key, straight onto the figure: axes for each would take longer than the panels.
            box = Affine2D().scale((HANDLE - 0.1) / width, style.LINE_INCHES / height)
            box.translate(key.x / width, (top - style.LINE_INCHES) / height)
            for artist in key.artists:
                artist.set_transform(box + figure.transFigure)
                figure.add_artist(artist)
            left = key.x + (HANDLE - 0.05 if key.artists else 0.0)
            set_text(figure, key.lines, left, top - 0.01, style.LINE_INCHES)
        top -= _height_of(row)
