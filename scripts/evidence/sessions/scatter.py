"""How far repeated sessions of one tool scatter, and the table that sets two tools side by side."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy


@dataclass(frozen=True)
class Session:
    ratio: float  # What the session says of contender over baseline.
    wall_seconds: float  # Of the whole process, from start to end.


@dataclass(frozen=True)
class Contest:
    """The sessions of both tools on one kernel, in the order in which they ran: by hand first, memlore next, …"""

    kernel: str
    by_hand: tuple[Session, ...]
    memlore: tuple[Session, ...]

    @property
    def quotient(self) -> float | None:
        """How many times as far the sessions by hand scatter; absent where memlore's do not scatter at all."""
        smaller = spread([each.ratio for each in self.memlore])
        return spread([each.ratio for each in self.by_hand]) / smaller if smaller > 0 else None

    @property
    def longer(self) -> int:
        """Sessions for which memlore took longer than the session by hand before it."""
        pairs = zip(self.by_hand, self.memlore, strict=True)
        return sum(memlore.wall_seconds > by_hand.wall_seconds for by_hand, memlore in pairs)


def spread(ratios: Sequence[float]) -> float:
    """The distance from the median, as a log ratio, within which nine of ten sessions lie."""
    median = statistics.median(ratios)
    return float(numpy.quantile([abs(math.log(each / median)) for each in ratios], 0.9))


def row_of(contest: Contest) -> tuple[str, ...]:
    columns = []
    for sessions in (contest.by_hand, contest.memlore):
        ratios = [each.ratio for each in sessions]
        walls = [each.wall_seconds for each in sessions]
        columns.append(
            (
                f"{statistics.median(ratios):.3f}",
                f"{math.expm1(spread(ratios)) * 100:.2f} %",
                f"{statistics.median(walls):.1f} s",
            )
        )
    quotient = "-" if contest.quotient is None else f"{contest.quotient:.1f}"
    paired = [each for pair in zip(*columns, strict=True) for each in pair]
    return (contest.kernel, *paired[:4], quotient, *paired[4:])


HEADER = ("kernel", "ratio GB", "memlore", "spread GB", "memlore", "quotient", "wall GB", "memlore")


def table_of(contests: Sequence[Contest]) -> str:
    rows = [HEADER, *map(row_of, contests)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    lines = ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows]
    lines += [
        "",
        f"GB: Google Benchmark by hand; {len(contests[0].by_hand)} sessions of each tool, in turns",
        "ratio: median over sessions; spread: nine of ten sessions lie within it of that median; wall: median",
    ]
    lines += [
        f"memlore took longer than the session by hand before it in {each.longer} of {len(each.memlore)}: {each.kernel}"
        for each in contests
        if each.longer
    ]
    return "\n".join(lines)
