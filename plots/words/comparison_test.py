from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plots.reading.experiment import Claim
from plots.reading.judgement import ClaimJudgement, Comparison, Decision, ExperimentJudgement, Spread
from plots.words import comparison as words

JUDGEMENT = Path(__file__).parents[2] / "harness" / "model" / "conclusions" / "judgement.h"
Experiment = Callable[[str], ExperimentJudgement]


@pytest.fixture
def copying(experiment: Experiment) -> ClaimJudgement:
    return experiment("copying/value-or-reference").claims[0]


def decided(judged: ClaimJudgement, decision: Decision, low: float | None, high: float | None) -> Comparison:
    return dataclasses.replace(judged.comparisons[0], decision=decision, low_95=low, high_95=high)


def test_a_decision_of_sameness_says_its_margin(copying: ClaimJudgement) -> None:
    same = decided(copying, "same", 0.99, 1.01)
    assert words.decision(same, copying.claim) == "the same (within 5 %)"
    within = dataclasses.replace(copying.claim, relation="within", threshold=1.25)
    assert words.decision(same, within) == "the same (within 1.25 times)"
    exact = dataclasses.replace(same, estimate=dataclasses.replace(same.estimate, level=1.0))
    assert words.decision(exact, copying.claim) == "the same"


def test_the_margin_of_sameness_is_that_of_the_harness() -> None:
    found = re.search(r"same_margin = ([\d.]+);", JUDGEMENT.read_text(encoding="utf-8"))
    assert found
    assert float(found[1]) == words.SAME_MARGIN


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.9, 1.9, "within 1.9 times"),
        (0.5, 1.9, "within 2 times"),
        (None, 1.9, "undecided"),
        (0.9, None, "undecided"),
    ],
)
def test_an_undecided_ratio_says_how_far_from_1_it_can_be(
    copying: ClaimJudgement, low: float | None, high: float | None, said: str
) -> None:
    assert words.decision(decided(copying, "undecided", low, high), copying.claim) == said


def test_a_value_without_a_baseline_has_no_decision_against_1(copying: ClaimJudgement) -> None:
    alone: Claim = dataclasses.replace(copying.claim, baseline="")
    assert words.decision(decided(copying, "undecided", 0.9, 1.9), alone) == ""
    assert words.pair(alone) == "by_value"
    assert words.pair(copying.claim) == "by_value / by_reference"


def test_an_interval_is_said_with_its_open_ends(copying: ClaimJudgement) -> None:
    assert words.interval(decided(copying, "greater", 0.98, 1.04)) == "0.98 to 1.04"
    assert words.interval(decided(copying, "greater", None, None)) == "no lower end to no upper end"


def test_what_is_exact_or_observed_once_has_no_interval(experiment: Experiment) -> None:
    assert words.interval(experiment("layout/field-order").claims[0].comparisons[0]) == "exact"
    assert words.interval(experiment("branches/branchless").claims[1].comparisons[0]) == "observed once"
    assert words.interval(experiment("pooling/object-pool").claims[0].comparisons[0]) == ""


def test_a_comparison_shows_its_data_and_where_its_scatter_comes_from(copying: ClaimJudgement) -> None:
    third = copying.comparisons[2]
    assert words.rounds(third) == "117 of 120"
    assert words.processes(third) == "24 in 12"
    assert words.processes(dataclasses.replace(third, slowed=2)) == "22 of 24 in 12"
    assert words.scatter(Spread(None, 0.0004, 0.012, "round", 2)) == [("–", False), ("0.0", False), ("1.2", True)]
    assert words.scatter(Spread(0.31, 0.0, 0.1, "layout", 24)) == [("31", True), ("0", False), ("10", False)]
    assert words.scatter(None) == []


def test_what_was_not_timed_has_neither_rounds_nor_layouts(experiment: Experiment) -> None:
    counted = experiment("allocation/type-erasure").claims[0].comparisons[0]
    assert words.rounds(counted) == ""
    assert words.processes(counted) == "1"


def test_points_outside_a_domain_are_counted_apart_and_do_not_stretch_the_range(experiment: Experiment) -> None:
    whole, line, _ = experiment("copying/value-or-reference").claims
    assert words.points(whole) == "24 points"
    assert words.found(whole) == "0.953 to 58.4"
    assert words.points(line) == "12 points, and 12 outside its domain"
    assert words.found(line) == "0.953 to 1.83"
    assert words.stance(line.comparisons[-1]) == "outside its domain"


def test_a_range_says_what_it_leaves_out(experiment: Experiment) -> None:
    assert words.found(experiment("allocation/type-erasure").claims[1]) == "1, baseline 0 at 8"
    assert words.found(experiment("pooling/object-pool").claims[0]) == "not measured"
    assert words.found(experiment("layout/field-order").claims[0]) == "0.6 (exact)"
