"""A comparison in words, for tables: numbers of the record, written as everywhere."""

from __future__ import annotations

from plots.reading.experiment import Claim
from plots.reading.judgement import ClaimJudgement, Comparison, Spread
from plots.reading.printable import short
from plots.words.quantity import extent, number, of_many, per_cent

# The margin of the decision `same`, but where a claim states its own (harness/model/conclusions/judgement.h).
SAME_MARGIN = 1.05
STANCES = {"outside": "outside its domain"}


def pair(claim: Claim) -> str:
    """`by_value / by_reference`; the contender alone where nothing is compared with it."""
    return " / ".join(short(each) for each in (claim.contender, claim.baseline) if each)


def ratio(comparison: Comparison) -> str:
    if comparison.estimate.n == 0:
        return "not measured"
    return "baseline is 0" if comparison.estimate.found is None else number(comparison.estimate.found)


def interval(comparison: Comparison) -> str:
    """`0.98 to 1.04`; an open end is said, not drawn as infinity."""
    estimate = comparison.estimate
    if estimate.n == 0:
        return ""
    if estimate.exact:
        return "exact"
    if estimate.once:
        return "observed once"
    low = "no lower end" if comparison.low_95 is None else number(comparison.low_95)
    high = "no upper end" if comparison.high_95 is None else number(comparison.high_95)
    return f"{low} to {high}"


def decision(comparison: Comparison, claim: Claim) -> str:
    """How the ratio stands to 1: `greater`, `the same (within 5 %)`; of an undecided one `within 1.9 times`."""
    if not claim.baseline or comparison.estimate.n == 0:
        return ""
    if comparison.decision == "same":
        return "the same" if comparison.estimate.exact else f"the same ({_margin(claim)})"
    if comparison.decision == "undecided" and (reach := _reach(comparison)):
        return f"within {number(reach)} times"
    return comparison.decision


def _margin(claim: Claim) -> str:
    if claim.relation == "within":
        return f"within {number(claim.threshold)} times"
    return f"within {per_cent(SAME_MARGIN - 1)}"


def _reach(comparison: Comparison) -> float | None:
    """The farther end of the interval, as a ratio above 1."""
    low, high = comparison.low_95, comparison.high_95
    if not comparison.estimate.has_interval or low is None or high is None or low <= 0:
        return None
    return max(high, 1 / low)


def stance(comparison: Comparison) -> str:
    return STANCES.get(comparison.stance, comparison.stance)


def scatter(spread: Spread | None) -> list[tuple[str, bool]]:
    """Layout, process and round in per cent of the ratio, and which is the largest; `–` for what cannot be told."""
    if spread is None:
        return []
    parts = (("layout", spread.layout), ("process", spread.process), ("round", spread.round))
    return [("–" if value is None else _deviation(value), spread.dominant == name) for name, value in parts]


def _deviation(deviation: float) -> str:
    return f"{100 * deviation:.{1 if 0 < deviation < 0.1 else 0}f}"


def processes(comparison: Comparison) -> str:
    """`24 in 12`: processes, and the code layouts of timed ones; `148 of 218 in 12` where not all of them count."""
    layouts = f" in {comparison.spread.layouts}" if comparison.spread else ""
    return of_many(comparison.processes, comparison.estimate.n) + layouts


def rounds(comparison: Comparison) -> str:
    """`237 of 240` count; nothing where nothing was timed."""
    measured = comparison.rounds.measured
    return f"{measured - comparison.rounds.set_aside} of {measured}" if measured else ""


def found(judged: ClaimJudgement) -> str:
    """The interval of a single comparison; over a sweep the range of estimates in the claim's domain."""
    inside = [each for each in judged.comparisons if each.judged]
    if not any(each.estimate.n for each in inside):
        return "not measured"
    if len(inside) == 1:
        return f"{ratio(inside[0])} ({interval(inside[0])})"
    values = [each.estimate.found for each in inside if each.estimate.found is not None]
    measured = sum(each.estimate.n > 0 for each in inside)
    parts = [extent(min(values), max(values))] if values else []
    parts += [f"baseline 0 at {measured - len(values)}"] if measured > len(values) else []
    parts += [f"not measured at {len(inside) - measured}"] if measured < len(inside) else []
    return ", ".join(parts)


def points(judged: ClaimJudgement) -> str:
    """`24 points, and 12 outside its domain`: those outside are counted apart."""
    outside = sum(not each.judged for each in judged.comparisons)
    inside = len(judged.comparisons) - outside
    words = f"{inside} point{'' if inside == 1 else 's'}"
    return f"{words}, and {outside} outside its domain" if outside else words
