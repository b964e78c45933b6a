"""Where and how a run was made: the nouns of harness/model/record/ and of findings, field for field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plots.reading.experiment import Name

Severity = Literal["unknown", "ok", "note", "warning", "severe"]


@dataclass(frozen=True, slots=True)
class Fact:
    topic: Name
    name: Name
    value: str | None
    absent: str


@dataclass(frozen=True, slots=True)
class Cache:
    level: int
    size_bytes: int
    ways: int
    line_bytes: int
    shared_by: int


@dataclass(frozen=True, slots=True)
class Environment:
    machine: Name
    facts: tuple[Fact, ...]
    caches: tuple[Cache, ...]

    def value_of(self, topic: str, name: str) -> str | None:
        return next((fact.value for fact in self.facts if (fact.topic, fact.name) == (topic, name)), None)


@dataclass(frozen=True, slots=True)
class RunIdentity:
    id: Name
    created: Name
    command_line: str


@dataclass(frozen=True, slots=True)
class CounterStatus:
    metric: Name
    event: Name
    hardware: bool
    unavailable: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen of one thing about machine, system or build that can bend a measurement."""

    id: Name
    title: str
    severity: Severity
    found: str
    effect: str
    remedy: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    experiment: Name
    point: str
    arm: Name
    # The record's own word is a keyword of Python; see `decoding.RENAMED`.
    pass_: Name
    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    experiment: Name
    point: str
    arm: Name
    kind: Name
    detail: str
