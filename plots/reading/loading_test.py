from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plots.reading import decoding, experiment, loading, metrics, run
from plots.reading import judgement as judgement_nouns
from plots.reading.files import InputError
from plots.reading.judgement import Judgement

# A point has its key already; known answers and counts of two sources reach the reader as warnings.
NOT_SHOWN = {"kind", "schema_version", "key", "answers", "counts"}
# Words that the schema does not list.
FREER = {("Spread", "dominant"), ("Experiment", "passes")}
REPOSITORY = Path(__file__).parents[2]


def refusal_of(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "judgement.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        loading.load(path)
    assert "\n" not in str(error.value)
    return str(error.value)


def refusal_of_document(tmp_path: Path, document: dict[str, Any]) -> str:
    return refusal_of(tmp_path, json.dumps(document).encode())


def published(annotation: Any) -> Any:
    """How the schema writes a field of this type."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [published(inner[0]), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": published(inner[0])}
    if origin is typing.Literal:
        return {"enum": list(inner)}
    if dataclasses.is_dataclass(annotation):
        return {"$ref": f"#/$defs/{annotation.__name__}"}  # type: ignore[union-attr]
    return {"type": {str: "string", bool: "boolean", int: "integer", float: "number"}[annotation]}


def test_every_noun_is_as_the_schema_of_judgements_says() -> None:
    schema = json.loads((REPOSITORY / "results" / "schema" / "judgement.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["schema_version"]["const"] == loading.SCHEMA_VERSION
    assert schema["properties"]["kind"]["const"] == loading.KIND
    modules = vars(experiment) | vars(run) | vars(judgement_nouns)
    nouns = {name: noun for name, noun in modules.items() if dataclasses.is_dataclass(noun)}
    assert set(schema["$defs"]) - set(nouns) == {"Metric", "KnownAnswer", "CountedPair", "CountAgreement"}
    for name, noun in nouns.items():
        written = (schema if name == "Judgement" else schema["$defs"][name])["properties"]
        hints = {decoding.RENAMED.get(key, key): hint for key, hint in typing.get_type_hints(noun).items()}
        assert set(hints) <= set(written), name
        assert set(written) - set(hints) <= NOT_SHOWN, name
        for key, hint in hints.items():
            if (name, key) not in FREER and key != "metric":
                assert published(hint) == {word: said for word, said in written[key].items() if word != "minimum"}, key


def test_the_metrics_are_those_of_the_harness() -> None:
    source = (REPOSITORY / "harness" / "model" / "catalogue" / "metric.cpp").read_text(encoding="utf-8")
    rows = re.findall(r'\{Metric::\w+,\s*"(\w+)",\s*"([^"]+)",\s*"([^"]+)",\s*(true|false)\}', source)
    assert {name: metrics.Metric(title, unit, exact == "true") for name, title, unit, exact in rows} == metrics.TABLE


def test_an_end_that_is_null_is_unbounded(judgement: Judgement) -> None:
    ends = [each.low_95 for claim in judgement.claims for each in claim.comparisons]
    assert None in ends


def test_a_newer_schema_is_refused_by_name(tmp_path: Path, document: dict[str, Any]) -> None:
    message = refusal_of_document(tmp_path, document | {"schema_version": 4})
    assert "schema_version 4" in message
    assert "memlore.judgement" in message
    assert "newer" in message


@pytest.mark.parametrize("version", [2, 0, -1])
def test_an_older_schema_is_refused_by_name(tmp_path: Path, document: dict[str, Any], version: int) -> None:
    message = refusal_of_document(tmp_path, document | {"schema_version": version})
    assert f"schema_version {version}" in message
    assert "memlore.judgement" in message
    assert "older" in message
    assert "use the memlore that wrote it" in message


@pytest.mark.parametrize("version", [True, "3", 3.0, None])
def test_a_schema_version_that_is_no_integer_is_refused(
    tmp_path: Path, document: dict[str, Any], version: object
) -> None:
    assert "schema_version" in refusal_of_document(tmp_path, document | {"schema_version": version})


def test_another_kind_of_document_is_refused(tmp_path: Path, document: dict[str, Any]) -> None:
    assert "memlore.judgement" in refusal_of_document(tmp_path, document | {"kind": "memlore.run"})


def test_a_missing_field_is_named_with_its_path(tmp_path: Path, document: dict[str, Any]) -> None:
    del document["experiments"][1]["experiment"]["arms"][0]["not_built"]
    assert "'experiments[1].experiment.arms[0].not_built' is missing" in refusal_of_document(tmp_path, document)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("processes", "12", "a number"),
        ("processes", 1.5, "an integer"),
        ("processes", True, "a number"),
        ("processes", 10**30, "an integer of 64 bits"),
        ("complete", 1, "true or false"),
        ("profile", None, "text"),
        ("experiments", {}, "a list"),
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
        (lambda comparison: comparison.pop("slowed"), "slowed' is missing"),
        (lambda comparison: comparison.update(stance="against"), "one of supports, contradicts, undecided, outside"),
        (lambda comparison: comparison.update(decision="equivalent"), "one of greater, less, same, undecided"),
    ],
)
def test_what_is_said_of_a_comparison_is_read_strictly(
    tmp_path: Path, document: dict[str, Any], change: Callable[[dict[str, Any]], object], said: str
) -> None:
    change(document["experiments"][2]["claims"][0]["comparisons"][0])
    message = refusal_of_document(tmp_path, document)
    assert "experiments[2].claims[0].comparisons[0]." in message
    assert said in message


def test_what_cannot_be_told_is_absent_and_never_zero(judgement: Judgement) -> None:
    spreads = [each.spread for claim in judgement.claims for each in claim.comparisons]
    assert None in spreads
    assert None in [each.layout for each in spreads if each]
    assert 0.0 in [each.layout for each in spreads if each]


def test_an_unknown_word_is_refused_with_the_known_ones(tmp_path: Path, document: dict[str, Any]) -> None:
    document["experiments"][0]["claims"][0]["verdict"]["word"] = "perhaps"
    assert "holds, refuted, depends, inconclusive, invalid" in refusal_of_document(tmp_path, document)


def test_an_unknown_metric_is_refused(tmp_path: Path, document: dict[str, Any]) -> None:
    document["experiments"][0]["summaries"][0]["metric"] = "happiness"
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


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda claim: claim.pop("rule"), "rule' is missing"),
        (lambda claim: claim["rule"]["turns"][0].update(crossing=20.5), "rule.turns[0].crossing' should be an integer"),
        (lambda claim: claim["rule"]["regions"][0].update(holds=1), "rule.regions[0].holds' should be true or false"),
        (lambda claim: claim["claim"].update(relation="equivalent"), "one of at_least, at_most, within"),
        (lambda claim: claim["claim"].update(domain=[{"factor": "bytes"}]), "claim.domain[0].levels' is missing"),
    ],
)
def test_what_is_said_of_a_claim_is_read_strictly(
    tmp_path: Path, document: dict[str, Any], change: Callable[[dict[str, Any]], object], said: str
) -> None:
    change(document["experiments"][2]["claims"][0])
    message = refusal_of_document(tmp_path, document)
    assert "experiments[2].claims[0]." in message
    assert said in message


def test_a_rule_is_absent_where_nothing_is_decided(judgement: Judgement) -> None:
    rules = [each.rule for each in judgement.claims]
    assert None in rules
    assert {len(each.turns) for each in rules if each} == {0, 1, 2}
    assert [each.crossing for each in rules[4].turns] == [20] if rules[4] else False


def test_an_unknown_source_of_counts_is_refused(tmp_path: Path, document: dict[str, Any]) -> None:
    document["experiments"][0]["summaries"][0]["counter"] = "an abacus"
    assert "should be one of" in refusal_of_document(tmp_path, document)
