"""judgement.json to nouns, strict as the C++ reader is: every field there and of its type, another schema refused.

What was added to the schema later has a default in its noun: an older record says nothing there.

The record may come from someone else's machine, so nothing in it is trusted: text is made printable here, once, and a
number that no drawing can hold is refused.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import math
import types
import typing
import unicodedata
from pathlib import Path
from typing import Any, TypeVar

from plots import metrics
from plots.input_error import InputError
from plots.model import Judgement

KIND = "memlore.judgement"
SCHEMA_VERSION = 2
RENAMED = {"pass_": "pass"}

Noun = TypeVar("Noun")


def load(path: Path) -> Judgement:
    """The judgement in a file. Throws InputError naming file and field for anything wrong."""
    document = _parse(path)
    _check_document(document, path.name)
    try:
        judgement = decode(Judgement, document)
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from None
    for counter in judgement.counters:
        if counter.metric not in metrics.TABLE:
            raise InputError(f"{path.name}: unknown metric '{counter.metric}' in the counters")
    for claim in judgement.claims:
        for name in [each.metric for each in claim.summaries] + [each.hypothesis.metric for each in claim.hypotheses]:
            if name not in metrics.TABLE:
                raise InputError(f"{path.name}: unknown metric '{name}' in experiment '{claim.experiment.id}'")
    return judgement


def printable(text: str) -> str:
    """Text without what can break a file or deceive a reader: control and format characters, lone surrogates."""
    spaced = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    return "".join("\ufffd" if unicodedata.category(each)[0] == "C" else each for each in spaced)


def decode(noun: type[Noun], value: object) -> Noun:
    """A noun from parsed JSON, by the noun's own type annotations."""
    decoded: Noun = _decode(noun, value, "")
    return decoded


def _parse(path: Path) -> Any:
    def refuse_constant(word: str) -> float:
        raise ValueError(f"{word} is not JSON")

    try:
        return json.loads(path.read_bytes().decode("utf-8"), parse_constant=refuse_constant)
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path.name}: not UTF-8 text") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path.name}: not valid JSON ({printable(str(error))})") from None


def _check_document(document: Any, name: str) -> None:
    if not isinstance(document, dict) or document.get("kind") != KIND:
        raise InputError(f"{name}: not a document of kind '{KIND}'")
    version = document.get("schema_version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise InputError(f"{name}: has no integer 'schema_version'")
    if version > SCHEMA_VERSION:
        raise InputError(
            f"{name}: has schema_version {version} of '{KIND}', newer than the {SCHEMA_VERSION} that this memlore "
            "reads; use a newer memlore"
        )
    if version < SCHEMA_VERSION:
        raise InputError(
            f"{name}: has schema_version {version} of '{KIND}', older than the {SCHEMA_VERSION} that this memlore "
            "reads; what it lacks cannot be made up: use the memlore that wrote it"
        )


def _wrong(where: str, expected: str, value: object) -> InputError:
    shown = printable(json.dumps(value, default=str))
    return InputError(f"field '{where or 'document'}' should be {expected}, not {shown[:60]}")


def _decode(annotation: Any, value: object, where: str) -> Any:
    origin = typing.get_origin(annotation)
    if origin in (types.UnionType, typing.Union):
        inner = next(each for each in typing.get_args(annotation) if each is not type(None))
        return None if value is None else _decode(inner, value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise _wrong(where, "a list", value)
        inner = typing.get_args(annotation)[0]
        return tuple(_decode(inner, each, f"{where}[{i}]") for i, each in enumerate(value))
    if origin is typing.Literal:
        words = typing.get_args(annotation)
        if value not in words:
            raise _wrong(where, "one of " + ", ".join(words), value)
        return value
    if dataclasses.is_dataclass(annotation):
        return _decode_noun(annotation, value, where)
    return _decode_scalar(annotation, value, where)


@functools.cache
def _fields(noun: Any) -> tuple[tuple[str, str, Any, bool], ...]:
    hints = typing.get_type_hints(noun)
    return tuple(
        (each.name, RENAMED.get(each.name, each.name), hints[each.name], each.default is not dataclasses.MISSING)
        for each in dataclasses.fields(noun)
    )


def _decode_noun(noun: Any, value: object, where: str) -> Any:
    if not isinstance(value, dict):
        raise _wrong(where, "an object", value)
    members = {}
    for name, key, annotation, came_later in _fields(noun):
        inside = f"{where}.{key}" if where else key
        if key not in value and came_later:
            continue  # An older record: the noun says what its absence means.
        if key not in value:
            raise InputError(f"field '{inside}' is missing")
        members[name] = _decode(annotation, value[key], inside)
    return noun(**members)


def _decode_scalar(annotation: Any, value: object, where: str) -> Any:
    if annotation is str:
        if not isinstance(value, str):
            raise _wrong(where, "text", value)
        return printable(value)
    if annotation is bool:
        if not isinstance(value, bool):
            raise _wrong(where, "true or false", value)
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(where, "a number", value)
    if annotation is int:
        if not isinstance(value, int) or abs(value) >= 2**64:
            raise _wrong(where, "an integer of 64 bits", value)
        return value
    # 1e150 is beyond any quantity here, and its square still fits a double: drawing never overflows.
    if not math.isfinite(value) or abs(value) > 1e150:
        raise _wrong(where, "a finite number under 1e150", value)
    return float(value)
