"""The sweep as figures need it: which factor goes on the x axis, which tells series apart, which makes panels.

Only levels that the run visited count, so a factor held at one level names itself in the caption and takes no axis.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

from plots.paper import limits
from plots.reading.experiment import Factor, Point
from plots.reading.judgement import ExperimentJudgement
from plots.words import quantity

# More series than this in one panel cannot be told apart by dashes in black and white.
MOST_SERIES = 4


@dataclass(frozen=True, slots=True)
class Axis:
    """A factor with the levels that were visited, in the experiment's own order."""

    name: str
    unit: str
    values: tuple[int, ...]
    labels: tuple[str, ...]  # Empty text for a plain number.

    @property
    def categorical(self) -> bool:
        return any(self.labels)

    @property
    def title(self) -> str:
        return self.name.replace("_", " ")

    def shown(self, value: int) -> str:
        label = self.labels[self.values.index(value)] if value in self.values else ""
        return label or (quantity.amount(value) if self.in_bytes else quantity.level(value))

    @property
    def in_bytes(self) -> bool:
        """True where caches can be marked on it: the factor is an amount of memory."""
        words = ("bytes", "working_set", "resident", "footprint")
        return not self.categorical and (self.unit.lower() in ("b", "byte", "bytes") or self.name in words)


Levels = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Sweep:
    main: Axis | None
    others: tuple[Axis, ...]
    constant: tuple[str, ...]  # `elements = 4096`
    series: bool = True  # A panel may hold several series.

    @property
    def second(self) -> Axis | None:
        """The factor told apart by dash and marker: the other one with the fewest levels, if these are few enough."""
        if not self.series:
            return None
        shortest = min(self.others, key=lambda axis: len(axis.values), default=None)
        return shortest if shortest and len(shortest.values) <= MOST_SERIES else None

    def columns(self, panels: int) -> int:
        """Columns for panels of every other factor: one for each level of the longest, where that fits a page."""
        longest = max((len(axis.values) for axis in self.others), default=1)
        if panels <= 3:
            return panels
        if panels == longest or longest > 4 or panels % longest:
            return 2 if panels == 4 else 3
        return longest

    @property
    def rest(self) -> tuple[Axis, ...]:
        """What neither the x axis nor dashes show: a panel for each combination."""
        return tuple(axis for axis in self.others if axis is not self.second)

    def panels(self, factors: Iterable[Axis]) -> list[Levels]:
        """Every combination of levels of these factors; one empty one when there is none."""
        factors = list(factors)
        limits.check_panels(math.prod(len(axis.values) for axis in factors))
        ordered = sorted(factors, key=lambda axis: len(axis.values))  # The longest last: it runs along the rows.
        return list(itertools.product(*([(each.name, value) for value in each.values] for each in ordered)))

    def words(self, levels: Levels) -> str:
        by_name = {each.name: each for each in self.others}
        return ", ".join(f"{_spaced(name)} {by_name[name].shown(value)}" for name, value in levels)


def sweep_of(judged: ExperimentJudgement) -> Sweep:
    points = [each.point for each in judged.comparisons] + [each.point for each in judged.summaries]
    seen: dict[str, dict[int, str]] = {}
    for coordinate in itertools.chain.from_iterable(points):
        seen.setdefault(coordinate.factor, {})[coordinate.value] = coordinate.label
    axes = [_axis(factor, seen.get(factor.name, {})) for factor in judged.experiment.factors]
    varying = [axis for axis in axes if len(axis.values) > 1]
    constant = tuple(f"{_spaced(a.name)} = {a.shown(a.values[0])}" for a in axes if len(a.values) == 1)
    # Numbers before categories: a curve needs an order. Then the longest; of equals the one for cache sizes.
    main = max(varying, key=lambda axis: (not axis.categorical, len(axis.values), axis.in_bytes), default=None)
    return Sweep(main, tuple(axis for axis in varying if axis is not main), constant)


def level_of(point: Point, axis: Axis | None) -> int:
    """The point's value on an axis; 0 where the experiment has no such axis."""
    return next((each.value for each in point if axis and each.factor == axis.name), 0)


def lies_in(point: Point, levels: Levels) -> bool:
    values = {each.factor: each.value for each in point}
    return all(values.get(name) == value for name, value in levels)


def _axis(factor: Factor, seen: dict[int, str]) -> Axis:
    order = {level.value: i for i, level in enumerate(factor.levels)}
    values = sorted(seen, key=lambda value: (order.get(value, len(order)), value))
    if not any(seen.values()):
        values = sorted(values)
    return Axis(factor.name, factor.unit, tuple(values), tuple(seen[value] for value in values))


def _spaced(name: str) -> str:
    return name.replace("_", " ")
