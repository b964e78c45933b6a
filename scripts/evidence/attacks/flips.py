"""One flipped bit in the journal of an interrupted run: it is said, and what the line held is measured again."""

from __future__ import annotations

import json
import random
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .checks import ending, unprintable_in
from .journal import (
    Label,
    Record,
    blocks_of,
    end_of_description,
    labelled,
    observations_of,
    record_in,
    recorded,
    records_in,
    text_of,
)
from .programs import Ended, Programs
from .runs import GroundError, Kept, Shape, Whole, completed, interrupted_run, whole_run
from .tally import Attempt, Ground, Tally, Try, two_at_once

SHAPES = (
    Shape("^good/(sums|absent)$", ("--processes", 4)),
    Shape("^good/(sums|allocations)$", ("--passes", "time,allocate,footprint")),
)
JOURNALS = 8  # Interrupted runs whose journals are damaged in turn.
DAMAGED = re.compile(r"damaged", re.IGNORECASE)


@dataclass(frozen=True)
class Interrupted:
    """A run that was killed, and what became of a copy of it that went on undisturbed."""

    run: Path
    text: bytes
    whole: Whole
    told: Record

    @classmethod
    def of(cls, programs: Programs, folder: Path, whole: Whole, after: float) -> Interrupted:
        run = interrupted_run(programs, folder, whole.shape, after)
        copied = shutil.copytree(run, folder / "copy")
        found = programs.run(programs.resuming(copied, "--quiet"), folder / "tools")
        if found.code != 0:
            raise GroundError(f"an interrupted run of {whole.shape.filter} does not go on: {found.words}")
        told: Record = json.loads((copied / "run.json").read_text(encoding="utf-8"))
        return cls(run, text_of(run), whole, described_by(told))


def described_by(record: Record) -> Record:
    """What the description of a run says; neither damage nor going on may change it."""
    plan = record["plan"]
    arms = [[(arm["name"], arm["copy"]) for arm in cell["arms"]] for cell in plan["cells"]]
    return {
        "identity": record["identity"],
        "experiments": record["experiments"],
        "environment": record["environment"],
        "answers": record["answers"],
        "plan": (plan["seed"], plan["profile"], plan["processes"], arms, [cell["point"] for cell in plan["cells"]]),
    }


def flipped(text: bytes, bit: int) -> bytes:
    changed = bytearray(text)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def lines_around(text: bytes, byte: int) -> tuple[int, int]:
    """Where the line of a byte begins and where it ends, behind its end of line."""
    end = text.find(b"\n", byte)
    return text.rfind(b"\n", 0, byte) + 1, len(text) if end < 0 else end + 1


def must_be_said(text: bytes, byte: int) -> bool:
    """Not of a last line that was torn anyway, nor of one that has only lost its end."""
    return byte < text.rfind(b"\n")


def figure(observation: Record) -> tuple[Label, Any, Any]:
    return labelled(observation), observation.get("value"), observation.get("unavailable")


def forged(record: Record, true: bytes, changed: bytes) -> list[str]:
    """What only the flipped bit says, and the record says, too."""
    known, told = records_in(true), records_in(changed)
    lies = set(blocks_of(told).items()) - set(blocks_of(known).items())
    failures = [f"a forged block {tuple(each[0])}" for each in recorded(record) if each in lies]
    claimed = set(map(figure, observations_of(told))) - set(map(figure, observations_of(known)))
    failures += [f"a forged figure {tuple(each[0])}" for each in map(figure, record["observations"]) if each in claimed]
    return failures


def kept_of(text: bytes, byte: int) -> Kept:
    """What has to stay: the finished cells of which no line is damaged. Nothing is asked of the others."""
    begin, behind = lines_around(text, byte)
    if text[byte : byte + 1] == b"\n":  # The next line is glued to this one.
        behind = lines_around(text, min(byte + 1, len(text) - 1))[1]
    lines = [record_in(line) for line in text[begin:behind].split(b"\n")]
    lost = {(each.process, each.cell) for each in blocks_of(lines)}
    lost |= {(end["process"], end["cell"]) for line in lines if (end := line.get("timed"))}
    kept = Kept()
    kept.note(text)
    for place in [each for each in kept.finished if (each.process, each.cell) in lost]:
        del kept.finished[place]
    return kept


def judged(found: Ended, said: bool) -> list[str]:
    failures = ending(found, {0})
    if said and not failures and not DAMAGED.search(found.err.decode(errors="replace")):
        failures.append("says nothing of a damaged line")
    return [f"judge: {each}" for each in failures]


def attempt(programs: Programs, interrupted: Interrupted, seed: str, folder: Path) -> Attempt:
    draw = random.Random(seed)
    text = interrupted.text
    # Most of a journal is the description of its run; half the flips are behind it.
    first = draw.choice((0, end_of_description(text)))
    bit = draw.randrange(first * 8, len(text) * 8)
    changed = flipped(text, bit)
    run = shutil.copytree(interrupted.run, folder / "run")
    (run / "journal.jsonl").write_bytes(changed)
    said = must_be_said(text, bit // 8)
    failures = judged(programs.run(["judge", "--quiet", str(run)], folder / "tools", 20), said)
    resumed = programs.run(programs.resuming(run, "--quiet"), folder / "tools", 60)
    if resumed.code != 0 or resumed.timed_out:
        failures.append(f"resume: {resumed.words}")
    else:
        if said and not DAMAGED.search(resumed.err.decode(errors="replace")):
            failures.append("resume: says nothing of a damaged line")
        failures += unprintable_in(resumed.err, "standard error")
        failures += completed(run, interrupted.whole, kept_of(text, bit // 8))
        record: Record = json.loads((run / "run.json").read_text(encoding="utf-8"))
        failures += forged(record, text, changed)
        told = described_by(record)
        failures += [f"another {name}" for name, value in interrupted.told.items() if told[name] != value]
    if failures:
        begin, end = lines_around(text, bit // 8)
        failures.insert(0, f"bit {bit} of {len(text)} bytes, in {text[begin : min(begin + 24, end)].decode()!r}")
    return Attempt(failures=tuple(failures))


def attack(programs: Programs, ground: Ground, times: int, seed: int) -> Tally:
    folder = ground.folder / "ground"
    wholes = two_at_once(lambda at: whole_run(programs, folder / f"whole-{at}", SHAPES[at]), len(SHAPES))

    def interrupt(at: int) -> Interrupted:
        after = random.Random(f"flips {seed} {at}").uniform(0, 0.25)
        return Interrupted.of(programs, folder / f"run-{at}", wholes[at % len(wholes)], after)

    journals = two_at_once(interrupt, min(JOURNALS, (times + 1) // 2))

    def each(number: int) -> Try:
        name = f"{seed}/{number}"
        return Try(name, lambda made: attempt(programs, journals[number % len(journals)], f"flips {name}", made))

    return ground.attack("flips", [each(number) for number in range(times)])
