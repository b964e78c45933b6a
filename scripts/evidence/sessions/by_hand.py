"""A session of a Google Benchmark program run by hand: one process, its repetitions in the library's random order.

What a session says of two benchmarks is the ratio of the medians of their repetitions, as a reader of its table would
take it. Nothing is pinned and nothing is repeated until it looks well: that is how people run it.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import statistics
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Longer than any session that makes sense: a program that hangs ends there.
LIMIT_SECONDS = 3600

# Nanoseconds in each of the library's units.
UNITS = {"ns": 1.0, "us": 1e3, "ms": 1e6, "s": 1e9}


class SessionError(Exception):
    """Says in one sentence which program or name is wrong, and how."""


class NotApplicableError(SessionError):
    """A benchmark that declined to run at its point, with its reason."""


@dataclass(frozen=True)
class Session:
    times_ns: dict[str, list[float]]  # Of a benchmark: the time per iteration of each repetition.
    wall_seconds: float  # The whole process from start to end.

    def median_ratio(self, contender: str, baseline: str) -> float:
        return statistics.median(self.times_ns[contender]) / statistics.median(self.times_ns[baseline])

    def ratios(self, contender: str, baseline: str) -> list[float]:
        """Of every repetition of one to every repetition of the other: the library's order makes no pairs of them."""
        pairs = itertools.product(self.times_ns[contender], self.times_ns[baseline])
        return [numerator / denominator for numerator, denominator in pairs]


def timed(command: Sequence[object], limit_seconds: float = LIMIT_SECONDS) -> tuple[str, float]:
    """Runs a program to its end, which has to be a good one; what it printed, and the wall time of the process."""
    words = [str(each) for each in command]
    begin = time.monotonic()
    try:
        process = subprocess.run(
            words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=limit_seconds, check=False
        )
    except FileNotFoundError:
        raise SessionError(f"{words[0]} is not there: which build's folder of programs is it?") from None
    except subprocess.TimeoutExpired:
        raise SessionError(f"{' '.join(words)}: not done after {limit_seconds:.0f} s") from None
    wall_seconds = time.monotonic() - begin
    if process.returncode != 0:
        said = process.stderr.strip().splitlines()
        raise SessionError(
            f"{' '.join(words)}: exit code {process.returncode}{': ' if said else ''}{' '.join(said[-1:])}"
        )
    return process.stdout, wall_seconds


def parsed(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise SessionError(f"{name}: {error}") from None
    if not isinstance(found, dict):
        raise SessionError(f"{name}: an object was expected")
    return found


def pattern_of(words: Iterable[str]) -> str:
    """An expression that finds exactly these. POSIX knows fewer escapes than Python, so a dot stands for a sign."""
    return "^(" + "|".join(re.sub(r"[^\w/:-]", ".", each) for each in words) + ")$"


def times_of(document: dict[str, Any], names: Iterable[str], clock: str) -> dict[str, list[float]]:
    """The repetitions of the library's JSON, without its aggregates; each of `names` has to have some."""
    times: dict[str, list[float]] = {each: [] for each in names}
    for each in document["benchmarks"]:
        if each["run_type"] != "iteration" or each["name"] not in times:
            continue
        if each.get("error_occurred") or each.get("skipped"):
            raise NotApplicableError(f"{each['name']}: {each.get('error_message') or each.get('skip_message')}")
        times[each["name"]].append(each[clock] * UNITS[each["time_unit"]])
    for name, found in times.items():
        if not found:
            raise SessionError(f"{name} did not run")
        if not all(math.isfinite(value) and value > 0 for value in found):
            raise SessionError(f"{name}: a time of {min(found)} ns")
    return times


def listed_by(program: Path) -> list[str]:
    return timed((program, "--benchmark_list_tests"))[0].splitlines()


def run(
    program: Path, names: Sequence[str], repetitions: int, min_time_seconds: float, clock: str = "real_time"
) -> Session:
    """`clock` is a field of the library's JSON: real_time or cpu_time."""
    command = (
        program,
        f"--benchmark_filter={pattern_of(names)}",
        f"--benchmark_repetitions={repetitions}",
        "--benchmark_enable_random_interleaving=true",
        # A bare number: the unit that later versions want is an error to 1.7.1, and they take this, too.
        f"--benchmark_min_time={min_time_seconds:.6f}",
        "--benchmark_format=json",
    )
    text, wall_seconds = timed(command)
    if not text.strip():  # Its word on a filter that finds nothing goes to standard error, with exit code 0.
        raise SessionError(f"{program}: none of {', '.join(names)}")
    return Session(times_of(parsed(text, str(program)), names, clock), wall_seconds)
