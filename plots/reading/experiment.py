"""What was asked: the nouns of harness/model/catalogue/, field for field.

Text is made printable while loading, and bounded: a name to fewer characters than other text, because figures repeat
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from plots.reading.printable import MOST_OF_NAME

Name = Annotated[str, MOST_OF_NAME]
Relation = Literal["at_least", "at_most", "within"]
Tier = Literal["smoke", "quick", "full"]
Pass = Literal["time", "count", "allocate", "simulate", "footprint"]


@dataclass(frozen=True, slots=True)
class Coordinate:
    factor: Name
    value: int
    label: Name

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
    label: Name
    tier: Tier


@dataclass(frozen=True, slots=True)
class Factor:
    name: Name
    unit: Name
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class FieldLayout:
    name: Name
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
    name: Name
    description: str
    not_built: str
    has_kernel: bool
    layouts: tuple[Layout, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on one factor: its level is one of these."""

    factor: Name
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that can be wrong, with the one comparison that decides it."""

    row: Name  # Of the claims table: `A5`.
    sentence: str
    contender: Name
    baseline: Name  # Empty: the threshold applies to the contender's own value.
    metric: Name
    relation: Relation
    threshold: float
    domain: tuple[Condition, ...]  # The points that it speaks of meet all of them.


@dataclass(frozen=True, slots=True)
class Experiment:
    id: Name
    question: str
    operation: str
    factors: tuple[Factor, ...]
    arms: tuple[Arm, ...]
    claims: tuple[Claim, ...]
    passes: tuple[Pass, ...]
    caveats: tuple[str, ...]
