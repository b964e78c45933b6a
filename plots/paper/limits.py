"""What one figure can show. Beyond it a reader sees nothing, and drawing takes minutes or all memory."""

from __future__ import annotations

import math

MOST_MARKS = 4000  # Points, ticks, boxes, keys: some milliseconds each.
MOST_PANELS = 200
MOST_INCHES = 100  # Of height.


class TooMuchError(Exception):
    """Says in a few words what there is too much of. The figure says it in its own place."""


def check_marks(count: int, words: str) -> None:
    _check(count, MOST_MARKS, words)


def check_panels(count: int) -> None:
    _check(count, MOST_PANELS, "panels")


def check_height(inches: float) -> None:
    _check(math.ceil(inches), MOST_INCHES, "inches of height")


def _check(count: int, most: int, words: str) -> None:
    if count > most:
        raise TooMuchError(f"{count} {words}, and a figure holds {most}")
