"""What is said of a run's noise and of its error."""

from __future__ import annotations

import dataclasses

import pytest

from plots.reading.judgement import ErrorBudget, Judgement, NoiseFloor
from plots.words import trust


@pytest.mark.parametrize(
    ("floor", "words"),
    [
        (NoiseFloor(1, 1, 0, 0), "not known: no A/A controls"),
        (
            NoiseFloor(1.018, 1.005, 0.5, 1),
            "identical arms differ by up to 1.8 % (95th percentile of 1 A/A control; median 0.5 %), 0.5 of "
            "their own 95 % half-widths: intervals of this run are wide enough",
        ),
        (
            NoiseFloor(1.018, 1.005, 1.25, 34),
            "identical arms differ by up to 1.8 % (95th percentile of 34 A/A controls; median 0.5 %), 1.25 of "
            "their own 95 % half-widths: intervals of this run are too narrow by that factor, and decisions widen them "
            "by what the controls of each experiment show",
        ),
        (
            NoiseFloor(1.018, 1.005, 0, 2),
            "identical arms differ by up to 1.8 % (95th percentile of 2 A/A controls; median 0.5 %)",
        ),
    ],
)
def test_noise_is_said_in_units_of_the_intervals_of_the_controls(floor: NoiseFloor, words: str) -> None:
    assert trust.noise(floor) == words


def test_the_error_budget_is_one_sentence() -> None:
    assert trust.errors(ErrorBudget(0.0375, 0.965, 4, 3)) == (
        "intervals called 95 % are taken at 96.5 %, because the run stops where they are narrow; in 3 of 4 experiments "
        "with estimates something can be decided, at a false-discovery rate of 5 % across experiments, and inside an "
        "experiment the chance of any wrong decision is held under 3.75 %"
    )


def test_a_run_that_does_not_stop_by_precision_pays_no_price_for_it() -> None:
    words = trust.errors(ErrorBudget(0.05, 0.95, 4, 4))
    assert words.startswith("intervals called 95 % are taken at 95 %; in 4 of 4")
    assert "stops" not in words


def test_a_run_in_which_nothing_can_be_decided_says_none_and_not_zero() -> None:
    assert "in none of 1 experiment with estimates something" in trust.errors(ErrorBudget(0.0125, 0.95, 1, 0))


def test_a_run_without_estimates_has_no_error_to_share_out() -> None:
    assert trust.errors(ErrorBudget(0.05, 0.95, 0, 0)) == (
        "no claim rests on an estimate, so no error had to be shared out"
    )


def test_the_data_behind_intervals_are_processes_and_layouts(judgement: Judgement) -> None:
    comparison = judgement.experiments[2].claims[0].comparisons[0]
    assert comparison.spread is not None
    fewer = dataclasses.replace(
        comparison,
        estimate=dataclasses.replace(comparison.estimate, n=6),
        spread=dataclasses.replace(comparison.spread, layouts=3),
    )
    assert trust.data([comparison, fewer]) == "6 to 24 processes in 3 to 12 code layouts"
    assert trust.data([comparison]) == "24 processes in 12 code layouts"
    slowed = dataclasses.replace(comparison, slowed=9)
    assert trust.data([slowed]) == "15 processes in 12 code layouts"
    assert trust.data(judgement.experiments[0].claims[0].comparisons) == ""
    untimed = dataclasses.replace(comparison, spread=None)
    assert trust.data([untimed]) == "24 processes"
    assert trust.data([comparison, untimed]) == "24 processes in 12 code layouts and 24 processes"
