"""The legend under the panels: keys set like words in a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from plots.paper import lettering

HANDLE = 0.42  # Inches.
MOST_KEY = 3  # Lines; only a hostile record has more.

# Artists in a box of 1 by 1, and their label; without artists the label stands alone.
Key = tuple[tuple[Artist, ...], str]


@dataclass(frozen=True, slots=True)
class SetKey:
    """A key in its row, in inches from its left edge."""

    x: float
    artists: tuple[Artist, ...]
    lines: list[str]


def set_keys(legend: Sequence[Key], room: float) -> list[list[SetKey]]:
    """Keys set like words in a paragraph."""
    rows: list[list[SetKey]] = []
    x = room
    for artists, label in legend:
        handle = HANDLE if artists else 0.0
        lines = lettering.wrapped(label, room - handle, most=MOST_KEY)
        wide = handle + max(lettering.width_inches(line) for line in lines)
        if x + wide > room or not rows:
            rows.append([])
            x = 0.0
        rows[-1].append(SetKey(x, artists, lines))
        x += wide + 0.14
    return rows


def height_of(row: list[SetKey]) -> float:
    return max(len(key.lines) for key in row) * lettering.LINE_INCHES + 0.03


def draw(figure: Figure, rows: list[list[SetKey]], edge: float, top: float) -> None:
    width, height = figure.get_size_inches()
    for row in rows:
        for key in row:
            # The unit box of a key, straight onto the figure: axes for each would take longer than the panels.
            box = Affine2D().scale((HANDLE - 0.1) / width, lettering.LINE_INCHES / height)
            box.translate((edge + key.x) / width, (top - lettering.LINE_INCHES) / height)
            for artist in key.artists:
                artist.set_transform(box + figure.transFigure)
                figure.add_artist(artist)
            left = edge + key.x + (HANDLE - 0.05 if key.artists else 0.0)
            lettering.set_text(figure, key.lines, left, top - 0.01, lettering.LINE_INCHES)
        top -= height_of(row)
