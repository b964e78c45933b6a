from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plots import decoding, experiment, loading, metrics, model
from plots.input_error import InputError

HARNESS = Path(__file__).parent.parent / "harness" / "model"


def refusal_of(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "judgement.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        loading.load(path)
    assert "\n" not in str(error.value)
    return str(error.value)


def refusal_of_document(tmp_path: Path, document: dict[str, Any]) -> str:
    return refusal_of(tmp_path, json.dumps(document).encode())


def test_every_noun_has_the_fields_that_the_harness_writes() -> None:
    nouns = "".join((HARNESS / name).read_text(encoding="utf-8") for name in ("json_nouns.h", "json_judgement.h"))
    written = {
        name: [each.strip() for each in fields.split(",")]
        for name, fields in re.findall(r"NON_INTRUSIVE\((\w+),([^)]*)\)", nouns)
    }
    written |= {
        name: re.findall(r"\w+", members)
        for name, members in re.findall(r"OF_GROWN_TYPE\((\w+),\s*(\(.*?\),\s*\(.*?\))\)", nouns, re.S)
    }
    written |= {
        name: re.findall(r'\{"(\w+)", ', body)
        for name, body in re.findall(r"void to_json\(Json& out, const (\w+)& \w+\) \{(.*?)\n\}", nouns, re.S)
    }
    checked = 0
    for name, noun in (vars(experiment) | vars(model)).items():
        if dataclasses.is_dataclass(noun):
            ours = {decoding.RENAMED.get(each.name, each.name) for each in dataclasses.fields(noun)}
            assert ours <= set(written[name]), name
            assert set(written[name]) - ours <= {"key", "answers"}, name
            checked += 1
    assert checked >= 29


def test_the_metrics_are_those_of_the_harness() -> None:
    source = (HARNESS / "metric.cpp").read_text(encoding="utf-8")
    rows = re.findall(r'\{Metric::\w+,\s*"(\w+)",\s*"([^"]+)",\s*"([^"]+)",\s*(true|false)\}', source)
    assert {name: metrics.Metric(title, unit, exact == "true") for name, title, unit, exact in rows} == metrics.TABLE


def test_an_end_that_is_null_is_unbounded(judgement: model.Judgement) -> None:
    ends = [each.low_95 for claim in judgement.claims for judged in claim.hypotheses for each in judged.comparisons]
    assert None in ends


def test_a_newer_schema_is_refused_by_name(tmp_path: Path, document: dict[str, Any]) -> None:
    message = refusal_of_document(tmp_path, document | {"schema_version": 3})
    assert "schema_version 3" in message
    assert "memlore.judgement" in message
    assert "newer" in message


@pytest.mark.parametrize("version", [1, 0, -1])
def test_an_older_schema_is_refused_by_name(tmp_path: Path, document: dict[str, Any], version: int) -> None:
    message = refusal_of_document(tmp_path, document | {"schema_version": version})
    assert f"schema_version {version}" in message
    assert "memlore.judgement" in message
    assert "older" in message
    assert "use the memlore that wrote it" in message


@pytest.mark.parametrize("version", [True, "2", 2.0, None])
def test_a_schema_version_that_is_no_integer_is_refused(
    tmp_path: Path, document: dict[str, Any], version: object
) -> None:
    assert "schema_version" in refusal_of_document(tmp_path, document | {"schema_version": version})


def test_another_kind_of_document_is_refused(tmp_path: Path, document: dict[str, Any]) -> None:
    assert "memlore.judgement" in refusal_of_document(tmp_path, document | {"kind": "memlore.run"})


def test_a_missing_field_is_named_with_its_path(tmp_path: Path, document: dict[str, Any]) -> None:
    del document["claims"][1]["experiment"]["arms"][0]["not_built"]
    assert "'claims[1].experiment.arms[0].not_built' is missing" in refusal_of_document(tmp_path, document)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("processes", "12", "a number"),
        ("processes", 1.5, "an integer"),
        ("processes", True, "a number"),
        ("processes", 10**30, "an integer of 64 bits"),
        ("complete", 1, "true or false"),
        ("profile", None, "text"),
        ("claims", {}, "a list"),
        ("noise_floor", [], "an object"),
    ],
)
def test_a_field_of_the_wrong_type_is_named(
    tmp_path: Path, document: dict[str, Any], field: str, value: object, expected: str
) -> None:
    message = refusal_of_document(tmp_path, document | {field: value})
    assert f"'{field}'" in message
    assert expected in message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda comparison: comparison.pop("spread"), "spread' is missing"),
        (lambda comparison: comparison["spread"].pop("round"), "spread.round' is missing"),
        (lambda comparison: comparison["spread"].update(dominant="weather"), "one of layout, process, round"),
        (lambda comparison: comparison["spread"].update(layouts=None), "spread.layouts' should be a number"),
        (lambda comparison: comparison.update(rounds=None), "rounds' should be an object"),
        (lambda comparison: comparison["rounds"].update(set_aside=0.5), "rounds.set_aside' should be an integer"),
        (lambda comparison: comparison.update(error="small"), "error' should be a number"),
    ],
)
def test_what_is_said_of_a_comparison_is_read_strictly(
    tmp_path: Path, document: dict[str, Any], change: Callable[[dict[str, Any]], object], said: str
) -> None:
    change(document["claims"][2]["hypotheses"][0]["comparisons"][0])
    message = refusal_of_document(tmp_path, document)
    assert "claims[2].hypotheses[0].comparisons[0]." in message
    assert said in message


