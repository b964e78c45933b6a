"""What the overview draws of one claim: the reach of its ratios, by how they stand to the claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plots.figures.ratio_panel import bounds, thresholds
from plots.reading import metrics
from plots.reading.judgement import ClaimJudgement, Comparison, Stance
from plots.words.quantity import extent

# In the order of drawing: what decides lies on top.
STANCES: tuple[Stance, ...] = ("undecided", "contradicts", "supports")


@dataclass(frozen=True, slots=True)
class Segment:
    """The reach of the estimates of one stance, on one side of the thresholds."""

    stance: Stance
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bar:
    thresholds: tuple[float, ...]
    segments: tuple[Segment, ...]
    ends: tuple[float | None, float | None]  # Of all intervals together; None: without an end.
    words: str  # Of what a logarithmic axis of ratios cannot show.

    @property
    def reach(self) -> list[float]:
        ends = [each for each in self.ends if each is not None]
        return [*self.thresholds, *ends, *(end for each in self.segments for end in (each.low, each.high))]


def bar_of(judged: ClaimJudgement, operation: str) -> Bar:
    """Of the points in the claim's domain; without segments where no axis of ratios can show them."""
    inside = [each for each in judged.comparisons if each.judged]
    if not judged.claim.baseline:
        return Bar((), (), (None, None), _values(judged, inside, operation))
    shown = [each for each in inside if each.estimate.found is not None and each.estimate.found > 0]
    limits = tuple(each for each in thresholds(judged.claim) if each > 0)
    ends = [bounds(each) for each in shown]
    lows = [None if low is None or low <= 0 else low for low, _ in ends]
    highs = [high for _, high in ends]
    return Bar(
        limits,
        tuple(segment for stance in STANCES for segment in _segments(shown, stance, limits)),
        (_least(lows), _most(highs)),
        _off_scale(inside),
    )


def _segments(shown: Sequence[Comparison], stance: Stance, limits: tuple[float, ...]) -> list[Segment]:
    """A margin on both sides of 1 is contradicted below and above: two segments."""
    sides: dict[int, list[float]] = {}
    for each in shown:
        value = each.estimate.found
        if each.stance == stance and value is not None:
            side = sum(value > limit for limit in limits) if stance == "contradicts" else 0
            sides.setdefault(side, []).append(value)
    return [Segment(stance, min(values), max(values)) for _, values in sorted(sides.items())]


def _least(ends: Sequence[float | None]) -> float | None:
    finite = [each for each in ends if each is not None]
    return min(finite) if finite and len(finite) == len(ends) else None


def _most(ends: Sequence[float | None]) -> float | None:
    finite = [each for each in ends if each is not None]
    return max(finite) if finite and len(finite) == len(ends) else None


def _values(judged: ClaimJudgement, inside: Sequence[Comparison], operation: str) -> str:
    values = [each.estimate.found for each in inside if each.estimate.found is not None]
    if not values:
        return "not measured"
    return f"{metrics.unit_per(judged.claim.metric, operation)}: {extent(min(values), max(values))}"


def _off_scale(inside: Sequence[Comparison]) -> str:
    """Ratios that a logarithmic axis has no place for, in words."""
    estimates = [each.estimate for each in inside]
    counts = {
        "ratio 0": sum(each.found is not None and each.found <= 0 for each in estimates),
        "baseline 0": sum(each.found is None and each.n > 0 for each in estimates),
        "not measured": sum(each.n == 0 for each in estimates),
    }
    return ", ".join(f"{words} at {count} of {len(estimates)}" for words, count in counts.items() if count)
