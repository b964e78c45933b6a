"""Warnings that travel with comparisons: counted, and which of them a figure marks at the point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plots.reading.judgement import Comparison

# Those that change how a point is to be read, so that figures mark it.
MARKED = ("two_modes", "drift", "shared_core", "few_layouts", "wide")


@dataclass(frozen=True, slots=True)
class Caution:
    """One code over several comparisons."""

    code: str
    messages: tuple[str, ...]  # Of each comparison that carries it.
    of: int  # Comparisons that were measured.

    @property
    def count(self) -> int:
        return len(self.messages)

    @property
    def name(self) -> str:
        return self.code.replace("_", " ")

    @property
    def words(self) -> str:
        """The message where all say the same, else the first one as an example."""
        return self.messages[0] if len(set(self.messages)) == 1 else f"for example, {self.messages[0]}"


def codes_of(comparison: Comparison) -> frozenset[str]:
    return frozenset(each.code for each in comparison.estimate.warnings)


def counted(comparisons: Iterable[Comparison]) -> list[Caution]:
    """Every code that the measured comparisons carry, the most frequent first."""
    measured = [each for each in comparisons if each.estimate.n > 0]
    messages: dict[str, list[str]] = {}
    for each in measured:
        for code, message in {warning.code: warning.message for warning in each.estimate.warnings}.items():
            messages.setdefault(code, []).append(message)
    every = [Caution(code, tuple(said), len(measured)) for code, said in messages.items()]
    return sorted(every, key=lambda each: (-each.count, each.code))


@dataclass(frozen=True, slots=True)
class Marks:
    """What a figure marks. A code that most points carry would mark nothing: the caption says it once."""

    starred: tuple[Caution, ...]
    common: tuple[Caution, ...]

    def marks(self, comparison: Comparison) -> bool:
        return not codes_of(comparison).isdisjoint(each.code for each in self.starred)

    @property
    def words(self) -> tuple[str, str]:
        """Two sentences for a caption; empty where there is nothing to say."""
        return _sentence("Starred points carry a warning", self.starred), _sentence("Without a star", self.common)


def _sentence(begin: str, every: Sequence[Caution]) -> str:
    said = "; ".join(f"{each.name} at {each.count} of {each.of} ({each.words})" for each in every)
    return f"{begin}: {said}" if said else ""


def marks_of(comparisons: Sequence[Comparison]) -> Marks:
    """For the points of one figure. Only what was timed can carry these codes."""
    every = [each for each in counted(each for each in comparisons if each.spread) if each.code in MARKED]
    return Marks(
        tuple(each for each in every if 2 * each.count <= each.of),
        tuple(each for each in every if 2 * each.count > each.of),
    )
