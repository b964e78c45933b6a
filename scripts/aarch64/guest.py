"""Starts an emulated AArch64 machine with a PMU that counts exactly, and reads the output of the steps that it did.

The kernel is Debian's. The emulator counts instructions, and each takes a nanosecond of the guest's time: so a loop of
a million times six instructions reads six million, whatever else the host does meanwhile.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from aarch64 import initramfs
from aarch64.initramfs import Entry

MACHINE = ("-M", "virt", "-cpu", "max,pauth-impdef=on", "-icount", "shift=0,sleep=off", "-m", "1024")
CONSOLE = ("-nographic", "-nodefaults", "-no-user-config", "-serial", "stdio", "-monitor", "none", "-no-reboot")
KERNEL_WORDS = "console=ttyAMA0 quiet panic=-1"
PROGRAMS = "/memlore/bin"

BEGIN = re.compile(r"^@@ begin (\S+)$")
END = re.compile(r"^(.*)@@ end (\S+) (\d+)$")


@dataclass(frozen=True)
class Step:
    name: str
    command: str  # One line, for a shell in the guest.


@dataclass(frozen=True)
class Said:
    """What a step printed, and its exit code; none if the machine ended before the step did."""

    text: str
    status: int | None


def root_file_system(programs: Iterable[Path], steps: Iterable[Step], sysroot: Path, scratch: Path) -> bytes:
    programs = list(programs)
    busybox = next(path for folder in ("bin", "usr/bin") if (path := sysroot / folder / "busybox").is_file())
    loader = sysroot / initramfs.LOADER.relative_to("/")
    entries: list[Entry] = [
        *map(initramfs.folder, ("bin", "dev", "lib", "memlore", "memlore/bin", "proc", "sys", "tmp")),
        initramfs.console(),
        initramfs.program("init", (Path(__file__).parent / "init").read_bytes()),
        initramfs.program("bin/busybox", busybox.read_bytes()),
        initramfs.link("bin/sh", "busybox"),
        initramfs.text("steps", "".join(f"{each.name} {each.command}\n" for each in steps)),
        initramfs.program(f"lib/{loader.name}", loader.read_bytes()),
    ]
    for path in initramfs.needed_libraries(programs, sysroot):
        entries.append(initramfs.program(f"lib/{path.name}", path.read_bytes()))
    for path in programs:
        entries.append(initramfs.program(f"memlore/bin/{path.name}", initramfs.stripped(path, scratch)))
    return initramfs.archive(entries)


def console_of(emulator: str, kernel: Path, root: Path, limit_seconds: int) -> str:
    """All that a machine prints until it ends, or until it has had its time."""
    command = [emulator, *MACHINE, *CONSOLE, "-kernel", str(kernel), "-initrd", str(root), "-append", KERNEL_WORDS]
    try:
        process = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=limit_seconds,
            check=False,
        )
        printed = process.stdout
    except subprocess.TimeoutExpired as expired:
        printed = (expired.stdout or b"") + f"\nthe machine was ended after {limit_seconds} s\n".encode()
    return printed.decode(errors="replace").replace("\r", "")


def said_in(console: str) -> dict[str, Said]:
    """What each step said, by its name."""
    found: dict[str, Said] = {}
    name, lines = "", list[str]()
    for line in console.split("\n"):
        if begin := BEGIN.match(line):
            name, lines = begin[1], []
            found[name] = Said("", None)
        elif (end := END.match(line)) and end[2] == name:
            found[name] = Said("\n".join([*lines, end[1]]), int(end[3]))
            name = ""
        elif name:
            lines.append(line)
            found[name] = Said("\n".join(lines), None)
    return found
