"""Text by the font's own metrics, in inches: how wide it is, where its lines break, and where it stands."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from typing import Any

from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font

from plots.reading.printable import MOST_OF_TEXT, shortened

TEXT_POINTS = 8.0
LINE_INCHES = TEXT_POINTS * 1.3 / 72


@functools.cache
def _font(bold: bool) -> FT2Font:
    properties = font_manager.FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")
    # A font of our own: the one that matplotlib draws with must not change its size under it.
    return FT2Font(font_manager.findfont(properties))


# A font reads its file as it needs glyphs. Processes forked from this one would share the place in that file, and one
# would get what the other looks for: each opens its own.
os.register_at_fork(after_in_child=_font.cache_clear)


@functools.cache
def _glyphs() -> frozenset[int]:
    return frozenset(_font(False).get_charmap())


@functools.lru_cache(maxsize=20000)
def width_inches(text: str, *, bold: bool = False, points: float = TEXT_POINTS) -> float:
    font = _font(bold)
    font.set_size(points, 72 * 16)  # Large, so that hinting to whole pixels adds nothing.
    font.set_text(text, 0.0)
    # Drawn text is up to 2 % wider, by hinting at the resolution of the screen.
    return float(font.get_width_height()[0]) / 64 / 72 / 16 * 1.02


def legible(text: str) -> str:
    """Text as the figures' font can show it: a glyph that it does not have becomes a box, never a warning."""
    return "".join(each if ord(each) in _glyphs() else "\u25a1" for each in text)


def wrapped(text: str, inches: float, *, bold: bool = False, points: float = TEXT_POINTS, most: int = 99) -> list[str]:
    """Lines that fit a width, by the font's own metrics; a word that is too long is broken.

    Of more than `most` lines the first ones stay. What is not drawn costs no time, however long it is.
    """
    lines: list[str] = []
    for word in legible(shortened(text, MOST_OF_TEXT)).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and _fitting(joined, inches, bold, points) == len(joined):
            lines[-1] = joined
            continue
        while word and len(lines) <= most:
            cut = _fitting(word, inches, bold, points)
            lines.append(word[:cut])
            word = word[cut:]
        if len(lines) > most:
            return [*lines[: most - 1], lines[most - 1][:-1] + "…"]
    return lines or [""]


def _fitting(word: str, inches: float, bold: bool, points: float) -> int:
    """Letters from the start that fit, at least one. Measures little more than these, however long the word is."""

    def fits(count: int) -> bool:
        return width_inches(word[:count], bold=bold, points=points) <= inches

    low, high = 1, min(len(word), 64)  # Most words and lines are shorter, and one look tells that they fit.
    while high < len(word) and fits(high):
        low, high = high, min(2 * high, len(word))
    if fits(high):
        return high
    high -= 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def set_text(figure: Figure, lines: Sequence[str], x: float, y: float, step: float, **looks: Any) -> None:
    """Lines from the upper left corner down, in inches."""
    width, height = figure.get_size_inches()
    for i, line in enumerate(lines):
        figure.text(x / width, (y - i * step) / height, line, va="top", ha="left", **looks)
