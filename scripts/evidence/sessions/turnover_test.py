from __future__ import annotations

import pytest

from evidence.sessions.turnover import Comparison, Kind, Layout, Reading, farthest_apart, reading_of, turnover_of
from evidence.sessions.turnover_table import record_of, table_of

MARGIN = 0.02


def layout(program: str, *medians: float, width: float = 0.005) -> Layout:
    return Layout(program, tuple(Reading(each, each - width, each + width) for each in medians))


def comparison(*layouts: Layout, threshold: float = 1.1, name: str = "x/y:a/b@n:8") -> Comparison:
    return Comparison(name, threshold, layouts)


def test_a_winner_turns_over_where_one_layout_is_below_one_and_another_above() -> None:
    found = turnover_of(comparison(layout("p", 1.05, 1.06), layout("q", 1.0, 1.0), layout("r", 0.9, 0.91)), MARGIN)
    assert found is not None
    assert (found.kind, found.limit) == (Kind.WINNER, 1)
    assert [each.program for each in found.below] == ["r"]
    assert [each.program for each in found.above] == ["p"]


def test_a_decision_turns_over_where_only_the_threshold_lies_between() -> None:
    found = turnover_of(comparison(layout("p", 1.2, 1.2), layout("q", 1.0, 1.0)), MARGIN)
    assert found is not None
    assert (found.kind, found.limit) == (Kind.DECISION, 1.1)


@pytest.mark.parametrize("medians", [(0.9, 0.8), (1.3, 1.2), (1.0, 1.0), (1.09, 1.11)])
def test_layouts_on_one_side_or_near_the_limits_turn_nothing_over(medians: tuple[float, float]) -> None:
    low, high = medians
    assert turnover_of(comparison(layout("p", low, low), layout("q", high, high)), MARGIN) is None


def test_a_layout_whose_processes_disagree_is_on_neither_side() -> None:
    assert turnover_of(comparison(layout("p", 0.9, 1.01), layout("q", 1.05, 1.05)), MARGIN) is None
    assert turnover_of(comparison(layout("p", 0.9, 0.9), layout("q", 1.05, 1.0)), MARGIN) is None


def test_a_layout_whose_repetitions_reach_across_the_limit_is_on_neither_side() -> None:
    wide = layout("p", 0.9, 0.9, width=0.15)
    assert turnover_of(comparison(wide, layout("q", 1.05, 1.05)), MARGIN) is None


def test_a_difference_below_the_margin_turns_nothing_over() -> None:
    layouts = layout("p", 0.96, 0.96), layout("q", 1.04, 1.04)
    assert turnover_of(comparison(*layouts), 0.02) is not None
    assert turnover_of(comparison(*layouts), 0.05) is None


def test_the_layouts_that_are_farthest_out_come_first() -> None:
    layouts = [layout(name, value, value) for name, value in zip("pqrs", (0.9, 0.8, 1.05, 1.2), strict=True)]
    found = turnover_of(comparison(*layouts), MARGIN)
    assert found is not None
    assert [each.program for each in found.below] == ["q", "p"]
    assert [each.program for each in found.above] == ["s", "r"]


def test_four_fifths_of_the_ratios_lie_within_a_reading() -> None:
    assert reading_of(5, list(range(11))) == Reading(5, 1, 9)


def test_comparisons_are_ordered_by_how_far_apart_their_layouts_are() -> None:
    near = comparison(layout("p", 1.0, 1.0), layout("q", 1.1, 1.1), name="near")
    far = comparison(layout("p", 2.0, 2.0), layout("q", 1.0, 1.0), name="far")
    assert far.apart == pytest.approx(2)
    assert [each.name for each in farthest_apart([near, far], 2)] == ["far", "near"]
    assert [each.name for each in farthest_apart([near, far], 1)] == ["far"]


def test_the_table_shows_both_sides_of_a_turnover_with_every_process() -> None:
    turning = comparison(layout("p", 1.2, 1.21), layout("q", 1.0, 1.01))
    found = turnover_of(turning, MARGIN)
    assert found is not None
    table = table_of([turning], [found], 2)
    assert "decision: x/y:a/b@n:8" in table
    assert "below 1.1 in 1 of 2 layouts: q  1.000 [0.995, 1.005]  1.010 [1.005, 1.015]" in table
    assert "above 1.1 in 1 of 2 layouts: p  1.200 [1.195, 1.205]  1.210 [1.205, 1.215]" in table
    assert "1 of 1 comparisons turn over" in table
    assert "(0 winner, 1 decision)" in table


def test_a_table_without_turnovers_says_so_and_shows_how_far_apart_the_layouts_are() -> None:
    table = table_of([comparison(layout("p", 1.0, 1.0), layout("q", 1.05, 1.05))], [], 2)
    assert table.startswith("no comparison turns over\n")
    assert "1.000  1.050  x/y:a/b@n:8, threshold 1.1" in table


def test_the_record_names_the_layouts_of_each_side() -> None:
    turning = comparison(layout("p", 1.2, 1.2), layout("q", 0.9, 0.9))
    found = turnover_of(turning, MARGIN)
    assert found is not None
    record = record_of([turning], [found], {"margin": 2})
    assert record["turnovers"] == [
        {"comparison": "x/y:a/b@n:8", "kind": "winner", "limit": 1, "below": ["q"], "above": ["p"]}
    ]
    assert [each["program"] for each in record["comparisons"][0]["layouts"]] == ["p", "q"]
    assert set(record["comparisons"][0]["layouts"][0]["readings"][0]) == {"median", "low", "high"}
