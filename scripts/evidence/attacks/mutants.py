"""Hostile records: each is judged, silently and with its table, or refused in one sentence; nothing else happens."""

from __future__ import annotations

import json
import random
from pathlib import Path

from .checks import ending, files_in
from .journal import Record
from .mutator import mutated
from .programs import Ended, Programs
from .runs import GroundError
from .tally import Attempt, Ground, Tally, Try

# With experiments that are sound, one that is absent at a point, and one with a fault.
FILTER = "^(good/(sums|absent|allocations)|bad/throws-running)$"
CODES = {0, 1, 2, 3}
LIMIT_SECONDS = 20
A_PART = 50  # Mutants one after another in one folder.


def sound_record(programs: Programs, folder: Path) -> bytes:
    folder.mkdir(parents=True)
    found = programs.run(programs.measuring(folder / "run", FILTER, "--seed", 7, "--quiet"), folder / "tools")
    if found.code not in {0, 3}:
        raise GroundError(f"a run of {FILTER}: {found.words}")
    return (folder / "run" / "run.json").read_bytes()


class Bench:
    """Folders in which one mutant after another is judged: nothing may appear but a judgement beside the record."""

    def __init__(self, programs: Programs, folder: Path, original: bytes) -> None:
        self.programs = programs
        self.folder = folder
        for name in ("original", "mutant", "here", "tools", "temporary"):
            (folder / name).mkdir()
        (folder / "original" / "run.json").write_bytes(original)
        self.before = files_in(folder, "mutant")

    def run(self, *words: object) -> Ended:
        here = self.folder / "here"
        extra = {"TMPDIR": str(self.folder / "temporary")}
        return self.programs.run([*map(str, words)], self.folder / "tools", LIMIT_SECONDS, cwd=here, extra=extra)

    def attempt(self, mutant: bytes, also_compared: bool) -> Attempt:
        folder = self.folder / "mutant"
        (folder / "judgement.json").unlink(missing_ok=True)
        (folder / "run.json").write_bytes(mutant)
        failures = []
        quietly, shown = self.run("judge", "--quiet", folder), self.run("judge", folder / "run.json")
        for name, found in (("judge --quiet", quietly), ("judge", shown)):
            failures += [f"{name}: {each}" for each in ending(found, CODES)]
        if quietly.code != shown.code:
            failures.append(f"exit {quietly.code} with --quiet and {shown.code} without")
        if also_compared:
            compared = self.run("compare", self.folder / "original", folder)
            failures += [f"compare: {each}" for each in ending(compared, CODES)]
        failures += self.traces(folder, quietly.code)
        if (folder / "run.json").read_bytes() != mutant:
            failures.append("run.json changed")
        return Attempt(quietly.code == 2, tuple(failures))

    def traces(self, folder: Path, code: int) -> list[str]:
        """Files that should not be there, or not be so."""
        failures = []
        expected = {"run.json"} if code == 2 else {"run.json", "judgement.json"}
        if (found := {path.name for path in folder.iterdir()}) != expected:
            failures.append(f"exit {code} leaves {', '.join(sorted(found))}")
        if files_in(self.folder, "mutant") != self.before:
            failures.append("a file was made or changed outside of the record's folder")
        judgement = folder / "judgement.json"
        if judgement.exists():
            parsed: Record = json.loads(judgement.read_bytes(), parse_constant=refuse)
            failures += [] if parsed["kind"] == "memlore.judgement" else ["a judgement of another kind"]
        return failures


def refuse(word: str) -> None:
    raise ValueError(f"judgement.json: {word} is no JSON")


def attack(programs: Programs, ground: Ground, times: int, seed: int, record: Path | None = None) -> Tally:
    original = record.read_bytes() if record else sound_record(programs, ground.folder / "sound")
    tally = Tally("mutants", times)

    def part(numbers: range) -> Try:
        def make(folder: Path) -> Attempt:
            bench = Bench(programs, folder, original)
            for number in numbers:
                count(bench, number)
            return Attempt()

        return Try(f"{numbers}", make)

    def count(bench: Bench, number: int) -> None:
        name = f"{seed}/{number}"
        mutant, told = mutated(original, f"mutants {name}")
        try:
            attempt = bench.attempt(mutant, random.Random(name).random() < 0.1)
        except (OSError, ValueError, LookupError, TypeError) as error:
            attempt = Attempt(failures=(f"{type(error).__name__}: {error}"[:300],))
        tally.count(f"{name} ({told[:160]})", attempt)

    parts = [part(range(at, min(at + A_PART, times))) for at in range(0, times, A_PART)]
    # What went wrong with a whole part would be lost otherwise.
    tally.failed += ground.attack("parts", parts).failed
    return tally
