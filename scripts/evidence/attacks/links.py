"""A foreign record whose names are links, pipes or devices: nothing behind them changes, and nothing waits for them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .checks import changes, ending, files_in
from .programs import Programs
from .runs import SLOW, Shape, interrupted_run
from .tally import Attempt, Ground, Tally, Try

# Every name that some command writes, and those beside it under which it could be written first.
WRITTEN = ("judgement.json", "report.html", "run.json", "journal.jsonl", "self_test.json")
NAMES = (
    *WRITTEN,
    *(f"{name}{ending}" for name in WRITTEN for ending in (".partial", ".tmp", ".new")),
    *("plots", "plots/overview.svg", "plots/overview.png", "plots/good-sums-ratio.svg", "plots.log"),
    *("scratch", "scratch/lock", "scratch/workers.log", "scratch/valgrind.log", "scratch/callgrind.0"),
    *("workers.log", "valgrind.log", "callgrind.0", "lock"),
)
PAGE = ("judgement.json", "report.html", "report.html.partial", "plots", "plots.log")
PIPES = ("run.json", "journal.jsonl", "judgement.json", "judgement.json.partial", "run.json.partial", "scratch/lock")
PIPES_TOO = ("scratch", "scratch/workers.log", "plots.log", "report.html", "plots", "plots/overview.svg")
DEVICES = ("/dev/zero", "/dev/full", "/dev/null", "/dev/stdin", "/dev/random", "/dev/ptmx")
CODES = {0, 2, 3}
LIMIT_SECONDS = 10
DRAWING_SECONDS = 60


@dataclass(frozen=True)
class Records:
    """A whole run and an interrupted one, to be copied."""

    whole: Path
    interrupted: Path

    @classmethod
    def made(cls, programs: Programs, folder: Path) -> Records:
        whole = folder / "whole" / "run"
        whole.parent.mkdir(parents=True)
        programs.run(Shape("^good/(sums|allocations)$").fresh(programs, whole), folder / "tools")
        return cls(whole, interrupted_run(programs, folder / "interrupted", SLOW, 0.4))

    def copy(self, command: str, to: Path) -> None:
        shutil.copytree(self.interrupted if command == "resume" else self.whole, to)
        shutil.rmtree(to / "scratch", ignore_errors=True)


def words_of(programs: Programs, command: str, record: Path, whole: Path) -> list[str]:
    return {
        "judge": ["judge", "--quiet", str(record)],
        "judge --plots": ["judge", "--quiet", "--plots", str(record)],
        "resume": programs.resuming(record, "--quiet"),
        "compare": ["compare", "--quiet", str(whole), str(record)],
        "run": programs.measuring(record, "^good/sums$", "--quiet"),
    }[command]


def make_victims(folder: Path, record: Path) -> None:
    """Files of somebody else, under names that memlore may take for its own."""
    (folder / "folder").mkdir(parents=True)
    for name in ("file", "folder/keep.txt", "folder/lock", "folder/workers.log", "folder/overview.svg"):
        (folder / name).write_text(f"precious {name}\n", encoding="utf-8")
    for name in ("run.json", "journal.jsonl", "judgement.json"):
        if (record / name).exists():
            shutil.copy(record / name, folder / name)


def put(record: Path, name: str, make: Callable[[Path], None]) -> None:
    """Puts something at a name of the record, in the place of what is there."""
    path = record / name
    path.parent.mkdir(exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    make(path)


def attempt(programs: Programs, records: Records, each: Obstacle, folder: Path) -> Attempt:
    record, victims = folder / "record", folder / "victims"
    records.copy(each.command, record)
    make_victims(victims, record)
    put(record, each.name, lambda path: each.make(path, victims))
    before = files_in(victims)
    limit = DRAWING_SECONDS if "--plots" in each.command else LIMIT_SECONDS
    words = words_of(programs, each.command, record, records.whole)
    found = programs.run(words, folder / "tools", limit, cwd=folder)
    failures = ending(found, CODES) + changes(before, files_in(victims), "the victims")
    return Attempt(found.code == 2, tuple(failures))


@dataclass(frozen=True)
class Obstacle:
    """What stands at a name of the record when a command meets it."""

    command: str
    name: str
    what: str
    make: Callable[[Path, Path], None]


def link_to(target: str) -> Callable[[Path, Path], None]:
    """To a victim, or to where one would be made; an absolute target stands for itself."""
    return lambda path, victims: path.symlink_to(victims / target)


def pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


def obstacles() -> Iterator[Obstacle]:
    for command, names in (("judge", NAMES), ("judge --plots", PAGE), ("resume", NAMES)):
        for name in names:
            for target in ("file", "folder", "new", *((name,) if name in ("run.json", "journal.jsonl") else ())):
                yield Obstacle(command, name, f"a link to {target}", link_to(target))
    for name in PIPES:
        for command in ("judge", "compare", "resume", "run"):
            yield Obstacle(command, name, "a pipe", pipe)
    for name in PIPES_TOO:
        for command in ("judge --plots", "resume"):
            yield Obstacle(command, name, "a pipe", pipe)
    for device in DEVICES:
        for command, name in (("judge", "run.json"), ("compare", "run.json"), ("resume", "journal.jsonl")):
            yield Obstacle(command, name, f"a link to {device}", link_to(device))


def attack(programs: Programs, ground: Ground, every: int = 1) -> Tally:
    """Of all that there are, one in `every`."""
    records = Records.made(programs, ground.folder / "ground")

    def each(obstacle: Obstacle) -> Try:
        name = f"{obstacle.command} with {obstacle.what} as {obstacle.name}"
        return Try(name, lambda folder: attempt(programs, records, obstacle, folder))

    return ground.attack("links", [each(obstacle) for obstacle in obstacles()][::every])
