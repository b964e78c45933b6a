"""Two processes that would work in one folder: one goes on, and the other is told by whom the folder is held."""

from __future__ import annotations

import json
import random
import shutil
import time
from pathlib import Path

from .checks import ending
from .flips import Interrupted
from .journal import text_of
from .programs import Ended, Programs, ended
from .runs import SLOW, Kept, Whole, completed, whole_run
from .tally import Attempt, Ground, Tally, Try

KINDS = ("two runs", "two that resume", "a run and one that resumes it", "a run and another into its folder")


def second_of(programs: Programs, kind: str, whole: Whole, run: Path) -> list[str]:
    fresh = kind in ("two runs", "a run and another into its folder")
    return whole.shape.fresh(programs, run) if fresh else programs.resuming(run, "--quiet")


def refused(found: Ended, holder: int, over: bool) -> list[str]:
    """The second one names the process that works there, if there is one any more."""
    failures = ending(found, {2})
    if not (failures or over or found.said("under way", str(holder))):
        failures.append(f"the other is told {found.words}")
    return failures


def attempt(programs: Programs, interrupted: Interrupted, kind: str, seed: str, folder: Path) -> Attempt:
    draw = random.Random(seed)
    run, whole = folder / "run", interrupted.whole
    kept = Kept()
    if kind == "two that resume":
        shutil.copytree(interrupted.run, run)
        kept.note(interrupted.text)
    resuming = kind == "two that resume"
    words = programs.resuming(run, "--quiet") if resuming else whole.shape.fresh(programs, run)
    first = programs.start(words, folder / "tools")
    if kind.startswith("a run"):
        while first.poll() is None and not text_of(run):
            time.sleep(0.01)
        time.sleep(draw.uniform(0, whole.seconds / 4))
    else:
        time.sleep(draw.choice((0, 0, draw.uniform(0, 0.1))))
    over = first.poll() is not None
    second = programs.start(second_of(programs, kind, whole, run), folder / "tools")
    pids = (first.pid, second.pid)
    found = ended(first), ended(second)
    winner = 0 if found[0].code == 0 else 1
    failures = [f"exit {found[0].code} and {found[1].code}"] if sorted(each.code for each in found) != [0, 2] else []
    failures += ending(found[winner], {0}) + refused(found[1 - winner], pids[winner], over)
    if kind.startswith("a run") and winner == 1:
        failures.append("the one that came later went on")
    if (run / "run.json").exists():
        failures += completed(run, whole, kept)
        json.loads((run / "judgement.json").read_text(encoding="utf-8"))
    return Attempt(not failures, tuple(failures))


def attack(programs: Programs, ground: Ground, pairs: int, seed: int) -> Tally:
    whole = whole_run(programs, ground.folder / "whole", SLOW)
    interrupted = Interrupted.of(programs, ground.folder / "interrupted", whole, 0.1)

    def each(number: int) -> Try:
        kind = KINDS[number % len(KINDS)]
        name = f"{seed}/{number}"
        return Try(f"{name}, {kind}", lambda folder: attempt(programs, interrupted, kind, f"locks {name}", folder))

    # A pair is two processes at once by itself.
    return ground.attack("locks", [each(number) for number in range(pairs)], at_once=1)
