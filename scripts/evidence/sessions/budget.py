"""Gives two programs the same wall time: trial runs of each find the setting that takes it.

Google Benchmark's process takes a fixed part (start, preparation, its search for an iteration count) and a part that is
proportional to its minimum time; memlore's takes a part around its capped time pass. memlore has to stay within the
budget that Google Benchmark is to fill: where the two cannot be equal, the other one gets more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .by_hand import SessionError

SMALLEST_MIN_TIME_SECONDS = 1e-4
TRIALS = 4
CLOSE_ENOUGH = 0.03

# Walls scatter from session to session; memlore plans to stay below its budget by this share.
RESERVE = 0.03


@dataclass(frozen=True)
class Trial:
    setting: float  # What the knob was set to, in seconds.
    wall_seconds: float


def solved(trials: Sequence[Trial], budget_seconds: float) -> float:
    """The setting at which the wall time meets the budget: on the line through the two trials next to it, or in
    proportion while there is only one, or two at the same setting."""
    nearest = sorted(trials, key=lambda each: abs(each.wall_seconds - budget_seconds))[:2]
    first = nearest[0]
    setting = first.setting * budget_seconds / first.wall_seconds
    if len(nearest) == 2 and first.setting != nearest[1].setting:
        slope = (first.wall_seconds - nearest[1].wall_seconds) / (first.setting - nearest[1].setting)
        if slope > 0:
            setting = first.setting + (budget_seconds - first.wall_seconds) / slope
    return setting


def calibrated_min_time(wall_of: Callable[[float], float], repeated: int, budget_seconds: float) -> Trial:
    """The minimum time of a repetition with which a session of so many repetitions in all comes nearest to the budget,
    and what it took."""
    # The library aims at 1.4 times the minimum time; a quarter of that for a first look.
    setting = budget_seconds / repeated / 1.4 / 4
    trials: list[Trial] = []
    for _ in range(TRIALS):
        trials.append(Trial(setting, wall_of(setting)))
        if abs(trials[-1].wall_seconds - budget_seconds) < CLOSE_ENOUGH * budget_seconds:
            break
        setting = solved(trials, budget_seconds)
        if setting < SMALLEST_MIN_TIME_SECONDS:
            shortest = min(each.wall_seconds for each in trials)
            raise SessionError(
                f"{budget_seconds:.1f} s are too short: by hand, {shortest:.1f} s for the shortest repetitions"
            )
    return min(trials, key=lambda each: abs(each.wall_seconds - budget_seconds))


def calibrated_time_cap(wall_of: Callable[[int], float], budget_seconds: float) -> int:
    """The largest cap in whole seconds, which is what memlore takes, whose whole process was within the budget."""
    available = budget_seconds * (1 - RESERVE)
    cap = max(1, math.floor(available) - 1)
    walls: dict[int, float] = {}
    while cap not in walls and len(walls) < TRIALS:
        walls[cap] = wall_of(cap)
        proposed = math.floor(solved([Trial(*each) for each in walls.items()], available))
        cap = max(1, proposed if walls[cap] <= available else min(proposed, cap - 1))
    fitting = [each for each, wall_seconds in walls.items() if wall_seconds <= available]
    if not fitting:
        tried = min(walls)
        raise SessionError(
            f"{budget_seconds:.1f} s are too short: memlore takes {walls[tried]:.1f} s with a time pass of {tried} s"
        )
    return max(fitting)
