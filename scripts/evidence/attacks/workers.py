"""Hostile workers: the run ends soon, stays small, and records nothing that they forged."""

from __future__ import annotations

import copy
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .checks import ending
from .hostilities import HONEST, HOSTILITIES
from .journal import Record, recorded
from .made_up_worker import FORGED, FORGED_WORD, HONEST_NS, HONEST_VALUE
from .programs import Ended, Programs, running_with
from .tally import Attempt, Ground, Tally, Try

LIMIT_SECONDS = 60
MOST_MEMORY_KIB = 300 << 10
MOST_BYTES = 50 << 20
GIVEN_UP = 8  # Times a limit at which nobody waits for more: the machine is needed.


@dataclass
class Watched:
    """How much a process took, and its folder."""

    memory_kib: int = 0
    bytes: int = 0

    def look(self, process: int, folder: Path) -> None:
        self.memory_kib = max(self.memory_kib, peak_memory_kib(process))
        self.bytes = max(self.bytes, size_of(folder))

    @property
    def is_hopeless(self) -> bool:
        return self.memory_kib > GIVEN_UP * MOST_MEMORY_KIB or self.bytes > GIVEN_UP * MOST_BYTES

    def failures(self) -> list[str]:
        memory, size = f"{self.memory_kib >> 10} MiB of memory", f"a folder of {self.bytes >> 20} MiB"
        return [memory] * (self.memory_kib > MOST_MEMORY_KIB) + [size] * (self.bytes > MOST_BYTES)


def peak_memory_kib(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def size_of(folder: Path) -> int:
    size = 0
    for path in folder.rglob("*"):
        try:
            size += path.lstat().st_size
        except OSError:
            continue
    return size


def made_up_catalogue(programs: Programs) -> Record:
    """That of the faulty program, with two experiments that its own stand for."""
    command = [str(programs.faulty), "--memlore-catalogue"]
    catalogue: Record = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=20).stdout)
    model = next(each for each in catalogue["experiments"] if each["id"] == "good/sums")
    made = [
        copy.deepcopy(model) | {"id": name, "passes": ["time", "footprint"]} for name in ("made/sound", "made/hostile")
    ]
    return catalogue | {"experiments": made}


def install(folder: Path, name: str, catalogue: Record) -> Path:
    """A program whose workers are hostile in this way."""
    (folder / "catalogue.json").write_text(json.dumps(catalogue), encoding="utf-8")
    program = folder / "benches"
    module = __package__ or ""
    root = Path(__file__).parents[len(module.split("."))]
    words = [sys.executable, "-m", f"{module}.hostilities", name, str(folder / "catalogue.json")]
    script = f'#!/bin/sh\nexport PYTHONPATH={shlex.quote(str(root))}\nexec {shlex.join(words)} "$@"\n'
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)
    return program


def watch(programs: Programs, words: list[str], folder: Path) -> tuple[Ended, Watched]:
    watched = Watched()
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = programs.start(words, folder / "tools", stdout=out, stderr=err)
        end = time.monotonic() + LIMIT_SECONDS
        while process.poll() is None and time.monotonic() < end and not watched.is_hopeless:
            watched.look(process.pid, folder / "run")
            time.sleep(0.02)
        timed_out = process.poll() is None and not watched.is_hopeless
        process.kill()
        process.wait()
    watched.look(process.pid, folder / "run")
    return Ended(process.returncode, (folder / "out").read_bytes(), (folder / "err").read_bytes(), timed_out), watched


def forged(record: Record) -> list[str]:
    """What the record has that no honest worker said. A fault may quote what it is about."""
    values: list[Any] = [block[1] for _, block in recorded(record)]
    figures = [each.get("value") for each in record["observations"]]
    text = json.dumps({name: value for name, value in record.items() if name != "faults"})
    failures = [f"a forged block of {each} ns" for each in values if each != HONEST_NS]
    failures += [f"a forged figure of {each}" for each in figures if each not in (HONEST_VALUE, None)]
    failures += [f"{word} in the record" for word in (str(FORGED), FORGED_WORD) if word in text]
    others = {each["experiment"] for each in record["faults"]} - {"made/hostile"}
    failures += [f"{each} is blamed" for each in sorted(others)]
    return failures[:3]


def attempt(programs: Programs, name: str, catalogue: Record, folder: Path) -> Attempt:
    benches, run = install(folder, name, catalogue), folder / "run"
    words = programs.measuring(run, "^made/", "--hang-limit", 3, "--seed", 7, benches=benches)
    found, watched = watch(programs, words, folder)
    # Without the honest one among them nobody would know what the others are refused for.
    failures = ending(found, {0} if name == HONEST else {0, 3}) + watched.failures()
    judged = programs.run(["judge", str(run)], folder / "tools", 20)
    failures += [f"judge: {each}" for each in ending(judged, {0, 3})]
    if (run / "run.json").exists():
        failures += forged(json.loads((run / "run.json").read_text(encoding="utf-8")))
    # A child of a worker outlives both; of what memlore itself started nothing may be left.
    for each in running_with(str(folder / "tools").encode()):
        if name != "a child that holds the report":
            failures.append(f"process {each} left behind")
        os.kill(each, signal.SIGKILL)
    return Attempt(failures=tuple(failures))


def attack(programs: Programs, ground: Ground, names: list[str] | None = None) -> Tally:
    catalogue = made_up_catalogue(programs)

    def each(name: str) -> Try:
        return Try(name, lambda folder: attempt(programs, name, catalogue, folder))

    return ground.attack("workers", [each(name) for name in names or HOSTILITIES])
