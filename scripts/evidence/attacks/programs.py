"""The programs of a build under attack: how they are started, watched and ended."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOOLS = "/usr/bin:/bin"  # Where valgrind is.
MOST_ADDRESS_SPACE = 4 << 30  # Endless input must not take the machine down.


@dataclass(frozen=True)
class Ended:
    code: int  # Negative: the signal that ended it.
    out: bytes
    err: bytes
    timed_out: bool = False

    @property
    def words(self) -> str:
        """For a failure: the code and the first line of what it said."""
        code = "no end in time" if self.timed_out else f"exit {self.code}"
        said = self.err.decode(errors="replace").strip().splitlines()
        return f"{code}, {said[-1][:160]!r}" if said else code

    def said(self, *words: str) -> bool:
        text = self.err.decode(errors="replace")
        return all(word in text for word in words)


@dataclass(frozen=True)
class Build:
    """The folder of a build's programs."""

    folder: Path

    @property
    def memlore(self) -> Path:
        return self.folder / "memlore"

    @property
    def faulty(self) -> Path:
        return self.folder / "memlore-benches-faulty"

    def measuring(self, out: object, filter: str, *words: object, benches: Path | None = None) -> list[str]:
        """The words of a small run without figures."""
        start = ("run", "--benches", benches or self.faulty, "--profile", "smoke", "--no-plots", "--filter", filter)
        return [*map(str, start), "--out", str(out), *map(str, words)]


@dataclass(frozen=True)
class Programs(Build):
    def resuming(self, run: Path, *words: object, benches: Path | None = None) -> list[str]:
        return [*map(str, ("run", "--resume", run, "--benches", benches or self.faulty, "--no-plots", *words))]

    def start(self, words: list[str], tools: Path, valgrind: bool = False, **options: Any) -> subprocess.Popen[bytes]:
        """Starts memlore with nothing on its PATH but a folder of the try, by which its workers are known, too."""
        tools.mkdir(exist_ok=True)
        path = f"{tools}:{TOOLS}" if valgrind else str(tools)
        extra = options.pop("extra", {})
        given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        environment = {**os.environ, "PATH": path, **extra}
        process = subprocess.Popen([str(self.memlore), *words], env=environment, **given)
        resource.prlimit(process.pid, resource.RLIMIT_AS, (MOST_ADDRESS_SPACE, MOST_ADDRESS_SPACE))
        return process

    def run(self, words: list[str], tools: Path, limit: float = 60, **options: Any) -> Ended:
        return ended(self.start(words, tools, **options), limit)


def ended(process: subprocess.Popen[bytes], limit: float = 60) -> Ended:
    """How a process ends; one that goes on for longer is killed."""
    try:
        out, err = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        return Ended(process.returncode, out, err, timed_out=True)
    return Ended(process.returncode, out or b"", err or b"")


def children_of(process: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def still_at_work(tools: Path, patience: float = 3) -> list[int]:
    """The processes that were started with these tools on their PATH and have not ended after a while."""
    end = time.monotonic() + patience
    while (found := running_with(str(tools).encode())) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def running_with(words: bytes) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal() or int(folder.name) == os.getpid():
            continue
        try:
            if words in (folder / "environ").read_bytes() and is_alive(folder):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def is_alive(folder: Path) -> bool:
    return (folder / "stat").read_text(errors="replace").rsplit(")", 1)[1].split()[0] not in {"Z", "X"}
