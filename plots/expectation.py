"""What a hypothesis expects, in words."""

from __future__ import annotations

from plots import quantity
from plots.experiment import Hypothesis

EXPECTED = {"at_least": "at least", "at_most": "at most", "equivalent": "the same within"}


def words(hypothesis: Hypothesis) -> str:
    """`by_value / by_reference: at most 1.1`."""
    over = f" / {hypothesis.baseline}" if hypothesis.baseline else ""
    return f"{hypothesis.contender}{over}: {EXPECTED[hypothesis.relation]} {quantity.number(hypothesis.threshold)}"
