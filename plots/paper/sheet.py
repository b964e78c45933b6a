"""The paper a figure is drawn on: title, panels, legend and caption, each with room of its own, all in inches.

Laid out by the font's metrics rather than by matplotlib's constrained layout, which draws everything twice, knows no
caption and moves with every label.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from plots.paper import legend, lettering, limits, style
from plots.paper.legend import Key

ONE_COLUMN = 3.45
TWO_COLUMNS = 7.0
LEFT, RIGHT = 0.62, 0.16
EDGE = 0.08
# Lines at most; only a hostile record has more.
MOST_TITLE, MOST_PARAGRAPH, MOST_CAPTION = 5, 12, 30
GAP = 0.26  # Between panels that share their scales.
BANNER_GAP = 0.06  # Over a banner.
TITLE_POINTS = 9.0
TITLE_STEP = TITLE_POINTS * 1.3 / 72


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph over a panel."""

    words: str
    colour: str = style.INK
    bold: bool = False


Head = Sequence[Text]


def head(words: str) -> Head:
    """A single plain paragraph; none for no words."""
    return (Text(words),) if words else ()


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
    heads: Sequence[Head]  # Over each panel.
    caption: str
    legend: Sequence[Key] = ()
    panel_inches: float = 1.75
    below_inches: float = 0.42  # For tick labels and label of the x axis.
    above_inches: float = 0.0  # For labels over a panel's upper edge.
    banners: Mapping[int, Head] = field(default_factory=dict)  # Over a whole row of panels, by its number.


@dataclass(frozen=True, slots=True)
class Sheet:
    figure: Figure
    panels: list[Axes]


Line = tuple[str, Text]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of panels: its banner, their heads, the room of these and of all over the panels, and its height."""

    banner: list[Line]
    heads: list[list[Line]]
    head_inches: float
    above_inches: float
    inches: float


def sheet(plan: Plan) -> Sheet:
    room = plan.grid.width - 2 * EDGE
    limits.check_panels(plan.grid.count)
    limits.check_marks(len(plan.legend), "keys in its legend")
    title = lettering.wrapped(plan.title, room, bold=True, points=TITLE_POINTS, most=MOST_TITLE)
    caption = lettering.wrapped(plan.caption, room, most=MOST_CAPTION)
    keys = legend.set_keys(plan.legend, room)
    rows = _rows(plan)
    caption_inches = len(caption) * lettering.LINE_INCHES + 0.1
    legend_inches = sum(legend.height_of(row) for row in keys) + (0.1 if keys else 0)
    top = sum(row.inches for row in rows) + legend_inches + caption_inches
    height = top + len(title) * TITLE_STEP + 0.1
    limits.check_height(height)

    figure = Figure(figsize=(plan.grid.width, height))
    lettering.set_text(figure, title, EDGE, height - 0.06, TITLE_STEP, fontsize=TITLE_POINTS, fontweight="bold")
    panels = _add_panels(figure, plan, rows, top)
    legend.draw(figure, keys, EDGE, caption_inches + legend_inches - 0.04)
    lettering.set_text(figure, caption, EDGE, caption_inches - 0.04, lettering.LINE_INCHES, color=style.QUIET)
    return Sheet(figure, panels)


def notice(name: str, title: str, caption: str) -> Drawing:
    """A sheet without a panel, for a figure that cannot be drawn: its caption says why."""
    page = sheet(Plan(title, Grid(1, 1, wide=True), [()], caption, panel_inches=0.0, below_inches=0.0))
    page.panels[0].set_axis_off()
    return Drawing(name, title, caption, page.figure)


def _lines(head: Head, inches: float) -> list[Line]:
    return [
        (line, text)
        for text in head
        for line in lettering.wrapped(text.words, inches, bold=text.bold, most=MOST_PARAGRAPH)
    ]


def _set_lines(figure: Figure, lines: Sequence[Line], x: float, top: float) -> None:
    for i, (line, text) in enumerate(lines):
        weight = "bold" if text.bold else "normal"
        lettering.set_text(figure, [line], x, top - i * lettering.LINE_INCHES, 0, color=text.colour, fontweight=weight)


def _rows(plan: Plan) -> list[_Row]:
    grid = plan.grid
    head_room = grid.inside + GAP - 0.08 if grid.shared else grid.width / grid.columns - 2 * EDGE
    heads = [_lines(each, head_room) for each in plan.heads]
    rows = []
    for i, start in enumerate(range(0, grid.count, grid.columns)):
        row = heads[start : start + grid.columns]
        banner = _lines(plan.banners.get(i, ()), grid.width - 2 * EDGE)
        head = max(len(each) for each in row) * lettering.LINE_INCHES + plan.above_inches + 0.04
        above = head + 0.02 + (BANNER_GAP + len(banner) * lettering.LINE_INCHES if banner else 0.0)
        last = start + grid.columns >= grid.count
        below = plan.below_inches if last or not grid.shared else 0.12
        rows.append(_Row(banner, row, head, above, above + plan.panel_inches + below))
    return rows


def _add_panels(figure: Figure, plan: Plan, rows: list[_Row], top: float) -> list[Axes]:
    grid = plan.grid
    panels: list[Axes] = []
    width, height = figure.get_size_inches()
    for row in rows:
        upper = top - row.above_inches
        _set_lines(figure, row.banner, EDGE, top - (BANNER_GAP if row.banner else 0.0))
        for column, head in enumerate(row.heads):
            left = grid.left_of(column)
            _set_lines(figure, head, left if grid.shared else left - grid.left + EDGE, upper + row.head_inches)
            bottom = upper - plan.panel_inches
            box = (left / width, bottom / height, grid.inside / width, plan.panel_inches / height)
            panel = figure.add_axes(box)
            panel.tick_params(labelleft=grid.labels_y(len(panels)), labelbottom=grid.labels_x(len(panels)))
            panels.append(panel)
        top -= row.inches
    return panels
