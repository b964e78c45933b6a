"""Runs to interrupt: their kinds, what an uninterrupted one has, and whether one that went on has it, too."""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .journal import Block, Label, Place, Record, blocks_of, finished, labelled, recorded, records_in, text_of
from .programs import Programs, ended

Left = tuple[int, int]  # Cell and arm.

RECORD = {"run.json", "judgement.json"}
LOGS = {"workers.log", "valgrind.log", "scratch"}  # Only where there were faults.


class GroundError(Exception):
    """What the attacks stand on is not there: an undisturbed run of this build does not go well."""


@dataclass(frozen=True)
class Shape:
    """A kind of run. All of a kind have one seed, so that they have the same plan."""

    filter: str
    words: tuple[object, ...] = ()
    valgrind: bool = False

    def fresh(self, programs: Programs, run: Path) -> list[str]:
        return programs.measuring(run, self.filter, "--seed", 7, "--quiet", *self.words)


SLOW = Shape("^good/slow$", ("--processes", 3))
SHAPES = (
    SLOW,
    Shape("^good/slow$", ("--processes", 4)),
    Shape("^good/(sums|allocations|absent)$"),
    Shape("^good/(slow|allocations)$", ("--processes", 2)),
    Shape("^good/(sums|allocations)$", valgrind=True),
)


@dataclass(frozen=True)
class Whole:
    """An uninterrupted run."""

    shape: Shape
    seconds: float
    record: Record

    @property
    def places(self) -> set[Place]:
        return {place for place, _ in recorded(self.record)}

    @property
    def labels(self) -> set[Label]:
        return {labelled(each) for each in self.record["observations"]}


def whole_run(programs: Programs, folder: Path, shape: Shape) -> Whole:
    begin = time.monotonic()
    folder.mkdir(parents=True)
    found = programs.run(shape.fresh(programs, folder / "run"), folder / "tools", 120, valgrind=shape.valgrind)
    seconds = time.monotonic() - begin
    if found.code != 0:
        raise GroundError(f"an undisturbed run of {shape.filter}: {found.words}")
    record = json.loads((folder / "run" / "run.json").read_text(encoding="utf-8"))
    shutil.rmtree(folder)
    return Whole(shape, seconds, record)


def interrupted_run(programs: Programs, folder: Path, shape: Shape, after: float) -> Path:
    """The folder of a run that was killed so long after its first block, or sooner if it would be over by then."""
    while True:
        run = folder / "run"
        folder.mkdir(parents=True)
        process = programs.start(shape.fresh(programs, run), folder / "tools", valgrind=shape.valgrind)
        while process.poll() is None and b'\n{"block"' not in text_of(run):
            time.sleep(0.01)
        time.sleep(after)
        process.kill()
        ended(process)
        if (run / "journal.jsonl").exists() and not (run / "run.json").exists():
            return run
        shutil.rmtree(folder)
        after /= 2


@dataclass
class Kept:
    """What journals held before the run went on."""

    finished: dict[Place, Block] = field(default_factory=dict)
    unfinished: dict[Place, Block] = field(default_factory=dict)

    def note(self, text: bytes) -> None:
        """Of a place that was measured again the last one counts."""
        records = records_in(text)
        self.finished.update(finished(records))
        self.unfinished.update(blocks_of(records))
        for place in self.finished:
            self.unfinished.pop(place, None)


def completed(run: Path, whole: Whole, kept: Kept, spoiled: bool = False) -> list[str]:
    """What is wrong with a run that went on to its end. A spoiled one may have lost an experiment to a fault."""
    record: Record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    lost = {each["experiment"] for each in record["faults"]}
    failures = [] if record["complete"] is True else ["not complete"]
    if len(lost) > (1 if spoiled else 0):
        failures.append(f"faults of {', '.join(sorted(lost))}: {record['faults'][0]['detail'][:100]}")
    # Of a lost experiment nobody promises anything.
    sound = {at for at, cell in enumerate(record["plan"]["cells"]) if cell["experiment"] not in lost}
    left = {path.name for path in run.iterdir()} - RECORD - (LOGS if lost else set())
    if left:
        failures.append(f"left behind: {', '.join(sorted(left))}")
    return failures + different(record, whole, kept, sound, killed_under_the_simulator(record) if spoiled else set())


def killed_under_the_simulator(record: Record) -> set[Left]:
    """The cells and arms whose pass was left out when their worker was killed: nobody can tell whose fault it was."""
    left = {(each["experiment"], each["point"], each["arm"]) for each in record["plan"]["left_out"] if died(each)}
    return {
        (at, number)
        for at, cell in enumerate(record["plan"]["cells"])
        for number, arm in enumerate(cell["arms"])
        if (cell["experiment"], key_of(cell["point"]), arm["name"]) in left
    }


def died(left_out: Record) -> bool:
    return left_out["pass"] == "simulate" and "signal 9" in left_out["reason"]


def key_of(point: list[Record]) -> str:
    return "/".join(f"{each['factor']}:{each['label']}" for each in point)


def different(record: Record, whole: Whole, kept: Kept, cells: set[int], lost: set[Left]) -> list[str]:
    blocks = [(place, block) for place, block in recorded(record) if place.cell in cells]
    found = dict(blocks)
    labels = Counter(labelled(each) for each in record["observations"] if each["cell"] in cells)
    planned = {place for place in whole.places if place.cell in cells}
    observed = {label for label in whole.labels if label.cell in cells}
    wanted = {label for label in observed if label.task != "simulate" or (label.cell, label.arm) not in lost}
    done = {place: block for place, block in kept.finished.items() if place.cell in cells}
    again = {place: block for place, block in kept.unfinished.items() if place.cell in cells}
    checks: tuple[tuple[str, list[Any]], ...] = (
        ("blocks twice", [place for place, times in Counter(place for place, _ in blocks).items() if times > 1]),
        ("blocks missing", sorted(planned - found.keys())),
        ("blocks not planned", sorted(found.keys() - planned)),
        ("observations twice", [label for label, times in labels.items() if times > 1]),
        ("observations missing", sorted(wanted - labels.keys())),
        ("observations not planned", sorted(labels.keys() - observed)),
        ("finished blocks changed", [place for place, block in done.items() if found.get(place) != block]),
        ("blocks of unfinished cells kept", [place for place, block in again.items() if found.get(place) == block]),
    )
    return [f"{len(wrong)} {words}, such as {tuple(wrong[0])}" for words, wrong in checks if wrong]
