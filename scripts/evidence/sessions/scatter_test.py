from __future__ import annotations

import math

import pytest

from evidence.sessions.scatter import Contest, Session, row_of, spread, table_of


def contest(by_hand: list[float], memlore: list[float], walls: tuple[float, float] = (10, 9)) -> Contest:
    return Contest(
        "kernel",
        tuple(Session(each, walls[0]) for each in by_hand),
        tuple(Session(each, walls[1]) for each in memlore),
    )


def test_sessions_that_agree_have_no_spread() -> None:
    assert spread([1.25] * 5) == 0


def test_the_spread_is_the_distance_within_which_nine_of_ten_sessions_lie() -> None:
    # Eleven distances from the median 1, of 0, 0.01 … 0.10: the tenth smallest is 0.09.
    distances = [0.0, -0.01, 0.02, -0.03, 0.04, -0.05, 0.06, -0.07, 0.08, -0.09, 0.10]
    assert spread([math.exp(each) for each in distances]) == pytest.approx(0.09)


def test_one_session_in_twenty_that_is_far_out_does_not_make_the_spread() -> None:
    assert spread([1.0] * 19 + [5.0]) == 0


def test_which_arm_is_the_contender_makes_no_difference_to_the_spread() -> None:
    ratios = [0.8, 0.9, 1.0, 1.3, 1.7]
    assert spread([1 / each for each in ratios]) == pytest.approx(spread(ratios))


def test_the_quotient_says_how_many_times_as_far_the_sessions_by_hand_scatter() -> None:
    assert contest([0.5, 1, 2], [0.25, 1, 4]).quotient == pytest.approx(0.5)


def test_there_is_no_quotient_to_sessions_that_do_not_scatter() -> None:
    both = contest([0.5, 1, 2], [1, 1, 1])
    assert both.quotient is None
    assert "-" in row_of(both)


def test_sessions_that_took_longer_than_those_by_hand_are_counted_pair_by_pair() -> None:
    by_hand = (Session(1, 10), Session(1, 9))
    memlore = (Session(1, 9.5), Session(1, 9.5))
    assert Contest("kernel", by_hand, memlore).longer == 1


def test_a_row_has_the_figures_of_both_tools_in_turns() -> None:
    row = row_of(contest([1.0, 1.0, 1.1], [2.0, 2.0, 2.0]))
    assert row == ("kernel", "1.000", "2.000", "7.92 %", "0.00 %", "-", "10.0 s", "9.0 s")


def test_the_table_says_where_memlore_took_longer_and_is_silent_where_it_did_not() -> None:
    assert "took longer" not in table_of([contest([1, 2], [1, 2])])
    assert "in 2 of 2: kernel" in table_of([contest([1, 2], [1, 2], walls=(9, 10))])
