"""The turnovers as a table for people and as a record for programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from .turnover import Comparison, Kind, Layout, Turnover, farthest_apart

SHOWN_APART = 10


def readings(layout: Layout) -> str:
    return "  ".join(f"{each.median:.3f} [{each.low:.3f}, {each.high:.3f}]" for each in layout.readings)


def described(turnover: Turnover) -> list[str]:
    total = len(turnover.comparison.layouts)
    sides = (("below", turnover.below), ("above", turnover.above))
    width = max(len(found[0].program) for _, found in sides)
    lines = [f"{turnover.kind.value}: {turnover.comparison.name}"]
    for word, found in sides:
        count = f"{len(found)} of {total}"
        lines.append(
            f"  {word} {turnover.limit:g} in {count} layouts: {found[0].program:{width}}  {readings(found[0])}"
        )
    return lines


def table_of(comparisons: Sequence[Comparison], turnovers: Sequence[Turnover], margin_percent: float) -> str:
    """Of each turnover the two layouts that are farthest apart; then what the layouts do to the rest."""
    lines = [line for kind in Kind for each in turnovers if each.kind is kind for line in described(each)]
    counts = ", ".join(f"{sum(each.kind is kind for each in turnovers)} {kind.value}" for kind in Kind)
    layouts = max((len(each.layouts) for each in comparisons), default=0)
    lines += [
        "" if lines else "no comparison turns over",
        f"{len(turnovers)} of {len(comparisons)} comparisons turn over in {layouts} layouts by more than"
        f" {margin_percent:g} % ({counts})",
        "winner: 1 lies between the layouts; decision: the claim's own threshold does",
        "[ ]: four fifths of the ratios of a process's repetitions; one figure a process",
        "",
        "farthest apart between layouts, smallest and largest median:",
    ]
    for each in farthest_apart(comparisons, SHOWN_APART):
        medians = [layout.median for layout in each.layouts]
        lines.append(f"  {min(medians):6.3f} {max(medians):6.3f}  {each.name}, threshold {each.threshold:g}")
    return "\n".join(lines).lstrip("\n")


def record_of(
    comparisons: Sequence[Comparison], turnovers: Sequence[Turnover], settings: dict[str, Any]
) -> dict[str, Any]:
    return {
        "kind": "memlore.layout_turnover",
        "schema_version": 1,
        "settings": settings,
        "turnovers": [
            {
                "comparison": each.comparison.name,
                "kind": each.kind.value,
                "limit": each.limit,
                "below": [layout.program for layout in each.below],
                "above": [layout.program for layout in each.above],
            }
            for each in turnovers
        ],
        "comparisons": [dataclasses.asdict(each) for each in comparisons],
    }
