"""How tries of one attack are made, two at a time, and counted."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

AT_ONCE = 2

Made = TypeVar("Made")


@dataclass(frozen=True)
class Attempt:
    """What came of one try."""

    refused: bool = False  # As promised: exit code 2 and a sentence.
    failures: tuple[str, ...] = ()  # In words; none: the promise was kept.


@dataclass
class Tally:
    attack: str
    planned: int
    tried: int = 0
    refused: int = 0
    failed: list[str] = field(default_factory=list)  # One text a try.
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def count(self, name: str, attempt: Attempt) -> None:
        with self.lock:
            self.tried += 1
            if attempt.failures:
                self.failed.append(f"{name}: {'; '.join(attempt.failures)}")
            elif attempt.refused:
                self.refused += 1


def two_at_once(make: Callable[[int], Made], times: int) -> list[Made]:
    """What is made of 0, 1, 2 and so on."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(make, range(times)))


@dataclass(frozen=True)
class Try:
    """A try that waits to be made in a folder of its own, which is there and empty."""

    name: str
    make: Callable[[Path], Attempt]


@dataclass(frozen=True)
class Ground:
    """Where an attack takes place, and for how long."""

    folder: Path
    seconds: float = float("inf")  # No further try is begun after so long.
    keep: bool = False  # The folders of failed tries stay.

    def attack(self, name: str, tries: list[Try], at_once: int = AT_ONCE) -> Tally:
        """Makes the tries for as long as there is time."""
        tally = Tally(name, len(tries))
        end = time.monotonic() + self.seconds

        def make(number: int) -> Attempt | None:
            if time.monotonic() > end:
                return None
            folder = self.folder / f"{name}-{number}"
            folder.mkdir(parents=True)
            attempt = made(tries[number], folder)
            if not (attempt.failures and self.keep):
                shutil.rmtree(folder, ignore_errors=True)
            return attempt

        with ThreadPoolExecutor(at_once) as pool:
            for each, attempt in zip(tries, pool.map(make, range(len(tries))), strict=True):
                if attempt is not None:
                    tally.count(each.name, attempt)
        return tally


def made(each: Try, folder: Path) -> Attempt:
    """A record of an unexpected shape, or a file that is not there, is a failure like any other."""
    try:
        return each.make(folder)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        return Attempt(failures=(f"{type(error).__name__}: {error}"[:300],))


def table_of(tallies: list[Tally], shown: int = 5) -> str:
    """A line an attack, and under it the first failures."""
    lines = [f"{'attack':<10}{'tried':>8}{'refused':>9}{'failed':>8}"]
    for each in tallies:
        cut_short = f"   of {each.planned}: no time for more" if each.tried < each.planned else ""
        lines.append(f"{each.attack:<10}{each.tried:>8}{each.refused:>9}{len(each.failed):>8}{cut_short}")
        lines += [f"    {text}" for text in each.failed[:shown]]
        if len(each.failed) > shown:
            lines.append(f"    and {len(each.failed) - shown} more")
    return "\n".join(lines)
