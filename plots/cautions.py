"""Warnings that travel with comparisons: counted, explained, and which of them a figure marks at the point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plots.model import Comparison

# What each code means, whatever its figures are at one point.
MEANING = {
    "few_processes": "too few processes for a 95 % interval",
    "few_layouts": "few code layouts, and what another would do is not in the interval",
    "wide": "known less precisely than the profile asks for",
    "drift": "the ratio drifts from process to process",
    "autocorrelated": "a process's ratio depends on that of the one before",
    "two_modes": "processes gather at two ratios",
    "rounds_set_aside": "in many rounds an arm was kept from running, and these do not count",
    "load_matters": "neighbours make another ratio of it; what was measured beside them does not count",
    "shared_core": "neighbours shared the core nearly all the time, and the ratio is one of a shared core",
    "context_switches": "many blocks had a context switch",
    "page_faults": "many blocks had a page fault",
}
# Those that change how a point is to be read, so that figures mark it.
MARKED = ("two_modes", "drift", "shared_core", "few_layouts", "wide")


@dataclass(frozen=True, slots=True)
class Caution:
    """One code over several comparisons."""

    code: str
    count: int
    of: int  # Comparisons that were measured.
    words: str

    @property
    def name(self) -> str:
        return self.code.replace("_", " ")


def codes_of(comparison: Comparison) -> frozenset[str]:
    return frozenset(each.code for each in comparison.estimate.warnings)


def counted(comparisons: Iterable[Comparison]) -> list[Caution]:
    """Every code that the measured comparisons carry, the most frequent first."""
    measured = [each for each in comparisons if each.estimate.n > 0]
    first = {warning.code: warning.message for each in reversed(measured) for warning in each.estimate.warnings}
    counts = Counter(code for each in measured for code in sorted(codes_of(each)))
    return [
        Caution(code, count, len(measured), MEANING.get(code, first[code]))
        for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


@dataclass(frozen=True, slots=True)
class Marks:
    """What a figure marks. A code that every point carries would mark nothing: the caption says it once."""

    at_points: tuple[Caution, ...]
    everywhere: tuple[Caution, ...]

    def marks(self, comparison: Comparison) -> bool:
        return not codes_of(comparison).isdisjoint(each.code for each in self.at_points)

    @property
    def words(self) -> tuple[str, str]:
        """Two sentences for a caption; empty where there is nothing to say."""
        marked = "; ".join(f"{each.name} at {each.count} of {each.of} ({each.words})" for each in self.at_points)
        all_over = "; ".join(f"{each.name} ({each.words})" for each in self.everywhere)
        return (
            f"Starred points carry a warning: {marked}" if marked else "",
            f"At every point: {all_over}" if all_over else "",
        )


def marks_of(comparisons: Sequence[Comparison]) -> Marks:
    """For the points of one figure. Only what was timed can carry these codes."""
    every = [each for each in counted(each for each in comparisons if each.spread) if each.code in MARKED]
    return Marks(
        tuple(each for each in every if each.count < each.of),
        tuple(each for each in every if each.count == each.of),
    )
