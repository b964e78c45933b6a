"""Numbers in words, the same in every figure and table."""

from __future__ import annotations

import math

PREFIXES = ((1e12, 1e12, " T"), (1e9, 1e9, " G"), (1e6, 1e6, " M"), (1e4, 1e3, " k"))


def number(value: float) -> str:
    """Three significant digits, from ten thousand on with k, M, G, T: `0.981`, `1.50`, `34`, `141 k`.

    Zeros at the end of an estimate under 10 say how well it is known; elsewhere, and where a value is exact (`0.5`),
    they are left out. Sentences of the record have the same style (harness/judge/sweep/effect_words.cpp).
    """
    for least, size, prefix in PREFIXES:
        if abs(value) >= least * 0.99995:
            return f"{_digits(value / size)}{prefix}"
    return _digits(value)


def _digits(value: float) -> str:
    if value != 0 and not 1e-4 <= abs(value) < 1e6:
        return f"{value:.2e}"
    text = f"{value:.{max(0, 2 - math.floor(math.log10(float(f'{abs(value):.2e}')))) if value else 0}f}"
    if "." in text and (abs(float(text)) >= 10 or math.isclose(value, float(text), rel_tol=1e-9)):
        return text.rstrip("0").rstrip(".")
    return text


def per_cent(share: float) -> str:
    """A share as `3.75 %`."""
    return f"{number(100 * share)} %"


def extent(low: float, high: float) -> str:
    """`0.98 to 1.04`; a single number where both ends read the same."""
    ends = (number(low), number(high))
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def level(value: int) -> str:
    """A level of a factor: multiples of 1024 as such (`64 Ki`), else the number."""
    for size, prefix in ((2**30, "Gi"), (2**20, "Mi"), (2**10, "Ki")):
        if value >= size and value % size == 0:
            return f"{value // size} {prefix}"
    return number(value) if value >= 10000 and value % 1000 == 0 else str(value)


def amount(size: int) -> str:
    """An amount of memory: `48 KiB`."""
    return f"{level(size)}B" if size >= 1024 and size % 1024 == 0 else f"{size} B"


def of_many(part: int, whole: int) -> str:
    """`148 of 218`; the number alone where all of them are meant."""
    return str(whole) if part == whole else f"{part} of {whole}"
