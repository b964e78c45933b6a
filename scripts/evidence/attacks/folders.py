"""Files of the user in the way of a new run: it refuses the folder and touches nothing in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .checks import changes, ending, files_in
from .programs import Programs
from .tally import Attempt, Ground, Tally, Try

# What a user may have, and what runs of any time make: names that they could take for their own.
NAMES = (
    *("session-1/thesis.txt", "session-2/run.json", "callgrind.out.4711", "callgrind.0", "workers.log", "valgrind.log"),
    *("plots.log", "journal.jsonl", "scratch/notes", "scratch/lock", "scratch/workers.log", "plots/mine.svg"),
    *("plots/overview.svg", "run.json", "judgement.json", "report.html", "self_test.json", ".hidden", "lock"),
)
NAMES_HERE = ("session-1/thesis.txt", "callgrind.out.4711", "workers.log", "journal.jsonl", "scratch/notes", ".hidden")


@dataclass(frozen=True)
class Situation:
    name: str
    prepare: Callable[[Path], None]  # In the folder `there`, which is empty.
    out: str = "."  # From there.
    accepted: bool = False


def theirs(name: str) -> Callable[[Path], None]:
    def prepare(there: Path) -> None:
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        (there / name).write_text(f"precious {name}\n", encoding="utf-8")

    return prepare


def linked(target: str, name: str = "link") -> Callable[[Path], None]:
    """A link, and a folder with a file, an empty folder and a file that it may point to."""

    def prepare(there: Path) -> None:
        theirs("full/thesis.txt")(there)
        (there / "empty").mkdir()
        (there / name).parent.mkdir(parents=True, exist_ok=True)
        (there / name).symlink_to(target)

    return prepare


def situations() -> Iterator[Situation]:
    for name in NAMES:
        yield Situation(f"{name} in DIR", theirs(f"DIR/{name}"), "DIR")
    for name in NAMES_HERE:
        yield Situation(f"{name} in '.'", theirs(name))
    yield Situation("an empty folder in DIR", lambda there: (there / "DIR/data").mkdir(parents=True), "DIR")
    yield Situation("an empty file in DIR", lambda there: empty_file(there / "DIR/journal.jsonl"), "DIR")
    yield Situation("a broken link in DIR", linked("nowhere", "DIR/journal.jsonl"), "DIR")
    yield Situation("a pipe in DIR", lambda there: pipe(there / "DIR/journal.jsonl"), "DIR")
    yield Situation("a file as DIR", theirs("DIR"), "DIR")
    yield Situation("DIR below a file", theirs("DIR"), "DIR/run")
    yield Situation("a link to a full folder as DIR", linked("full"), "link")
    yield Situation("a link to a file as DIR", linked("full/thesis.txt"), "link")
    yield Situation("an empty folder as DIR", lambda there: (there / "DIR").mkdir(), "DIR", accepted=True)
    yield Situation("no folder", lambda _: None, "some/where/DIR", accepted=True)


def empty_file(path: Path) -> None:
    path.parent.mkdir()
    path.touch()


def pipe(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)


def words_of(programs: Programs, command: str, out: str) -> list[str]:
    if command == "run":
        return programs.measuring(out, "^good/(sums|allocations)$", "--quiet")
    limits = ("--comparisons", 8, "--power-runs", 0, "--quiet")
    return [*map(str, ("aa", "--benches", programs.faulty, "--filter", "^good/sums$", *limits, "--out", out))]


def attempt(programs: Programs, situation: Situation, command: str, folder: Path) -> Attempt:
    there = folder / "there"
    there.mkdir()
    situation.prepare(there)
    before = files_in(folder, "tools")
    found = programs.run(words_of(programs, command, situation.out), folder / "tools", cwd=there)
    failures = ending(found, {0} if situation.accepted else {2})
    if not situation.accepted:
        failures += changes(before, files_in(folder, "tools"), "the user's files")
    return Attempt(found.code == 2 and not situation.accepted, tuple(failures))


def attack(programs: Programs, ground: Ground, every: int = 1) -> Tally:
    """Of all that there are, one in `every`."""

    def each(situation: Situation, command: str) -> Try:
        name = f"{command}, {situation.name}"
        return Try(name, lambda folder: attempt(programs, situation, command, folder))

    tries = [each(situation, command) for situation in situations() for command in ("run", "aa")]
    return ground.attack("folders", tries[::every])
