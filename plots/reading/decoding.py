"""Parsed JSON to nouns, by their own type annotations: every field there and of its type.

The values may come from someone else's machine: text is made printable and bounded, and a number that no drawing can
hold is refused.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import math
import types
import typing
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from plots.reading.files import InputError
from plots.reading.printable import MOST_BESIDE, MOST_OF_TEXT, printable

RENAMED = {"pass_": "pass"}

Noun = TypeVar("Noun")
Reader = Callable[[object], Any]


def decode(noun: type[Noun], value: object) -> Noun:
    """A noun from parsed JSON, by the noun's own type annotations."""
    try:
        decoded: Noun = _reader(typing.cast(Any, noun))(value)
    except _FieldError as error:
        raise InputError(str(error)) from None
    return decoded


class _FieldError(Exception):
    """What is wrong with a field. Where that is, those who hold it say on the way out."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.where = ""

    def inside(self, holder: str) -> _FieldError:
        self.where = holder + self.where
        return self

    def __str__(self) -> str:
        return f"field '{self.where.removeprefix('.') or 'document'}' {self.args[0]}"


def _wrong(expected: str, value: object) -> _FieldError:
    if isinstance(value, list | dict):  # As deep and as long as the file, perhaps.
        shown = "a list" if isinstance(value, list) else "an object"
    else:
        shown = printable(json.dumps(value), MOST_BESIDE)
    return _FieldError(f"should be {expected}, not {shown}")


@functools.cache
def _reader(annotation: Any) -> Reader:
    """What turns a value of parsed JSON into one of this type."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (types.UnionType, typing.Union):
        present = _reader(next(each for each in inner if each is not type(None)))
        return lambda value: None if value is None else present(value)
    if origin is tuple:
        return functools.partial(_list, _reader(inner[0]))
    if origin is typing.Literal:
        return functools.partial(_word, inner)
    if origin is Annotated:
        return functools.partial(_text, inner[1])
    if dataclasses.is_dataclass(annotation):
        return functools.partial(_noun, annotation)
    return SCALARS[annotation]


@functools.cache
def _fields(noun: Any) -> tuple[tuple[str, str, Reader], ...]:
    hints = typing.get_type_hints(noun, include_extras=True)  # How long a name may be.
    return tuple(
        (each.name, RENAMED.get(each.name, each.name), _reader(hints[each.name])) for each in dataclasses.fields(noun)
    )


def _noun(noun: Any, value: object) -> Any:
    if not isinstance(value, dict):
        raise _wrong("an object", value)
    members = {}
    for name, key, read in _fields(noun):
        if key not in value:
            raise _FieldError("is missing").inside(f".{key}")
        try:
            members[name] = read(value[key])
        except _FieldError as error:
            raise error.inside(f".{key}") from None
    return noun(**members)


def _list(read: Reader, value: object) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _wrong("a list", value)
    members = []
    try:
        for each in value:
            members.append(read(each))
    except _FieldError as error:
        raise error.inside(f"[{len(members)}]") from None
    return tuple(members)


def _word(words: tuple[str, ...], value: object) -> Any:
    if value not in words:
        raise _wrong("one of " + ", ".join(words), value)
    return value


def _text(most: int, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong("text", value)
    return printable(value, most)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong("true or false", value)
    return value


def _integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong("a number", value)
    if not isinstance(value, int) or abs(value) >= 2**64:
        raise _wrong("an integer of 64 bits", value)
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong("a number", value)
    # 1e150 is beyond any quantity here, and its square still fits a double: drawing never overflows.
    if not math.isfinite(value) or abs(value) > 1e150:
        raise _wrong("a finite number under 1e150", value)
    return float(value)


SCALARS: dict[Any, Reader] = {
    str: functools.partial(_text, MOST_OF_TEXT),
    bool: _truth,
    int: _integer,
    float: _number,
}
