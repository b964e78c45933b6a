"""What the catalogue and the list of benchmarks say can be compared in time: an experiment's arms at its points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Hypothesis:
    contender: str
    baseline: str
    threshold: float  # Of the ratio; on which side of it the claim expects it does not matter here.


@dataclass(frozen=True, eq=False)
class Place:
    """An experiment at a point: what one process measures."""

    experiment: str
    key: str  # `bytes:64/fields:all`; empty for an experiment without factors.
    names: dict[str, str]  # Of an arm: the full name of its benchmark.
    hypotheses: tuple[Hypothesis, ...]

    @property
    def benchmarks(self) -> list[str]:
        """Of the arms that some hypothesis needs."""
        needed = {arm for each in self.hypotheses for arm in (each.contender, each.baseline)}
        return [name for arm, name in self.names.items() if arm in needed]


def hypotheses_of(experiment: dict[str, Any]) -> list[Hypothesis]:
    """Those that compare two arms in time."""
    return [
        Hypothesis(each["contender"], each["baseline"], float(each["threshold"]))
        for each in experiment["hypotheses"]
        if each["metric"] == "time_per_op" and each["baseline"]
    ]


def arms_by_key(listed: Iterable[str], experiment: str) -> dict[str, dict[str, str]]:
    """Of each point's key, the arms that can run there. The library adds the clock, and the threads of several."""
    found: dict[str, dict[str, str]] = {}
    pattern = re.compile(rf"{re.escape(experiment)}/([^/]+)(?:/(.+))?/real_time(?:/threads:\d+)?")
    for name in listed:
        if matched := pattern.fullmatch(name):
            found.setdefault(matched[2] or "", {})[matched[1]] = name
    return found


def places_of(
    experiments: Iterable[dict[str, Any]], listed: Iterable[str], wanted: str = "", points: str = ""
) -> list[Place]:
    """Every point at which a comparison can be made, of the experiments and keys that the expressions find."""
    names = list(listed)
    places = []
    for experiment in experiments:
        if not re.search(wanted, experiment["id"]):
            continue
        for key, arms in arms_by_key(names, experiment["id"]).items():
            measurable = tuple(
                each for each in hypotheses_of(experiment) if each.contender in arms and each.baseline in arms
            )
            if measurable and re.search(points, key):
                places.append(Place(experiment["id"], key, arms, measurable))
    return places
