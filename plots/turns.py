"""Where a verdict turns, in words."""

from __future__ import annotations

from plots import quantity
from plots.experiment import Experiment
from plots.model import ClaimJudgement, Turn


def of(claim: ClaimJudgement) -> str:
    """`turns between 64 and 128 bytes`, once for each different turn; empty where the claim does not depend."""
    if claim.verdict.word != "depends":
        return ""
    said = dict.fromkeys(words(judged.turn, claim.experiment) for judged in claim.hypotheses if judged.turn)
    return "; ".join(said)


def words(turn: Turn, experiment: Experiment) -> str:
    factor = next((each for each in experiment.factors if each.name == turn.factor), None)
    name = turn.factor.replace("_", " ")
    if turn.above == "the other levels":
        return f"turns on {name}: {turn.below} differs from the other levels"
    if not (turn.below.isdecimal() and turn.above.isdecimal()):
        return f"turns on {name}, between {turn.below} and {turn.above}"
    unit = factor.unit if factor else ""
    below, above = (quantity.level(int(each)) if len(each) < 20 else each for each in (turn.below, turn.above))
    tail = unit if unit == turn.factor else f"{unit} of {name}" if unit else f"of {name}"
    return f"turns between {below} and {above} {tail}".rstrip()
