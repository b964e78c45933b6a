"""Where a verdict turns, in words."""

from __future__ import annotations

from plots import quantity
from plots.experiment import Experiment
from plots.model import ClaimJudgement, Crossing, Turn
from plots.printable import short


def of(claim: ClaimJudgement) -> str:
    """`turns at bytes 19.8 [13.2, 24.9]`, once for each different turn; empty where the claim does not depend."""
    if claim.verdict.word != "depends":
        return ""
    said = dict.fromkeys(words(judged.turn, claim.experiment) for judged in claim.hypotheses if judged.turn)
    return "; ".join(said)


def words(turn: Turn, experiment: Experiment) -> str:
    name, below, above = (short(each) for each in (turn.factor.replace("_", " "), turn.below, turn.above))
    factor = next((each for each in experiment.factors if each.name == turn.factor), None)
    unit = factor.unit if factor else ""
    if turn.crossing:
        return f"turns at {name} {place(turn.crossing)} {unit if unit != turn.factor else ''}".rstrip()
    if turn.above == "the other levels":
        return f"turns on {name}: {below} differs from the other levels"
    if not _numbers(turn):
        return f"turns on {name}, between {below} and {above}"
    tail = unit if unit == turn.factor else f"{unit} of {name}" if unit else f"of {name}"
    return f"turns between {' and '.join(_levels(turn))} {tail}".rstrip()


def place(crossing: Crossing) -> str:
    """`19.8 [13.2, 24.9]`; an end that the sweep does not reach is left open."""
    low, high = ("…" if end is None else quantity.number(end) for end in (crossing.low, crossing.high))
    return f"{quantity.number(crossing.at)} [{low}, {high}]"


def origin(turn: Turn) -> str:
    """How the place of a crossing was found: by interpolation between which levels, over how many slices."""
    if not turn.crossing:
        return ""
    between = f" between {' and '.join(_levels(turn))}" if _numbers(turn) else ""
    slices = turn.crossing.slices
    median = f", the median over {slices} combinations of the other factors" if slices > 1 else ""
    return f"by interpolation{between}{median}"


def _numbers(turn: Turn) -> bool:
    return turn.below.isdecimal() and turn.above.isdecimal()


def _levels(turn: Turn) -> list[str]:
    return [quantity.level(int(each)) if len(each) < 20 else each for each in (turn.below, turn.above)]
