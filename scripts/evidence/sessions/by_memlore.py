"""A session of memlore: one run with the time pass alone, of two arms at one point of one experiment, until its cap.

What a session says is the estimate of its judgement, as a reader of the page would take it.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .by_hand import SessionError, parsed, pattern_of, timed
from .scatter import Session

# More processes than a session can have: the cap ends it.
MOST_PROCESSES = 1000


@dataclass(frozen=True)
class Estimate(Session):
    processes: int  # Processes of the time pass behind it.


def comparison_of(
    judgement: dict[str, Any], experiment: str, contender: str, baseline: str, key: str
) -> dict[str, Any]:
    for judged in judgement["experiments"]:
        if judged["experiment"]["id"] != experiment:
            continue
        for each in judged["claims"]:
            claim = each["claim"]
            if (claim["contender"], claim["baseline"], claim["metric"]) != (contender, baseline, "time_per_op"):
                continue
            for comparison in each["comparisons"]:
                if comparison["key"] == key:
                    matched: dict[str, Any] = comparison
                    return matched
    raise SessionError(f"judgement.json: no comparison {experiment}:{contender}/{baseline}@{key} in time")


def ratio_of(comparison: dict[str, Any]) -> tuple[float, int]:
    """The ratio and the number of processes behind it."""
    estimate = comparison["estimate"]
    if estimate["value"] is None or estimate["n"] < 1:
        raise SessionError(f"judgement.json: no estimate at {comparison['key']}: {comparison['reason']['message']}")
    return float(estimate["value"]), int(estimate["n"])


def run(
    program: Path, experiment: str, contender: str, baseline: str, key: str, time_cap_seconds: int, seed: int
) -> Estimate:
    with tempfile.TemporaryDirectory(prefix="memlore-session-") as folder:
        out = Path(folder) / "run"
        words = (
            *("run", "--profile", "quick", "--passes", "time", "--no-plots", "--quiet"),
            *("--filter", pattern_of([experiment]), "--point", pattern_of([key])),
            # The other tool runs these two alone, too.
            *("--arm", pattern_of([contender, baseline]), "--seed", seed, "--out", out),
            # A precise run may stop early; this one is to use what the other tool uses.
            *("--time-cap", time_cap_seconds, "--half-width", 0, "--processes", MOST_PROCESSES),
        )
        _, wall_seconds = timed((program, *words))
        judgement = parsed((out / "judgement.json").read_text(encoding="utf-8"), "judgement.json")
    ratio, processes = ratio_of(comparison_of(judgement, experiment, contender, baseline, key))
    return Estimate(ratio, wall_seconds, processes)
