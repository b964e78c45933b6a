"""A record that holds too much: every text has an end, and a list that no page can hold is refused."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from plots.conftest import lengthened
from plots.reading import decoding, loading
from plots.reading.files import InputError
from plots.reading.judgement import Judgement
from plots.reading.printable import MOST_OF_NAME, MOST_OF_TEXT


def texts_of(value: Any) -> list[str]:
    if dataclasses.is_dataclass(value):
        return [text for each in dataclasses.fields(value) for text in texts_of(getattr(value, each.name))]
    if isinstance(value, tuple):
        return [text for each in value for text in texts_of(each)]
    return [value] if isinstance(value, str) else []


def test_every_text_and_name_has_an_end(document: dict[str, Any]) -> None:
    judgement = decoding.decode(Judgement, lengthened(document, "W" * 10_000))
    lengths = {len(each) for each in texts_of(judgement)}
    assert {MOST_OF_NAME, MOST_OF_TEXT} <= lengths
    assert max(lengths) == MOST_OF_TEXT
    assert len(judgement.experiments[0].experiment.id) == MOST_OF_NAME
    assert len(judgement.experiments[0].summaries[0].point[0].factor) == MOST_OF_NAME


@pytest.mark.parametrize("field", ["experiments", "arms", "factors", "claims"])
def test_a_list_that_no_page_can_hold_is_refused(tmp_path: Path, document: dict[str, Any], field: str) -> None:
    judged = document["experiments"][2]
    holder = {"experiments": document, "claims": judged}.get(field, judged["experiment"])
    member = {**holder[field][-1]}
    for name in ("comparisons", "summaries", "claims"):
        if name in member:
            member[name] = []
    holder[field] = [*holder[field], *[member] * loading.MOST_MEMBERS]
    path = tmp_path / "judgement.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match=rf"{field}' has \d+ members, more than the {loading.MOST_MEMBERS} allowed"):
        loading.load(path)


def test_a_field_that_is_wrong_is_not_quoted_at_length(tmp_path: Path, document: dict[str, Any]) -> None:
    deep: list[Any] = []
    for _ in range(900):
        deep = [deep]
    path = tmp_path / "judgement.json"
    for value, shown in (
        ("\x1b" * 10_000, "0.*…"),
        ([0] * 10_000, "a list"),
        (deep, "a list"),
        ({"a": 1}, "an object"),
    ):
        path.write_text(json.dumps(document | {"processes": value}), encoding="utf-8")
        with pytest.raises(InputError, match=rf"'processes' should be a number, not \"?.*{shown}$") as error:
            loading.load(path)
        assert len(str(error.value)) < 200
