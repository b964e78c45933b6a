"""judgement.json to nouns, strict as the C++ reader is: every field there and of its type, another schema refused.

The record may come from someone else's machine, so nothing in it is trusted: decoding cleans and bounds every text, and
lists that no page can hold are refused here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from plots.reading import decoding, files, metrics
from plots.reading.files import InputError
from plots.reading.judgement import Judgement
from plots.reading.printable import printable

KIND = "memlore.judgement"
SCHEMA_VERSION = 3
# Of experiments, and of the arms, factors and claims of one: all of them stand on one page.
MOST_MEMBERS = 1000


def load(path: Path) -> Judgement:
    """The judgement in a file. Throws InputError naming file and field for anything wrong."""
    document = _parse(path)
    _check_document(document, path.name)
    try:
        judgement = decoding.decode(Judgement, document)
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from None
    _check_sizes(judgement, path.name)
    for metric, place in _metrics(judgement):
        if metric not in metrics.TABLE:
            raise InputError(f"{path.name}: unknown metric '{metric}' in {place}")
    return judgement


def _parse(path: Path) -> Any:
    def refuse_constant(word: str) -> float:
        raise ValueError(f"{word} is not JSON")

    try:
        return json.loads(files.read(path).decode("utf-8"), parse_constant=refuse_constant)
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
            "reads; use the memlore that wrote it"
        )


def _check_sizes(judgement: Judgement, name: str) -> None:
    lists: list[tuple[str, Sequence[object]]] = [("experiments", judgement.experiments)]
    for i, each in enumerate(judgement.experiments):
        asked, place = each.experiment, f"experiments[{i}]"
        lists += [(f"{place}.experiment.factors", asked.factors), (f"{place}.experiment.arms", asked.arms)]
        lists += [(f"{place}.claims", each.claims)]
    for field, found in lists:
        if len(found) > MOST_MEMBERS:
            raise InputError(f"{name}: field '{field}' has {len(found)} members, more than the {MOST_MEMBERS} allowed")


def _metrics(judgement: Judgement) -> Iterator[tuple[str, str]]:
    """Every metric that the record names, and where."""
    yield from ((each.metric, "the counters") for each in judgement.counters)
    for judged in judgement.experiments:
        place = f"experiment '{judged.experiment.id}'"
        yield from ((each.metric, place) for each in judged.summaries)
        yield from ((each.claim.metric, place) for each in judged.claims)
