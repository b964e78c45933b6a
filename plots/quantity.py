"""Numbers in words, the same in every figure and table."""

from __future__ import annotations

import math


def number(value: float) -> str:
    """A number with three significant digits, large ones with k, M, G: `0.012`, `3.5`, `12 k`."""
    if value == 0:
        return "0"
    for least, size, prefix in ((1e9, 1e9, " G"), (1e6, 1e6, " M"), (1e4, 1e3, " k")):
        if abs(value) >= least * 0.99995:
            return f"{_plain(value / size)}{prefix}"
    return _plain(value)


def _plain(value: float) -> str:
    if 1e-3 <= abs(value) < 1e6:
        text = f"{value:.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"{value:.2g}"


def level(value: int) -> str:
    """A level of a factor: multiples of 1024 as such (`64 Ki`), else the number."""
    for size, prefix in ((2**30, "Gi"), (2**20, "Mi"), (2**10, "Ki")):
        if value >= size and value % size == 0:
            return f"{value // size} {prefix}"
    return number(value) if value >= 10000 and value % 1000 == 0 else str(value)


def amount(size: int) -> str:
    """An amount of memory: `48 KiB`."""
    return f"{level(size)}B" if size >= 1024 and size % 1024 == 0 else f"{size} B"
