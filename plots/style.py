"""How every figure looks: Okabe-Ito colours that colour-blind readers can tell apart, a shape beside each colour for
black and white, text of 8 points at the size it is printed (3.45 in for one panel, 7 in for more)."""

from __future__ import annotations

import functools
import io
import itertools
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import matplotlib
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font

from plots.experiment import Arm
from plots.model import ClaimJudgement, VerdictWord
from plots.printable import MOST_OF_TEXT, shortened

INK = "#1a1a1a"
QUIET = "#595959"
FAINT = "#d9d9d9"
NOISE = "#d4d4d4"
BAND = "#cfe3f1"
# Where a ratio crosses its threshold: a line, and the interval of its place. Neither needs its colour.
CROSSING: dict[str, Any] = {"color": INK, "linewidth": 1.0}
CROSSING_BAND: dict[str, Any] = {"facecolor": "#f0f0f0", "edgecolor": "#b5b5b5", "hatch": "/////", "linewidth": 0.5}
# Beside a point that carries a warning: the sign of a footnote.
STAR: dict[str, Any] = {
    "linestyle": "none",
    "marker": (6, 2, 0),
    "markersize": 4.0,
    "markeredgecolor": INK,
    "markeredgewidth": 0.7,
    "clip_on": False,
    "zorder": 3.5,
}
TEXT_POINTS = 8.0
LINE_INCHES = TEXT_POINTS * 1.3 / 72

SETTINGS: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "Helvetica"],
    "font.size": TEXT_POINTS,
    "axes.titlesize": TEXT_POINTS,
    "axes.labelsize": TEXT_POINTS,
    "xtick.labelsize": TEXT_POINTS,
    "ytick.labelsize": TEXT_POINTS,
    "legend.fontsize": TEXT_POINTS,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "lines.linewidth": 1.2,
    "hatch.linewidth": 0.6,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    # Names in a judgement may hold a dollar sign; none of it is mathematics.
    "text.parse_math": False,
    # Real text in SVG, and ids that are the same for the same figure.
    "svg.fonttype": "none",
    "svg.hashsalt": "memlore",
}

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8c8c8c")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "p", "h")
Dash = tuple[float, tuple[float, ...]]
DASHES: tuple[Dash, ...] = ((0, ()), (0, (4, 1.6)), (0, (1, 1.2)), (0, (5, 1.5, 1, 1.5)))
LEVEL_MARKERS = ("o", "s", "^", "D")


@dataclass(frozen=True, slots=True)
class ArmStyle:
    colour: str
    marker: str


ArmStyles = dict[str, ArmStyle]


@dataclass(frozen=True, slots=True)
class VerdictStyle:
    colour: str
    marker: str
    filled: bool


VERDICTS: dict[VerdictWord, VerdictStyle] = {
    "holds": VerdictStyle("#007a59", "o", True),
    "refuted": VerdictStyle("#b84f00", "X", True),
    "depends": VerdictStyle("#0072B2", "D", True),
    "inconclusive": VerdictStyle("#595959", "o", False),
    "invalid": VerdictStyle("#000000", "s", False),
}


def apply() -> None:
    """Sets matplotlib up, in the process that draws."""
    matplotlib.use("Agg", force=True)
    matplotlib.rcdefaults()
    for name, value in SETTINGS.items():
        matplotlib.rcParams[name] = value


def arm_styles(claims: Iterable[ClaimJudgement]) -> list[ArmStyles]:
    """A style for every arm of every claim. A name keeps its place wherever no arm of the same experiment has it."""
    places: dict[str, int] = {}
    return [_styles_of(_baselines_first(claim), places) for claim in claims]


def _baselines_first(claim: ClaimJudgement) -> list[Arm]:
    baselines = {judged.hypothesis.baseline for judged in claim.hypotheses}
    return sorted(claim.experiment.arms, key=lambda arm: arm.name not in baselines)


def _styles_of(arms: list[Arm], places: dict[str, int]) -> ArmStyles:
    chosen: dict[str, int] = {}
    taken: set[int] = set()
    for arm in arms:
        place = places.get(arm.name)
        if place is not None and place not in taken:
            chosen[arm.name] = place
            taken.add(place)
    free = (place for place in itertools.count() if place not in taken)
    for arm in arms:
        if arm.name not in chosen:
            chosen[arm.name] = next(free)
            places.setdefault(arm.name, chosen[arm.name])
    return {name: ArmStyle(COLOURS[i % len(COLOURS)], MARKERS[i % len(MARKERS)]) for name, i in chosen.items()}


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


def rendered(figure: Figure) -> tuple[bytes, bytes]:
    """The figure as SVG and as PNG, byte for byte the same for the same figure."""
    svg, png = io.BytesIO(), io.BytesIO()
    figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": "memlore"})
    figure.savefig(png, format="png", dpi=200, metadata={"Software": "memlore"}, pil_kwargs={"compress_level": 6})
    return svg.getvalue(), png.getvalue()