def test_what_cannot_be_told_is_absent_and_never_zero(judgement: model.Judgement) -> None:
    spreads = [each.spread for claim in judgement.claims for judged in claim.hypotheses for each in judged.comparisons]
    assert None in spreads
    assert None in [each.layout for each in spreads if each]
    assert 0.0 in [each.layout for each in spreads if each]


def test_an_unknown_word_is_refused_with_the_known_ones(tmp_path: Path, document: dict[str, Any]) -> None:
    document["claims"][0]["verdict"]["word"] = "perhaps"
    assert "holds, refuted, depends, inconclusive, invalid" in refusal_of_document(tmp_path, document)


def test_an_unknown_metric_is_refused(tmp_path: Path, document: dict[str, Any]) -> None:
    document["claims"][0]["summaries"][0]["metric"] = "happiness"
    assert "unknown metric 'happiness'" in refusal_of_document(tmp_path, document)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[" * 100_000, b'{"kind": NaN}', b"\xff\xfe", b"[1e999]", b"1" * 5000, b"null"],
    ids=["empty", "cut", "deep", "nan", "not UTF-8", "infinite", "long integer", "null"],
)
def test_what_is_not_a_judgement_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    assert refusal_of(tmp_path, content).startswith("judgement.json: ")


@pytest.mark.parametrize("number", ["1e999", "1e300"])
def test_a_number_that_no_figure_can_hold_is_refused(tmp_path: Path, document: dict[str, Any], number: str) -> None:
    document["noise_floor"]["ratio"] = "HERE"
    content = json.dumps(document).replace('"HERE"', number).encode()
    assert "noise_floor.ratio" in refusal_of(tmp_path, content)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read .*judgement\.json: No such file"):
        loading.load(tmp_path / "judgement.json")


def test_what_an_older_record_does_not_say_is_absent_and_what_a_newer_says_is_read(
    tmp_path: Path, document: dict[str, Any]
) -> None:
    def first(changed: dict[str, Any]) -> model.Summary:
        path = tmp_path / "judgement.json"
        path.write_text(json.dumps(changed), encoding="utf-8")
        return next(each for claim in loading.load(path).claims for each in claim.summaries)

    older = first(document)
    assert older.counter is None
    assert older.resolution == 0
    summary = next(each for claim in document["claims"] for each in claim["summaries"])
    for counter in (None, "callgrind_reference"):
        summary |= {"counter": counter, "resolution": 0.5}
        assert first(document).counter == counter
    assert first(document).resolution == 0.5
    summary["counter"] = "an abacus"
    assert "should be one of" in refusal_of_document(tmp_path, document)
