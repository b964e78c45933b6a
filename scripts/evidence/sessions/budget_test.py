from __future__ import annotations

from collections.abc import Callable

import pytest

from evidence.sessions.budget import Trial, calibrated_min_time, calibrated_time_cap, solved
from evidence.sessions.by_hand import SessionError


def line(fixed_seconds: float, slope: float) -> Callable[[float], float]:
    return lambda setting: fixed_seconds + slope * setting


def test_one_trial_is_taken_in_proportion() -> None:
    assert solved([Trial(2, 4)], 10) == 5


def test_two_trials_are_a_line_with_a_fixed_part() -> None:
    assert solved([Trial(1, 3), Trial(2, 4)], 10) == 8


def test_the_two_trials_next_to_the_budget_count() -> None:
    assert solved([Trial(0.1, 0.1), Trial(1, 9), Trial(2, 11)], 10) == 1.5


def test_trials_on_no_rising_line_are_taken_in_proportion() -> None:
    assert solved([Trial(1, 4), Trial(2, 3)], 8) == 2


@pytest.mark.parametrize("fixed_seconds", [0, 0.5, 6])
@pytest.mark.parametrize("slope", [20, 31, 60])
def test_the_session_by_hand_fills_the_budget(fixed_seconds: float, slope: float) -> None:
    wall_of = line(fixed_seconds, slope)
    trial = calibrated_min_time(wall_of, 20, 10)
    assert trial.wall_seconds == wall_of(trial.setting)
    assert abs(trial.wall_seconds - 10) <= 0.3


def test_of_sessions_that_never_fill_the_budget_the_nearest_counts() -> None:
    walls = iter([2, 20, 9, 5])
    assert calibrated_min_time(lambda _: next(walls), 20, 10).wall_seconds == 9


def test_a_budget_below_the_fixed_part_of_a_session_by_hand_is_refused() -> None:
    with pytest.raises(SessionError, match=r"10\.0 s are too short: by hand, 1[12]\.[0-9] s"):
        calibrated_min_time(line(11, 20), 20, 10)


@pytest.mark.parametrize(("beside_seconds", "expected"), [(0.1, 9), (0.8, 8), (1.3, 8), (1.8, 7), (3.2, 6), (8.6, 1)])
def test_the_time_cap_leaves_room_for_the_rest_of_the_process(beside_seconds: float, expected: int) -> None:
    cap = calibrated_time_cap(lambda setting: setting + beside_seconds, 10)
    assert cap == expected
    assert cap + beside_seconds <= 10 < cap + 1 + beside_seconds + 0.31


def test_a_process_that_takes_several_times_its_cap_gets_a_smaller_one() -> None:
    assert calibrated_time_cap(lambda cap: 2.5 * cap, 10) == 3


def test_only_a_cap_that_was_seen_to_fit_is_taken() -> None:
    walls = {8: 9.9, 7: 9.8, 6: 9.9, 5: 9.0}
    assert calibrated_time_cap(walls.__getitem__, 10) == 5


def test_a_budget_that_no_cap_fits_is_refused_with_what_the_smallest_took() -> None:
    with pytest.raises(SessionError, match=r"10\.0 s are too short: memlore takes 10\.5 s with a time pass of 1 s"):
        calibrated_time_cap(lambda cap: cap + 9.5, 10)
