"""What was asked: the nouns of harness/model/experiment.h, point.h, factor.h, layout.h and hypothesis.h.

Field for field as they are there; text is made printable while loading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Relation = Literal["at_least", "at_most", "equivalent"]
Tier = Literal["smoke", "quick", "full"]
Pass = Literal["time", "count", "allocate", "simulate", "footprint"]


@dataclass(frozen=True, slots=True)
class Coordinate:
    factor: str
    value: int
    label: str

    @property
    def shown(self) -> str:
        return self.label or str(self.value)


Point = tuple[Coordinate, ...]


def key_of(point: Point) -> str:
    """The point as records write it: `bytes:64/order:shuffled`."""
    return "/".join(f"{each.factor}:{each.shown}" for each in point)


@dataclass(frozen=True, slots=True)
class Level:
    value: int
    label: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class Factor:
    name: str
    unit: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class FieldLayout:
    name: str
    offset_bytes: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Layout:
    type: str
    size_bytes: int
    alignment_bytes: int
    fields: tuple[FieldLayout, ...]


@dataclass(frozen=True, slots=True)
class Arm:
    name: str
    description: str
    not_built: str
    has_kernel: bool
    layouts: tuple[Layout, ...]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    contender: str
    baseline: str
    metric: str
    relation: Relation
    threshold: float
    statement: str


@dataclass(frozen=True, slots=True)
class Experiment:
    id: str
    claim: str
    source: str
    operation: str
    factors: tuple[Factor, ...]
    arms: tuple[Arm, ...]
    hypotheses: tuple[Hypothesis, ...]
    passes: tuple[Pass, ...]
    caveats: tuple[str, ...]

    @property
    def family(self) -> str:
        return self.id.partition("/")[0]
