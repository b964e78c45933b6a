"""What a run may be believed, in words: its noise floor, and how its error was shared out."""

from __future__ import annotations

from collections.abc import Iterable

from plots.model import Comparison, ErrorBudget, NoiseFloor


def noise(floor: NoiseFloor) -> str:
    """How far identical arms came out apart, and whether this run's intervals are wide enough for it."""
    if not floor.controls:
        return "not known: no A/A controls"
    plural = "" if floor.controls == 1 else "s"
    apart = (
        f"identical arms differ by up to {floor.ratio:.3f} times (95th percentile of {floor.controls} A/A "
        f"control{plural}; median {floor.median_ratio:.3f})"
    )
    if floor.inflation == 0:
        return apart
    if floor.inflation <= 1:
        return f"{apart}, {floor.inflation:.2f} of their own 95 % half-widths: intervals of this run are wide enough"
    return (
        f"{apart}, {floor.inflation:.2f} of their own 95 % half-widths: intervals of this run are too narrow by that "
        "factor, and decisions widen them by what the controls of each experiment show"
    )


def errors(budget: ErrorBudget) -> str:
    """The error budget in one sentence."""
    if not budget.timed_claims:
        return "nothing was timed, so no error had to be shared out"
    why = ", because the run stops where they are narrow" if budget.interval_level > 0.95 else ""
    selected = (
        f"{budget.selected_claims} of {budget.timed_claims} timed claims"
        if budget.selected_claims
        else f"none of {budget.timed_claims} timed claims"
    )
    return (
        f"intervals called 95 % are taken at {_per_cent(budget.interval_level)} %{why}; in {selected} something can be "
        "decided, at a false-discovery rate of 5 % across claims, and inside a claim the chance of any wrong decision "
        f"is held under {_per_cent(budget.family_error)} %"
    )


def data(comparisons: Iterable[Comparison]) -> str:
    """`24 to 48 processes in 12 to 24 code layouts`: what the intervals of timed comparisons rest on."""
    timed = [each for each in comparisons if each.spread and each.estimate.n > 0]
    if not timed:
        return ""
    processes = _range([each.processes for each in timed])
    layouts = _range([each.spread.layouts for each in timed if each.spread])
    return f"{processes} processes in {layouts} code layout{'' if layouts == '1' else 's'}"


def _range(values: list[int]) -> str:
    low, high = min(values), max(values)
    return str(low) if low == high else f"{low} to {high}"


def _per_cent(share: float) -> str:
    return f"{100 * share:.3g}"
