"""The warnings that travel with comparisons: counted, and marked where they differ from point to point."""

from __future__ import annotations

import dataclasses

import pytest

from plots.reading.judgement import Comparison, Judgement, Warning
from plots.words import cautions


@pytest.fixture
def comparison(judgement: Judgement) -> Comparison:
    """A timed one without warnings."""
    timed = judgement.experiments[2].claims[0].comparisons[0]
    assert timed.spread is not None
    return warned(timed)


def warned(comparison: Comparison, *codes: str) -> Comparison:
    warnings = tuple(Warning(code, f"message of {code}") for code in codes)
    return dataclasses.replace(comparison, estimate=dataclasses.replace(comparison.estimate, warnings=warnings))


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
    assert cautions.counted(every)[0].words == "message of wide"
    assert cautions.counted([comparison]) == []


def test_what_was_not_measured_counts_for_no_warning(comparison: Comparison) -> None:
    gone = dataclasses.replace(comparison, estimate=dataclasses.replace(comparison.estimate, n=0))
    assert cautions.counted([warned(gone, "wide")]) == []


def test_a_figure_marks_the_points_that_differ_and_says_once_what_most_have(comparison: Comparison) -> None:
    plain = warned(comparison, "few_layouts", "page_faults")
    marks = cautions.marks_of([plain, warned(comparison, "few_layouts", "two_modes"), plain])
    assert [marks.marks(each) for each in (plain, warned(comparison, "two_modes"))] == [False, True]
    assert marks.words == (
        "Starred points carry a warning: two modes at 1 of 3 (message of two_modes)",
        "Without a star: few layouts at 3 of 3 (message of few_layouts)",
    )


def test_a_figure_without_warnings_marks_nothing_and_says_nothing(comparison: Comparison) -> None:
    marks = cautions.marks_of([comparison, warned(comparison, "autocorrelated")])
    assert not marks.marks(comparison)
    assert marks.words == ("", "")


def test_messages_that_differ_are_told_by_an_example(comparison: Comparison) -> None:
    def wide(message: str) -> Comparison:
        estimate = dataclasses.replace(comparison.estimate, warnings=(Warning("wide", message),))
        return dataclasses.replace(comparison, estimate=estimate)

    assert cautions.counted([wide("known to ±8 %"), wide("known to ±9 %")])[0].words == "for example, known to ±8 %"
