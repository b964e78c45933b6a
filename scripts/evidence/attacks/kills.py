"""Runs that are ended at a random moment and resumed: nothing finished is lost, changed or measured twice.

Ended how: by SIGKILL, SIGINT or SIGTERM, by SIGKILL when a file was just written, by SIGKILL and a journal that lost
its end at a random byte, or by a worker that is killed instead; some of them twice.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from .checks import changes, files_in, sentence, unprintable_in
from .journal import end_of_description, is_described, text_of
from .programs import Ended, Programs, children_of, ended, still_at_work
from .runs import SHAPES, Kept, Whole, completed, whole_run
from .tally import Attempt, Ground, Tally, Try, two_at_once

WAYS = ("SIGKILL", "SIGINT", "SIGTERM", "cut", "worker", "writing")
WRITTEN = ("journal.jsonl", "run.json", "judgement.json")
WAY_OUT = re.compile(r"--out|start|remove|delete|another folder|name one")


@dataclass
class Victim:
    """A run of which somebody ends a process now and then."""

    programs: Programs
    folder: Path
    whole: Whole
    draw: random.Random
    kept: Kept = field(default_factory=Kept)
    spoiled: bool = False  # A worker was killed.
    told: list[str] = field(default_factory=list)  # What was done to it.
    failures: list[str] = field(default_factory=list)

    @property
    def run(self) -> Path:
        return self.folder / "run"

    def start(self, words: list[str]) -> subprocess.Popen[bytes]:
        return self.programs.start(words, self.folder / "tools", valgrind=self.whole.shape.valgrind)

    def fresh(self) -> list[str]:
        return self.whole.shape.fresh(self.programs, self.run)

    def resuming(self) -> list[str]:
        return self.programs.resuming(self.run, "--quiet")

    def strike(self, words: list[str], way: str) -> Ended:
        """Starts it, does what is to be done to it at a random moment, and sees how it ends."""
        process = self.start(words)
        # Files are made at the beginning and at the end; most of a run lies between.
        begin, end = self.draw.choice(((0, 1), (0, 1), (0, 0.1), (0.85, 1.05)))
        moment = self.draw.uniform(begin, end) * self.whole.seconds
        self.told.append(f"{way} after {moment:.2f} s")
        if way == "writing":
            self.await_file(process, self.draw.choice(WRITTEN))
        else:
            time.sleep(moment)
        if way == "worker":
            if workers := children_of(process.pid):
                os.kill(self.draw.choice(workers), signal.SIGKILL)
                self.spoiled = True
        else:
            process.send_signal(signal.SIGKILL if way in ("cut", "writing") else signal.Signals[way])
        found = ended(process, 90)
        if way == "cut":
            self.cut()
        self.judge_ending(found, way)
        self.note()
        return found

    def await_file(self, process: subprocess.Popen[bytes], name: str) -> None:
        """Until a file has its name: what comes next is to sync the folder and to remove the journal."""
        self.told[-1] = f"SIGKILL when {name} is written"
        while process.poll() is None and not (self.run / name).exists():
            time.sleep(0.0005)

    def cut(self) -> None:
        """Cuts the journal; in most cases behind the description of the run, which is the larger part of it."""
        text = text_of(self.run)
        if not text or (self.run / "run.json").exists():
            return
        described = end_of_description(text) if self.draw.random() < 0.85 else 0
        at = self.draw.randint(described, len(text))
        self.told.append(f"journal cut at {at} of {len(text)}")
        os.truncate(self.run / "journal.jsonl", at)
        self.kept = Kept()  # What was noted before may be behind the cut.

    def judge_ending(self, found: Ended, way: str) -> None:
        done = {0} | ({3} if self.spoiled else set())
        signals = {"SIGKILL": {-9}, "cut": {-9}, "writing": {-9}, "SIGINT": {130}, "SIGTERM": {130}, "worker": set()}
        codes = done | signals[way]
        if not self.run.exists() or self.is_over:  # So early that nobody listened yet, or so late that all is done.
            codes |= {-signal.SIGINT, -signal.SIGTERM}
        if found.code not in codes or found.timed_out:
            self.failures.append(found.words)
        self.failures += unprintable_in(found.err, "standard error")

    def note(self) -> None:
        """What is finished now must be in the record at last."""
        if not (self.run / "run.json").exists():
            self.kept.note(text_of(self.run))

    @property
    def is_over(self) -> bool:
        """It ended by itself, whatever was done to it."""
        return (self.run / "run.json").exists() and not (self.run / "journal.jsonl").exists()

    def finish(self) -> Attempt:
        """Goes on to the end, and looks at what is there."""
        if self.is_over:
            return Attempt(failures=(*self.failures, *completed(self.run, self.whole, self.kept, self.spoiled)))
        nothing_begun = not self.run.exists() or not any(self.run.iterdir())
        found = ended(self.start(self.fresh() if nothing_begun else self.resuming()), 120)
        refused = found.code == 2 and not nothing_begun and not is_described(text_of(self.run))
        if refused:
            self.failures += sentence(found.err)
            found = self.begin_again(found)
        if found.code == 0 or (found.code == 3 and self.spoiled):
            self.failures += completed(self.run, self.whole, self.kept, self.spoiled)
        elif not refused:
            self.failures.append(f"going on: {found.words}")
        return Attempt(refused, tuple(self.failures))

    def begin_again(self, refusal: Ended) -> Ended:
        """Where nothing can be gone on with, the folder takes a new run, or the refusal says what to do."""
        again = ended(self.start(self.fresh()), 120)
        said = (refusal.err + again.err).decode(errors="replace")
        if again.code != 0 and not WAY_OUT.search(said):
            self.failures.append(f"no way out of {refusal.words}, {again.words}")
        return again


def attempt(programs: Programs, wholes: list[Whole], seed: str, folder: Path) -> Attempt:
    draw = random.Random(seed)
    fast, slow = wholes[:-1], wholes[-1]
    whole = slow if draw.random() < 0.1 else draw.choice(fast)
    (folder / "of the user").mkdir()
    (folder / "of the user" / "journal.jsonl").write_text("theirs\n", encoding="utf-8")
    (folder / "thesis.txt").write_text("theirs\n", encoding="utf-8")
    before = files_in(folder, "run", "tools")
    victim = Victim(programs, folder, whole, draw)
    victim.strike(victim.fresh(), draw.choice(WAYS))
    if draw.random() < 0.3 and (victim.run / "journal.jsonl").exists() and is_described(text_of(victim.run)):
        victim.strike(victim.resuming(), draw.choice(WAYS))
    found = victim.finish()
    failures = [*found.failures, *changes(before, files_in(folder, "run", "tools"), "beside the run")]
    if workers := still_at_work(folder / "tools"):
        failures.append(f"{len(workers)} processes left behind")
    if failures:
        failures.insert(0, f"{whole.shape.filter} {' '.join(map(str, whole.shape.words))}, {', '.join(victim.told)}")
    return Attempt(found.refused, tuple(failures))


def attack(programs: Programs, ground: Ground, times: int, seed: int) -> Tally:
    wholes = two_at_once(lambda at: whole_run(programs, ground.folder / f"whole-{at}", SHAPES[at]), len(SHAPES))

    def each(number: int) -> Try:
        name = f"{seed}/{number}"
        return Try(name, lambda folder: attempt(programs, wholes, f"kills {name}", folder))

    return ground.attack("kills", [each(number) for number in range(times)])
