"""How every figure looks: Okabe-Ito colours that colour-blind readers can tell apart, a shape beside each colour for
black and white, text of 8 points at the size it is printed (3.45 in for one panel, 7 in for more)."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from plots.paper.lettering import TEXT_POINTS
from plots.reading.experiment import Arm, Experiment
from plots.reading.judgement import ExperimentJudgement, VerdictWord

INK = "#1a1a1a"
QUIET = "#595959"
FAINT = "#d9d9d9"
NOISE = "#d4d4d4"
BAND = "#dcebf5"
OUTSIDE = "#9c9c9c"  # Points of which a claim does not speak.
# Where a rule turns: a line at the place, or the band between two levels. Neither needs its colour.
CROSSING: dict[str, Any] = {"color": INK, "linewidth": 1.0}
TURN_BAND: dict[str, Any] = {"facecolor": "none", "edgecolor": "#a5a5a5", "hatch": "/////", "linewidth": 0.5}
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
    sign: str  # Beside the word: a shape for those who do not see the colour.


VERDICTS: dict[VerdictWord, VerdictStyle] = {
    "holds": VerdictStyle("#007a59", "●"),
    "refuted": VerdictStyle("#b84f00", "✕"),
    "depends": VerdictStyle("#0072B2", "◆"),
    "inconclusive": VerdictStyle("#595959", "○"),
    "invalid": VerdictStyle("#000000", "□"),
}


def apply() -> None:
    """Sets matplotlib up, in the process that draws."""
    matplotlib.use("Agg", force=True)
    matplotlib.rcdefaults()
    for name, value in SETTINGS.items():
        matplotlib.rcParams[name] = value


def arm_styles(experiments: Iterable[ExperimentJudgement]) -> list[ArmStyles]:
    """A style for every arm of each experiment. A name keeps its place where no arm of the same experiment has it."""
    places: dict[str, int] = {}
    return [_styles_of(_baselines_first(each.experiment), places) for each in experiments]


def _baselines_first(experiment: Experiment) -> list[Arm]:
    baselines = {claim.baseline for claim in experiment.claims}
    return sorted(experiment.arms, key=lambda arm: arm.name not in baselines)


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


def rendered(figure: Figure) -> tuple[bytes, bytes]:
    """The figure as SVG and as PNG, byte for byte the same for the same figure."""
    svg, png = io.BytesIO(), io.BytesIO()
    figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": "memlore"})
    figure.savefig(png, format="png", dpi=200, metadata={"Software": "memlore"}, pil_kwargs={"compress_level": 6})
    return svg.getvalue(), png.getvalue()
