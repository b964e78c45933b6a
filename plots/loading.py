"""judgement.json to nouns, strict as the C++ reader is: every field there and of its type, another schema refused.

What was added to the schema later has a default in its noun: an older record says nothing there.

The record may come from someone else's machine, so nothing in it is trusted: decoding cleans and bounds every text, and
lists that no page can hold are refused here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plots import decoding, files, metrics
from plots.input_error import InputError
from plots.model import Judgement
from plots.printable import printable

KIND = "memlore.judgement"
SCHEMA_VERSION = 2
# Of claims, and of the arms, factors and hypotheses of one: all of them stand on one page.
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
    for counter in judgement.counters:
        if counter.metric not in metrics.TABLE:
            raise InputError(f"{path.name}: unknown metric '{counter.metric}' in the counters")
    for claim in judgement.claims:
        for name in [each.metric for each in claim.summaries] + [each.hypothesis.metric for each in claim.hypotheses]:
            if name not in metrics.TABLE:
                raise InputError(f"{path.name}: unknown metric '{name}' in experiment '{claim.experiment.id}'")
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
            "reads; what it lacks cannot be made up: use the memlore that wrote it"
        )


def _check_sizes(judgement: Judgement, name: str) -> None:
    lists: list[tuple[str, Sequence[object]]] = [("claims", judgement.claims)]
    for i, claim in enumerate(judgement.claims):
        asked = claim.experiment
        lists += [(f"claims[{i}].experiment.factors", asked.factors), (f"claims[{i}].experiment.arms", asked.arms)]
        lists += [(f"claims[{i}].hypotheses", claim.hypotheses)]
    for field, found in lists:
        if len(found) > MOST_MEMBERS:
            raise InputError(f"{name}: field '{field}' has {len(found)} members, more than the {MOST_MEMBERS} allowed")
