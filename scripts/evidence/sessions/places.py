"""Finds what can be compared in time, by catalogue and list of benchmarks: an experiment's arms at its points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Claim:
    contender: str
    baseline: str
    threshold: float  # Of the ratio; on which side of it the claim expects it does not matter here.


@dataclass(frozen=True, eq=False)
class Place:
    """An experiment at a point: what one process measures."""

    experiment: str
    key: str  # `bytes:64/fields:all`; empty for an experiment without factors.
    names: dict[str, str]  # Of an arm: the full name of its benchmark.
    claims: tuple[Claim, ...]

    @property
    def benchmarks(self) -> list[str]:
        """Of the arms that some claim compares."""
        needed = {arm for each in self.claims for arm in (each.contender, each.baseline)}
        return [name for arm, name in self.names.items() if arm in needed]


def claims_at(experiment: dict[str, Any], key: str) -> list[Claim]:
    """Those that compare two arms in time and speak of the point."""
    return [
        Claim(each["contender"], each["baseline"], float(each["threshold"]))
        for each in experiment["claims"]
        if each["metric"] == "time_per_op" and each["baseline"] and speaks_of(each, experiment, key)
    ]


def speaks_of(claim: dict[str, Any], experiment: dict[str, Any], key: str) -> bool:
    """Whether the point meets every condition of the claim's domain."""
    words = {(factor, label) for factor, _, label in (part.partition(":") for part in key.split("/"))}
    factors = {each["name"]: each["levels"] for each in experiment["factors"]}
    return all(
        any(
            (condition["factor"], level["label"] or str(level["value"])) in words
            for level in factors[condition["factor"]]
            if level["value"] in condition["levels"]
        )
        for condition in claim["domain"]
    )


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
                each for each in claims_at(experiment, key) if each.contender in arms and each.baseline in arms
            )
            if measurable and re.search(points, key):
                places.append(Place(experiment["id"], key, arms, measurable))
    return places
