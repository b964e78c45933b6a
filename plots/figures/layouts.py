"""Maps of structs: every byte a box, fields coloured and named, padding hatched, words and cache lines ruled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from plots.paper import lettering, limits, sheet, style
from plots.paper.legend import Key
from plots.reading.experiment import FieldLayout, Layout
from plots.reading.judgement import ExperimentJudgement
from plots.words import caption
from plots.words.caption import Provenance

LINE_BYTES = 64
MOST_ROWS = 8  # Rows of a large type that are drawn; the rest is said in words.
ROW_INCHES = 0.34
MAP_INCHES = 0.34  # Heading of a map and the room under it.
GRID = sheet.Grid(1, 1, left=0.1, wide=True)


Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Map:
    layout: Layout
    arms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of bytes within one row."""

    row: int
    start: int
    length: int
    first: bool  # Where its field begins.


def draw(judged: ExperimentJudgement, provenance: Provenance) -> sheet.Drawing | None:
    maps = _maps(judged)
    if not maps:
        return None
    limits.check_marks(sum(1 + len(each.layout.fields) for each in maps), "types and fields")
    widest = max(each.layout.size_bytes for each in maps)
    columns = min(LINE_BYTES, max(8, -(-widest // 8) * 8))
    rows = [min(MOST_ROWS, max(1, -(-each.layout.size_bytes // columns))) for each in maps]
    colours = _colours(maps)
    plan = sheet.Plan(
        title=caption.title_of(judged, "where the bytes of each type are"),
        grid=GRID,
        heads=[()],
        caption=caption.joined(
            "One box a byte; hatched bytes are padding; heavy lines mark words of 8 bytes and, at the ends of a full "
            f"row, cache lines of {LINE_BYTES}"
            if columns == LINE_BYTES
            else "One box a byte; hatched bytes are padding; heavy lines mark words of 8 bytes",
            "Sizes and offsets are the compiler's own: exact for this compiler and target",
            provenance.text,
        ),
        legend=_legend(maps, colours, columns),
        panel_inches=sum(row * ROW_INCHES + MAP_INCHES for row in rows),
        below_inches=0.06,
    )
    page = sheet.sheet(plan)
    _draw_maps(page.panels[0], maps, rows, columns, colours)
    return sheet.Drawing("layout", plan.title, plan.caption, page.figure)


def padding(layout: Layout) -> list[FieldLayout]:
    """What no field covers, as fields without a name."""
    gaps, end = [], 0
    for field in sorted(layout.fields, key=lambda each: each.offset_bytes):
        if field.offset_bytes > end:
            gaps.append(FieldLayout("", end, field.offset_bytes - end))
        end = max(end, field.offset_bytes + field.size_bytes)
    if layout.size_bytes > end and layout.fields:
        gaps.append(FieldLayout("", end, layout.size_bytes - end))
    return gaps


def stretches(field: FieldLayout, columns: int) -> list[Stretch]:
    """A field cut where the rows of the map end, as far as the map is drawn."""
    cut, start = [], max(0, field.offset_bytes)
    end = min(field.offset_bytes + field.size_bytes, columns * MOST_ROWS)
    while start < end:
        row, column = divmod(start, columns)
        length = min(end - start, columns - column)
        cut.append(Stretch(row, column, length, start == field.offset_bytes))
        start += length
    return cut


def _maps(judged: ExperimentJudgement) -> list[Map]:
    owners: dict[Layout, list[str]] = {}
    for arm in judged.experiment.arms:
        for layout in arm.layouts:
            owners.setdefault(layout, []).append(arm.name)
    return [Map(layout, tuple(arms)) for layout, arms in owners.items()]


def _colours(maps: Sequence[Map]) -> dict[str, Colour]:
    """A pale colour for each field name, the same in every type."""
    names = list(dict.fromkeys(field.name for each in maps for field in each.layout.fields))
    hues = [to_rgb(colour) for colour in (*style.COLOURS[:6], style.COLOURS[7])]
    palette = [_paler(hue, share) for share in (0.45, 0.72) for hue in hues]
    return {name: palette[i % len(palette)] for i, name in enumerate(names)}


def _paler(colour: Colour, share: float) -> Colour:
    red, green, blue = colour
    return red + (1 - red) * share, green + (1 - green) * share, blue + (1 - blue) * share


def _draw_maps(panel: Axes, maps: Sequence[Map], rows: Sequence[int], columns: int, colours: dict[str, Colour]) -> None:
    """In units of inches downwards and bytes to the right."""
    total = sum(row * ROW_INCHES + MAP_INCHES for row in rows)
    panel.set_xlim(0, columns)
    panel.set_ylim(total, 0)
    panel.set_axis_off()
    byte_inches = GRID.inside / columns
    top = 0.0
    for each, count in zip(maps, rows, strict=True):
        panel.text(
            0, top + 0.17, _heading(each, columns), va="bottom", fontweight="bold", fontsize=lettering.TEXT_POINTS
        )
        for field in (*each.layout.fields, *padding(each.layout)):
            for stretch in stretches(field, columns):
                _draw_stretch(panel, field, stretch, top + 0.22 + stretch.row * ROW_INCHES, byte_inches, colours)
        _rule_words(panel, min(each.layout.size_bytes, count * columns), columns, top + 0.22)
        top += count * ROW_INCHES + MAP_INCHES


def _heading(each: Map, columns: int) -> str:
    layout = each.layout
    room = sheet.TWO_COLUMNS - 0.4
    gap = sum(field.size_bytes for field in padding(layout))
    facts = f"{layout.size_bytes} bytes, aligned to {layout.alignment_bytes}, padding {gap}"
    beyond = layout.size_bytes - MOST_ROWS * columns
    facts += f", the last {beyond} bytes not drawn" if beyond > 0 else ""
    names = [] if each.arms == (layout.type,) else list(each.arms)
    text = f"{layout.type}: {facts}" + (f" ({caption.listed(names, 3)})" if names else "")
    return lettering.wrapped(text, room, bold=True, most=1)[0]


def _draw_stretch(
    panel: Axes, field: FieldLayout, stretch: Stretch, top: float, byte_inches: float, colours: dict[str, Colour]
) -> None:
    hole = not field.name
    box = Rectangle(
        (stretch.start, top),
        stretch.length,
        ROW_INCHES - 0.07,
        linewidth=0.8,
        edgecolor=style.INK,
        facecolor="white" if hole else colours[field.name],
        hatch="/////" if hole else None,
        zorder=1,
    )
    panel.add_patch(box)
    panel.vlines(
        range(stretch.start + 1, stretch.start + stretch.length),
        top,
        top + ROW_INCHES - 0.07,
        color="white" if not hole else style.FAINT,
        linewidth=0.4,
        zorder=1.5,
    )
    label = lettering.legible(field.name) if stretch.first else "…"
    room = stretch.length * byte_inches - 0.04
    if not hole and lettering.width_inches(label) <= room:
        panel.text(
            stretch.start + stretch.length / 2,
            top + (ROW_INCHES - 0.07) / 2,
            label,
            ha="center",
            va="center_baseline",
            zorder=3,
        )


def _rule_words(panel: Axes, size: int, columns: int, top: float) -> None:
    for start in range(0, size, columns):
        length = min(columns, size - start)
        upper = top + start // columns * ROW_INCHES
        for word in range(0, length + 1, 8):
            full_line = columns == LINE_BYTES and word in (0, LINE_BYTES)
            panel.plot(
                [word, word],
                [upper - 0.03, upper + ROW_INCHES - 0.04],
                color=style.INK,
                clip_on=False,
                linewidth=2.2 if full_line else 1.1,
                solid_capstyle="butt",
                zorder=2,
            )


def _legend(maps: Sequence[Map], colours: dict[str, Colour], columns: int) -> list[Key]:
    """Keys for padding and for the fields whose name has no room in their box."""
    byte_inches = GRID.inside / columns
    hidden = dict.fromkeys(
        field.name
        for each in maps
        for field in each.layout.fields
        if not any(
            stretch.first
            and lettering.width_inches(lettering.legible(field.name)) <= stretch.length * byte_inches - 0.04
            for stretch in stretches(field, columns)
        )
    )
    entries: list[Key] = [
        ((Rectangle((0.1, 0.1), 0.8, 0.75, facecolor=colours[name], edgecolor=style.INK, linewidth=0.6),), name)
        for name in hidden
    ]
    if any(padding(each.layout) for each in maps):
        key = Rectangle((0.1, 0.1), 0.8, 0.75, facecolor="white", edgecolor=style.INK, linewidth=0.6, hatch="/////")
        entries.append(((key,), "padding"))
    return entries
