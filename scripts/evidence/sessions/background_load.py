"""A neighbour that sweeps a buffer of the size of the last-level cache on one CPU, for trying out tools under load.

    .venv/bin/python scripts/evidence/sessions/background_load.py BYTES CPU LIMIT_SECONDS PARENT

It ends when it is told to, when its time is up, or when the process that started it is gone.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

CACHES = Path("/sys/devices/system/cpu/cpu0/cache")
BYTES_WHERE_UNKNOWN = 32 << 20
SUFFIXES = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


class LoadError(Exception):
    """The load was not there all the time."""


def last_level_cache_bytes(caches: Path = CACHES) -> int:
    """The size of the highest level; a common one where the kernel does not tell."""
    sizes = {}
    for index in caches.glob("index*"):
        with contextlib.suppress(OSError, ValueError, KeyError):
            text = (index / "size").read_text(encoding="utf-8").strip()
            size = int(text[:-1]) * SUFFIXES[text[-1]] if text[-1:].isalpha() else int(text)
            sizes[int((index / "level").read_text(encoding="utf-8"))] = size
    return sizes[max(sizes)] if sizes else BYTES_WHERE_UNKNOWN


def first_cpu() -> int:
    """The kernel's own favourite, which leaves the others to what is measured. It needs a second one there."""
    allowed = sorted(os.sched_getaffinity(0))
    if len(allowed) < 2:
        raise LoadError("--load needs a second CPU for what is measured")
    return allowed[0]


@contextlib.contextmanager
def sweeping(limit_seconds: float) -> Iterator[subprocess.Popen[bytes]]:
    words = (last_level_cache_bytes(), first_cpu(), limit_seconds, os.getpid())
    child = subprocess.Popen([sys.executable, __file__, *map(str, words)], stdin=subprocess.DEVNULL)
    try:
        yield child
        if child.poll() is not None:
            raise LoadError(f"the load ended before the measurement, with exit code {child.returncode}")
    finally:
        child.terminate()
        child.wait()


def sweep(size_bytes: int, cpu: int, limit_seconds: float, parent: int) -> None:
    import numpy  # Only the child needs it.

    os.sched_setaffinity(0, {cpu})
    buffer = numpy.zeros(size_bytes // 8, dtype=numpy.int64)
    end = time.monotonic() + limit_seconds
    while time.monotonic() < end and os.getppid() == parent:
        buffer += 1  # Reads and writes every line.


if __name__ == "__main__":
    size_bytes, cpu, limit_seconds, parent = sys.argv[1:]
    sweep(int(size_bytes), int(cpu), float(limit_seconds), int(parent))
