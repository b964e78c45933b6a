"""Whether a comparison turns over with the code layout: clearly below a limit in one, clearly above in another.

A layout counts as clear only if each of its processes is, and a process only if nine tenths of what its repetitions
say lies on one side of the limit, farther away than the margin. So neither a scattering layout nor one odd moment can
turn a comparison over.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy


@dataclass(frozen=True)
class Reading:
    """What one process with one layout says of a ratio."""

    median: float
    low: float  # A tenth of the ratios of its repetitions lie below.
    high: float  # A tenth lie above.


@dataclass(frozen=True)
class Layout:
    """What one code layout says of a comparison, process by process."""

    program: str
    readings: tuple[Reading, ...]

    @property
    def median(self) -> float:
        return statistics.median(each.median for each in self.readings)

    @property
    def low(self) -> float:
        return min(each.low for each in self.readings)

    @property
    def high(self) -> float:
        return max(each.high for each in self.readings)


@dataclass(frozen=True)
class Comparison:
    name: str
    threshold: float  # Of the claim; which side of it is expected does not matter here.
    layouts: tuple[Layout, ...]

    @property
    def apart(self) -> float:
        """How far apart the layouts are: the largest median over the smallest."""
        medians = [each.median for each in self.layouts]
        return max(medians) / min(medians)


class Kind(Enum):
    WINNER = "winner"  # Contender faster in one layout, slower in another.
    DECISION = "decision"  # Only the claim's own threshold lies between the layouts.


@dataclass(frozen=True)
class Turnover:
    comparison: Comparison
    kind: Kind
    limit: float
    below: tuple[Layout, ...]  # Layouts clearly below the limit, the farthest first.
    above: tuple[Layout, ...]


def reading_of(median: float, ratios: Sequence[float]) -> Reading:
    low, high = numpy.quantile(ratios, (0.1, 0.9))
    return Reading(median, float(low), float(high))


def turnover_at(comparison: Comparison, kind: Kind, limit: float, margin: float) -> Turnover | None:
    below = [each for each in comparison.layouts if each.high < limit / (1 + margin)]
    above = [each for each in comparison.layouts if each.low > limit * (1 + margin)]
    if not below or not above:
        return None
    below.sort(key=lambda each: each.median)
    above.sort(key=lambda each: -each.median)
    return Turnover(comparison, kind, limit, tuple(below), tuple(above))


def turnover_of(comparison: Comparison, margin: float) -> Turnover | None:
    """The winner's turnover, which is the stronger finding, or else the decision's."""
    return turnover_at(comparison, Kind.WINNER, 1, margin) or turnover_at(
        comparison, Kind.DECISION, comparison.threshold, margin
    )


def farthest_apart(comparisons: Iterable[Comparison], count: int) -> list[Comparison]:
    return sorted(comparisons, key=lambda each: -each.apart)[:count]
