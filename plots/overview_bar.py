"""What the overview's bars stand for: the ratios of one hypothesis over all its points."""

from __future__ import annotations

from dataclasses import dataclass

from plots import expectation, style
from plots.experiment import Hypothesis
from plots.model import Comparison, HypothesisJudgement


@dataclass(frozen=True, slots=True)
class Bar:
    """The ratios of one hypothesis over its points: the extent of estimates and of intervals."""

    words: str
    thresholds: tuple[float, ...]
    colour: str
    values: tuple[float, float] | None  # None: no ratio that a logarithmic axis can show; the words say what there is.
    ends: tuple[float | None, float | None]


def bar_of(judged: HypothesisJudgement) -> Bar | None:
    """Nothing for a hypothesis about a value, and where nothing was compared."""
    if not judged.hypothesis.baseline or not judged.comparisons:
        return None
    found = [each for each in judged.comparisons if each.estimate.found is not None and each.estimate.found > 0]
    values = [each.estimate.found for each in found if each.estimate.found is not None]
    lows, highs = [_low(each) for each in found], [_high(each) for each in found]
    low = None if None in lows else min((each for each in lows if each is not None), default=None)
    high = None if None in highs else max((each for each in highs if each is not None), default=None)
    return Bar(
        expectation.words(judged.hypothesis) + _off_scale(judged),
        _thresholds(judged.hypothesis),
        style.VERDICTS[judged.verdict.word].colour,
        (min(values), max(values)) if values else None,
        (low, high),
    )


def _thresholds(hypothesis: Hypothesis) -> tuple[float, ...]:
    both = hypothesis.relation == "equivalent"
    return (1 / hypothesis.threshold, hypothesis.threshold) if both else (hypothesis.threshold,)


def _off_scale(judged: HypothesisJudgement) -> str:
    """Ratios that a logarithmic axis has no place for, in words."""
    estimates = [each.estimate for each in judged.comparisons]
    counts = {
        "0 at": sum(each.found is not None and each.found <= 0 for each in estimates),
        "baseline 0 at": sum(each.found is None and each.n > 0 for each in estimates),
        "not measured at": sum(each.n == 0 for each in estimates),
    }
    parts = [f"{words} {count}" for words, count in counts.items() if count]
    return f" ({', '.join(parts)} of {len(estimates)})" if parts else ""


def _low(comparison: Comparison) -> float | None:
    low = comparison.low_95 if comparison.estimate.has_interval else comparison.estimate.found
    return low if low is not None and low > 0 else None


def _high(comparison: Comparison) -> float | None:
    return comparison.high_95 if comparison.estimate.has_interval else comparison.estimate.found
