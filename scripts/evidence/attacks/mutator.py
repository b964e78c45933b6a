"""Makes hostile records out of a sound one, each drawn from its own seed: by value, by structure and by byte.

A hostile string may replace another one in every place, so that the record still agrees with itself and the string is
printed. What no JSON library writes (nesting, keys twice) goes in as text.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

STRINGS = (
    *("", "x", "\n", "a\nverdict: holds\n", "\r", "\t", "\x1b[2J\x1b]0;owned\x07", "\0", "\x9b31m", "\x7f"),
    *("\u202egood\u202c", "\u2066a\u2069", "\u200f", "\ufeff", "\u2028", "\ud800", "../../../tmp/owned", "/", ".", "-"),
    *("%s%n%d", "{}{0}", "<script>", "good/sums", "__proto__", "a" * 100_000, "é" * 3000, "\\", '"', "NaN"),
)
NUMBERS = (
    *(-1, 0, 1, 0.5, -0.0, 1e308, -1e308, 5e-324, 2**31 - 1, 2**31, -(2**31), 2**32, 2**53, 2**63 - 1, 2**63),
    *(-(2**63), 2**64 - 1, 2**64, 10**400, float("nan"), float("inf"), float("-inf"), 1e-9, 77777),
)
OTHERS: tuple[Any, ...] = (None, True, False, [], {}, [[]], [None], {"": ""}, [1, "x", {}], [0] * 5000)
NESTED = ("[" * 5000 + "]" * 5000, "[" * 200_000, '{"a":' * 3000 + "1" + "}" * 3000)

Path = tuple[Any, ...]


@dataclass
class Mutant:
    """A record under change. What is to be put in as it stands is kept beside it until it becomes text."""

    document: Any
    draw: random.Random
    raw: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def as_it_stands(self, text: str) -> str:
        self.raw.append(text)
        return f"@raw {len(self.raw) - 1}@"

    def text(self) -> bytes:
        text = json.dumps(self.document)
        for at, each in enumerate(self.raw):
            text = text.replace(json.dumps(f"@raw {at}@"), each)
        return text.encode()

    def hostile(self) -> Any:
        kind = self.draw.random()
        if kind < 0.4:
            return self.draw.choice(STRINGS)
        if kind < 0.75:
            return self.draw.choice(NUMBERS)
        return self.draw.choice(OTHERS) if kind < 0.95 else self.as_it_stands(self.draw.choice(NESTED))

    def somewhere(self) -> Path:
        """A place by a walk from the root: each field of the record is met as often as a larger one."""
        path: Path = ()
        node = self.document
        while isinstance(node, (dict, list)) and node and (not path or self.draw.random() < 0.85):
            path = (*path, self.draw.choice(list(node)) if isinstance(node, dict) else self.draw.randrange(len(node)))
            node = node[path[-1]]
        return path

    def at(self, path: Path) -> Any:
        node = self.document
        for key in path:
            node = node[key]
        return node

    def put(self, path: Path, value: Any) -> None:
        if path:
            self.at(path[:-1])[path[-1]] = value
        else:
            self.document = value


def places_in(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, node
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield from places_in(value, (*path, key))


def replace(mutant: Mutant, path: Path) -> None:
    mutant.put(path, mutant.hostile())


def scale(mutant: Mutant, path: Path) -> None:
    """Another number of the same type."""
    value = mutant.at(path)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return replace(mutant, path)
    draw = mutant.draw
    factor = draw.choice((-1, 0, 2, 10, 1000, 10**9))
    return mutant.put(path, value * factor + draw.choice((0, 0, 1, -1)))


def rename(mutant: Mutant, _: Path) -> None:
    """A string that becomes another one wherever it stands."""
    places = [(path, node) for path, node in places_in(mutant.document) if isinstance(node, str)]
    if not places:
        return
    _, old = mutant.draw.choice(places)
    part = mutant.draw.choice(STRINGS)
    new = mutant.draw.choice((part, old + part, part + old, old[: len(old) // 2] + part + old[len(old) // 2 :]))
    for path, node in places:
        if node == old:
            mutant.put(path, new)
    mutant.told.append(f"{old[:40]!r} is {new[:40]!r}")


def leave_out(mutant: Mutant, path: Path) -> None:
    if path:
        del mutant.at(path[:-1])[path[-1]]


def swap(mutant: Mutant, path: Path) -> None:
    other = mutant.somewhere()
    first, second = mutant.at(path), mutant.at(other)
    mutant.put(other, json.loads(json.dumps(first)))
    if path[: len(other)] != other:
        mutant.put(path, json.loads(json.dumps(second)))


def repeat(mutant: Mutant, path: Path) -> None:
    """An element of a list more often than it was; of an object's fields, one twice."""
    if not path:
        return
    holder, key = mutant.at(path[:-1]), path[-1]
    if isinstance(holder, list):
        holder[key:key] = [holder[key]] * mutant.draw.choice((1, 1, 2, 300))
    else:
        twice = json.dumps(key) + ":" + json.dumps(mutant.draw.choice((holder[key], None, "x", 7)))
        mutant.put(path[:-1], mutant.as_it_stands("{" + json.dumps(holder)[1:-1] + "," + twice + "}"))


def rename_key(mutant: Mutant, path: Path) -> None:
    if path and isinstance(holder := mutant.at(path[:-1]), dict):
        holder[mutant.draw.choice(STRINGS)] = holder.pop(path[-1])


Change = Callable[[Mutant, Path], None]

CHANGES: tuple[Change, ...] = (
    *(replace, replace, replace, scale, scale, rename, rename, leave_out, swap, repeat, rename_key),
)


def by_byte(text: bytes, draw: random.Random) -> tuple[bytes, str]:
    at, way = draw.randrange(len(text)), draw.choice(("flip", "cut", "insert", "lose", "repeat"))
    length = draw.choice((1, 2, 16, 500))
    if way == "flip":
        changed = text[:at] + bytes([text[at] ^ 1 << draw.randrange(8)]) + text[at + 1 :]
    elif way == "insert":
        changed = text[:at] + draw.randbytes(length) + text[at:]
    elif way == "lose":
        changed = text[:at] + text[at + length :]
    else:
        changed = text[:at] if way == "cut" else text[:at] + text[at : at + length] * 2 + text[at + length :]
    return changed, f"{way} at byte {at}"


def mutated(text: bytes, seed: str) -> tuple[bytes, str]:
    """The record of this seed, and in words what is hostile about it."""
    draw = random.Random(seed)
    if draw.random() < 0.25:
        return by_byte(text, draw)
    mutant = Mutant(json.loads(text), draw)
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        path, change = mutant.somewhere(), draw.choice(CHANGES)
        mutant.told.append(f"{change.__name__} {'.'.join(map(str, path))[:80]}")
        change(mutant, path)
    return mutant.text(), ", ".join(mutant.told)
