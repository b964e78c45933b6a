"""What a run may be believed, in words: its noise floor, and how its error was shared out."""

from __future__ import annotations

from collections.abc import Iterable

from plots.reading.judgement import Comparison, ErrorBudget, NoiseFloor
from plots.words.quantity import number, per_cent


def noise(floor: NoiseFloor) -> str:
    """How far identical arms came out apart, and whether this run's intervals are wide enough for it."""
    if not floor.controls:
        return "not known: no A/A controls"
    plural = "" if floor.controls == 1 else "s"
    apart = (
        f"identical arms differ by up to {per_cent(floor.ratio - 1)} (95th percentile of {floor.controls} A/A "
        f"control{plural}; median {per_cent(floor.median_ratio - 1)})"
    )
    if floor.inflation == 0:
        return apart
    widths = f"{apart}, {number(floor.inflation)} of their own 95 % half-widths"
    if floor.inflation <= 1:
        return f"{widths}: intervals of this run are wide enough"
    return (
        f"{widths}: intervals of this run are too narrow by that factor, and decisions widen them by what the controls "
        "of each experiment show"
    )


def errors(budget: ErrorBudget) -> str:
    """The error budget in one sentence."""
    if not budget.experiments:
        return "no claim rests on an estimate, so no error had to be shared out"
    why = ", because the run stops where they are narrow" if budget.interval_level > 0.95 else ""
    plural = "" if budget.experiments == 1 else "s"
    return (
        f"intervals called 95 % are taken at {per_cent(budget.interval_level)}{why}; in {budget.selected or 'none'} of "
        f"{budget.experiments} experiment{plural} with estimates something can be decided, at a false-discovery rate "
        "of 5 % across experiments, and inside an experiment the chance of any wrong decision is held under "
        f"{per_cent(budget.family_error)}"
    )


def data(comparisons: Iterable[Comparison]) -> str:
    """`24 to 48 processes in 12 to 24 code layouts`: what the intervals of comparisons rest on; without layouts where
    nothing was timed."""
    estimated = [each for each in comparisons if each.estimate.has_interval]
    timed = [each for each in estimated if each.spread]
    parts = [_processes(timed)] if timed else []
    layouts = _range([each.spread.layouts for each in timed if each.spread]) if timed else ""
    parts = [f"{each} in {layouts} code layout{'' if layouts == '1' else 's'}" for each in parts]
    parts += [_processes(others)] if (others := [each for each in estimated if not each.spread]) else []
    return " and ".join(parts)


def _processes(comparisons: list[Comparison]) -> str:
    return f"{_range([each.processes for each in comparisons])} processes"


def _range(values: list[int]) -> str:
    low, high = min(values), max(values)
    return str(low) if low == high else f"{low} to {high}"
