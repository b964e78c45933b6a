"""What must be so after any attack: of what was printed, and of files that are none of memlore's business."""

from __future__ import annotations

import hashlib
import stat
import unicodedata
from pathlib import Path

from .programs import Ended

# They turn the direction of a text around, or hide that they do.
DIRECTION_MARKS = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\u200e", "\u200f"}
LONGEST_SENTENCE = 1500


def unprintable_in(text: bytes, name: str) -> list[str]:
    """A terminal obeys control characters, and shows what stands between direction marks in another order."""
    try:
        characters = set(text.decode())
    except UnicodeDecodeError as error:
        return [f"{name} is not UTF-8 at byte {error.start}"]
    found = sorted(each for each in characters if each != "\n" and unicodedata.category(each) == "Cc")
    found += sorted(characters & DIRECTION_MARKS)
    return [f"{name} holds {', '.join(f'U+{ord(each):04X}' for each in found)}"] if found else []


def ending(found: Ended, codes: set[int]) -> list[str]:
    """That a program ended by itself with one of these codes, and printed nothing that a terminal obeys."""
    if found.timed_out:
        return ["no end in time"]
    failures = [] if found.code in codes else [found.words]
    failures += unprintable_in(found.out, "standard output") + unprintable_in(found.err, "standard error")
    if found.code == 2:
        failures += sentence(found.err)
    return failures


def sentence(text: bytes) -> list[str]:
    """Bad input is refused in one line."""
    lines = text.count(b"\n")
    if lines != 1 or not text.endswith(b"\n"):
        return [f"exit 2 with {lines} lines"]
    return [f"a sentence of {len(text)} bytes"] if len(text.decode(errors="replace")) > LONGEST_SENTENCE else []


Files = dict[str, str]


def files_in(folder: Path, *left_aside: str) -> Files:
    """What stands in a folder, at any depth, by its path: kind, contents, target of a link."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if name.split("/")[0] not in left_aside:
            found[name] = described(path)
    return found


def described(path: Path) -> str:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return f"link to {path.readlink()}"
    if stat.S_ISREG(mode):
        return f"file {hashlib.sha256(path.read_bytes()).hexdigest()[:16]}, mode {stat.S_IMODE(mode):o}"
    return f"kind {stat.S_IFMT(mode):o}, mode {stat.S_IMODE(mode):o}"


def changes(before: Files, after: Files, where: str) -> list[str]:
    gone = sorted(before.keys() - after.keys())
    new = sorted(after.keys() - before.keys())
    other = sorted(name for name in before.keys() & after.keys() if before[name] != after[name])
    named = (("gone", gone), ("new", new), ("changed", other))
    return [f"{where}: {word} {', '.join(names[:4])}" for word, names in named if names]
