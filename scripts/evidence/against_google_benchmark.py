"""How far repeated sessions scatter on the same kernels in the same wall time: Google Benchmark by hand, and memlore.

    .venv/bin/python -m scripts.evidence.against_google_benchmark build/bench/bin

The tools take turns, so that what the machine does meanwhile happens to both. By hand means what its guide says:
repetitions in random order, and the ratio of two medians. All its sessions run one program; memlore's run every code
layout, and at some points a control beside the two arms, in a wall time that is never planned to be longer.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .sessions import background_load, by_hand, by_memlore
from .sessions.arguments import count, file_to_write, positive
from .sessions.budget import calibrated_min_time, calibrated_time_cap
from .sessions.by_hand import SessionError
from .sessions.places import arms_by_key
from .sessions.scatter import Contest, Session, spread, table_of

# Of different nature: a call on what is in the first-level cache, the allocator, memory, and a choice at run time.
KERNELS = (
    "copying/value-or-reference:by_value/by_reference@bytes:64/fields:all",
    "growth/vector-reserve:grown/reserved_exactly@elements:1000",
    "layout/traversal:reordered/padded@elements:4194304/access:sequential",
    "dispatch/call-cost:virtual/direct@types:4/order:random/objects:65536",
)


class Kernel(NamedTuple):
    """Two arms of an experiment at a point."""

    experiment: str
    contender: str
    baseline: str
    key: str

    @property
    def name(self) -> str:
        return f"{self.experiment}:{self.contender}/{self.baseline}@{self.key}"


@dataclasses.dataclass(frozen=True)
class Settings:
    """What the calibration found for a kernel."""

    min_time_seconds: float
    time_cap_seconds: int


def kernel_of(text: str) -> Kernel:
    found = re.fullmatch(r"([^:@]+):([^/@]+)/([^/@]+)(?:@(.*))?", text)
    if not found:
        raise SessionError(f"--kernels: {text!r} is not EXPERIMENT:CONTENDER/BASELINE@POINT")
    return Kernel(found[1], found[2], found[3], found[4] or "")


class Contenders:
    """Both tools on one kernel."""

    def __init__(self, programs: Path, kernel: Kernel, repetitions: int) -> None:
        self.kernel = kernel
        self.repetitions = repetitions
        self.benches = programs / "memlore-benches"
        self.memlore = programs / "memlore"
        arms = arms_by_key(by_hand.listed_by(self.benches), kernel.experiment).get(kernel.key, {})
        for arm in (kernel.contender, kernel.baseline):
            if arm not in arms:
                raise SessionError(f"{self.benches}: no arm {arm} of {kernel.experiment} at '{kernel.key}'")
        self.contender, self.baseline = arms[kernel.contender], arms[kernel.baseline]

    def run_by_hand(self, min_time_seconds: float) -> Session:
        session = by_hand.run(self.benches, (self.contender, self.baseline), self.repetitions, min_time_seconds)
        return Session(session.median_ratio(self.contender, self.baseline), session.wall_seconds)

    def run_memlore(self, time_cap_seconds: int, seed: int) -> Session:
        return by_memlore.run(self.memlore, *self.kernel, time_cap_seconds=time_cap_seconds, seed=seed)

    def calibrate(self, budget_seconds: float) -> Settings:
        longest = calibrated_min_time(
            lambda min_time: self.run_by_hand(min_time).wall_seconds, 2 * self.repetitions, budget_seconds
        )
        # Within what the other one really takes.
        time_cap = calibrated_time_cap(lambda cap: self.run_memlore(cap, seed=0).wall_seconds, longest.wall_seconds)
        return Settings(longest.setting, time_cap)


def contest_of(contenders: Contenders, settings: Settings, sessions: int) -> Contest:
    found_by_hand: list[Session] = []
    found_by_memlore: list[Session] = []
    for number in range(1, sessions + 1):
        found_by_hand.append(contenders.run_by_hand(settings.min_time_seconds))
        found_by_memlore.append(contenders.run_memlore(settings.time_cap_seconds, seed=number))
        ratios = f"by hand {found_by_hand[-1].ratio:.4f}, memlore {found_by_memlore[-1].ratio:.4f}"
        tell(f"{number}/{sessions} {contenders.kernel.name}: {ratios}")
    return Contest(contenders.kernel.name, tuple(found_by_hand), tuple(found_by_memlore))


def measure(options: argparse.Namespace) -> Iterator[tuple[Contest, Settings]]:
    for kernel in [kernel_of(each) for each in options.kernels]:
        tell(f"calibrating {kernel.name}")
        contenders = Contenders(options.programs, kernel, options.repetitions)
        settings = contenders.calibrate(options.seconds)
        yield contest_of(contenders, settings, options.sessions), settings


def record_of(measured: list[tuple[Contest, Settings]], options: argparse.Namespace) -> dict[str, Any]:
    chosen = {name: getattr(options, name) for name in ("sessions", "seconds", "repetitions", "load")}
    return {
        "kind": "memlore.against_google_benchmark",
        "schema_version": 1,
        "settings": chosen,
        "kernels": [
            dataclasses.asdict(contest)
            | dataclasses.asdict(settings)
            | {
                "spread_by_hand": spread([each.ratio for each in contest.by_hand]),
                "spread_memlore": spread([each.ratio for each in contest.memlore]),
                "quotient": contest.quotient,
            }
            for contest, settings in measured
        ],
    }


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def show(options: argparse.Namespace) -> None:
    # Twice what the sessions should take, and as much again as a calibration of each kernel may.
    limit_seconds = len(options.kernels) * (2 * options.sessions + 8) * options.seconds * 2
    measured = []
    with background_load.sweeping(limit_seconds) if options.load else contextlib.nullcontext():
        for each in measure(options):
            measured.append(each)
            if options.out:  # After every kernel: what interrupts a later one leaves these.
                options.out.write_text(json.dumps(record_of(measured, options), indent=1) + "\n", encoding="utf-8")
    print(table_of([contest for contest, _ in measured]))


def options_of(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("programs", type=Path, help="folder of a build's programs, such as build/bench/bin")
    parser.add_argument("--sessions", type=count, default=20, help="of each tool (default: %(default)s)")
    parser.add_argument("--seconds", type=positive, default=10, help="wall time of a session (default: %(default)s)")
    parser.add_argument("--repetitions", type=count, default=10, help="of a session by hand (default: %(default)s)")
    parser.add_argument(
        "--kernels",
        nargs="+",
        default=KERNELS,
        metavar="EXPERIMENT:CONTENDER/BASELINE@POINT",
        help="as 'memlore list' and '--benchmark_list_tests' name them",
    )
    parser.add_argument("--load", action="store_true", help="with another process that sweeps the last-level cache")
    parser.add_argument("--out", type=file_to_write, help="every session, as JSON")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> int:
    try:
        show(options_of(words))
    except (SessionError, background_load.LoadError, OSError) as error:
        tell(f"against_google_benchmark: {error}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
