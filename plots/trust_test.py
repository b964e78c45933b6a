"""What is said of a run's noise, of its error, and of the warnings that travel with comparisons."""

from __future__ import annotations

import dataclasses

import pytest

from plots import cautions, trust
from plots.model import Comparison, ErrorBudget, Judgement, NoiseFloor, Warning


@pytest.fixture
def comparison(judgement: Judgement) -> Comparison:
    """A timed one without warnings."""
    timed = judgement.claims[2].hypotheses[0].comparisons[0]
    assert timed.spread is not None
    return warned(timed)


def warned(comparison: Comparison, *codes: str) -> Comparison:
    warnings = tuple(Warning(code, f"message of {code}") for code in codes)
    return dataclasses.replace(comparison, estimate=dataclasses.replace(comparison.estimate, warnings=warnings))


@pytest.mark.parametrize(
    ("floor", "words"),
    [
        (NoiseFloor(1, 1, 0, 0), "not known: no A/A controls"),
        (
            NoiseFloor(1.018, 1.005, 0.5, 1),
            "identical arms differ by up to 1.018 times (95th percentile of 1 A/A control; median 1.005), 0.50 of "
            "their own 95 % half-widths: intervals of this run are wide enough",
        ),
        (
            NoiseFloor(1.018, 1.005, 1.25, 34),
            "identical arms differ by up to 1.018 times (95th percentile of 34 A/A controls; median 1.005), 1.25 of "
            "their own 95 % half-widths: intervals of this run are too narrow by that factor, and decisions widen them "
            "by what the controls of each experiment show",
        ),
        (
            NoiseFloor(1.018, 1.005, 0, 2),
            "identical arms differ by up to 1.018 times (95th percentile of 2 A/A controls; median 1.005)",
        ),
    ],
)
def test_noise_is_said_in_units_of_the_intervals_of_the_controls(floor: NoiseFloor, words: str) -> None:
    assert trust.noise(floor) == words


def test_the_error_budget_is_one_sentence() -> None:
    assert trust.errors(ErrorBudget(0.0375, 0.965, 4, 3)) == (
        "intervals called 95 % are taken at 96.5 %, because the run stops where they are narrow; in 3 of 4 timed "
        "claims something can be decided, at a false-discovery rate of 5 % across claims, and inside a claim the "
        "chance of any wrong decision is held under 3.75 %"
    )


def test_a_run_that_does_not_stop_by_precision_pays_no_price_for_it() -> None:
    words = trust.errors(ErrorBudget(0.05, 0.95, 4, 4))
    assert words.startswith("intervals called 95 % are taken at 95 %; in 4 of 4")
    assert "stops" not in words


def test_a_run_in_which_nothing_can_be_decided_says_none_and_not_zero() -> None:
    assert "in none of 4 timed claims something" in trust.errors(ErrorBudget(0.0125, 0.95, 4, 0))


def test_a_run_without_timed_claims_has_no_error_to_share_out() -> None:
    assert trust.errors(ErrorBudget(0.05, 0.95, 0, 0)) == "nothing was timed, so no error had to be shared out"


def test_the_data_behind_intervals_are_processes_and_layouts(judgement: Judgement, comparison: Comparison) -> None:
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
    assert trust.data(judgement.claims[0].hypotheses[0].comparisons) == ""


def test_warnings_are_counted_by_comparison_the_most_frequent_first(comparison: Comparison) -> None:
    unmeasured = dataclasses.replace(comparison, estimate=dataclasses.replace(comparison.estimate, n=0))
    every = [
        warned(comparison, "drift", "wide"),
        warned(comparison, "wide", "wide", "new_code"),
        comparison,
        warned(unmeasured, "wide"),
    ]
    assert [(each.code, each.count, each.of) for each in cautions.counted(every[:3])] == [
        ("wide", 2, 3),
        ("drift", 1, 3),
        ("new_code", 1, 3),
    ]
    assert next(each for each in cautions.counted(every) if each.code == "new_code").words == "message of new_code"
    assert cautions.counted([comparison]) == []


def test_what_was_not_measured_counts_for_no_warning(comparison: Comparison) -> None:
    gone = dataclasses.replace(comparison, estimate=dataclasses.replace(comparison.estimate, n=0))
    assert cautions.counted([warned(gone, "wide")]) == []


def test_a_figure_marks_the_points_that_differ_and_says_once_what_all_have(comparison: Comparison) -> None:
    plain = warned(comparison, "few_layouts", "page_faults")
    marks = cautions.marks_of([plain, warned(comparison, "few_layouts", "two_modes"), plain])
    assert [marks.marks(each) for each in (plain, warned(comparison, "two_modes"))] == [False, True]
    assert marks.words == (
        "Starred points carry a warning: two modes at 1 of 3 (processes gather at two ratios)",
        "At every point: few layouts (few code layouts, and what another would do is not in the interval)",
    )


def test_a_figure_without_warnings_marks_nothing_and_says_nothing(comparison: Comparison) -> None:
    marks = cautions.marks_of([comparison, warned(comparison, "autocorrelated")])
    assert not marks.marks(comparison)
    assert marks.words == ("", "")
