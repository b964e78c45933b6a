"""A root file system for a guest, as the archive that a kernel unpacks at its start (cpio, format "newc")."""

from __future__ import annotations

import re
import stat
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

BINUTILS = "aarch64-linux-gnu-"
LOADER = Path("/lib/ld-linux-aarch64.so.1")
LIBRARY_FOLDERS = ("lib/aarch64-linux-gnu", "usr/lib/aarch64-linux-gnu")


@dataclass(frozen=True)
class Entry:
    path: str  # Without a leading slash.
    mode: int
    content: bytes = b""
    device: tuple[int, int] = (0, 0)


def folder(path: str) -> Entry:
    return Entry(path, stat.S_IFDIR | 0o755)


def program(path: str, content: bytes) -> Entry:
    return Entry(path, stat.S_IFREG | 0o755, content)


def text(path: str, content: str) -> Entry:
    return Entry(path, stat.S_IFREG | 0o644, content.encode())


def link(path: str, target: str) -> Entry:
    return Entry(path, stat.S_IFLNK | 0o777, target.encode())


def console() -> Entry:
    """Where the first process's output goes; it has to be there before anything could make it."""
    return Entry("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))


def archive(entries: Iterable[Entry]) -> bytes:
    parts = [record(each, number) for number, each in enumerate(entries, start=1)]
    return b"".join([*parts, record(Entry("TRAILER!!!", 0), 0)])


def record(entry: Entry, number: int) -> bytes:
    name = entry.path.encode() + b"\0"
    major, minor = entry.device
    links, owner, time = 1, 0, 0
    fields = (
        *(number, entry.mode, owner, owner, links, time, len(entry.content)),
        *(0, 0, major, minor, len(name), 0),
    )
    head = b"070701" + b"".join(b"%08X" % each for each in fields) + name
    return padded(head) + padded(entry.content)


def padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % 4)


def needed_libraries(programs: Iterable[Path], sysroot: Path) -> list[Path]:
    """The shared libraries that the programs are linked to, and those that these are linked to."""
    found: dict[str, Path] = {}
    waiting = list(programs)
    while waiting:
        listing = subprocess.run(
            [f"{BINUTILS}readelf", "--dynamic", waiting.pop()], capture_output=True, text=True, check=True
        ).stdout
        for name in re.findall(r"\(NEEDED\).*\[(.+)\]", listing):
            if name not in found and name != LOADER.name:
                found[name] = shared_library(name, sysroot)
                waiting.append(found[name])
    return list(found.values())


def shared_library(name: str, sysroot: Path) -> Path:
    for place in LIBRARY_FOLDERS:
        if (path := sysroot / place / name).is_file():
            return path
    raise FileNotFoundError(f"no {name} in {sysroot}")


def stripped(path: Path, scratch: Path) -> bytes:
    """A program without its symbols, which a guest does not need and would keep in memory."""
    out = scratch / path.name
    subprocess.run([f"{BINUTILS}strip", "-o", out, path], check=True)
    return out.read_bytes()
