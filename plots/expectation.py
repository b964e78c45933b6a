"""What a hypothesis expects, in words."""

from __future__ import annotations

from plots import quantity
from plots.experiment import Hypothesis
from plots.printable import short

EXPECTED = {"at_least": "at least", "at_most": "at most", "equivalent": "the same within"}


def words(hypothesis: Hypothesis) -> str:
    """`by_value / by_reference: at most 1.1`."""
    return f"{pair(hypothesis)}: {EXPECTED[hypothesis.relation]} {quantity.number(hypothesis.threshold)}"


def pair(hypothesis: Hypothesis) -> str:
    """`by_value / by_reference`; the contender alone where nothing is compared with it."""
    names = (hypothesis.contender, hypothesis.baseline)
    return " / ".join(short(each) for each in names if each)
