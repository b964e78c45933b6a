"""Two runs side by side: real ones, and records edited so that they contradict one another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from json_schema import mismatches
from made_up_runs import DEPENDS, HOLDS, REFUTED, with_fault, with_ratios

SCHEMA = Path(__file__).resolve().parents[2] / "results" / "schema" / "agreement.schema.json"
WORDS = ["contradiction", "shifted", "undecided", "invalid", "only_in_one", "same"]


def agreement_in(process):
    assert process.stderr == ""
    agreement = json.loads(process.stdout)
    assert (agreement["kind"], agreement["schema_version"]) == ("memlore.agreement", 2)
    return agreement


def sums_of(agreement):
    return next(each for each in agreement["claims"] if each["experiment"] == "good/sums")


def warnings_of(agreement):
    return [each["code"] for each in agreement["warnings"]]


def test_two_runs_of_one_program_are_compared_claim_by_claim(compare, sound_run, another_run) -> None:
    process = compare(sound_run.folder, another_run.folder, "--json")
    assert process.returncode == 0
    agreement = agreement_in(process)
    assert agreement["first"]["identity"] == sound_run.record["identity"]
    assert agreement["second"]["identity"] == another_run.record["identity"]
    assert warnings_of(agreement) == []
    words = {each["experiment"]: each["word"] for each in agreement["claims"]}
    assert words["good/allocations"] == words["good/threads"] == "only_in_one"
    # Two processes cannot decide anything about time.
    assert words["good/sums"] == words["good/absent"] == "undecided"
    keys = [point["key"] for point in sums_of(agreement)["points"]]
    assert keys == ["place:sound", "place:broken"]
    assert compare(sound_run.folder / "run.json", another_run.folder / "run.json", "--json").stdout == process.stdout


def test_the_document_is_as_its_schema_says(compare, sound_run, another_run) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for first, second in [(sound_run.folder, another_run.folder), (HOLDS, REFUTED), (DEPENDS, sound_run.folder)]:
        agreement = agreement_in(compare(first, second, "--json"))
        assert list(mismatches(agreement, schema, schema)) == []
    agreement["claims"][0]["word"] = "perhaps"
    agreement["claims"][1]["points"] = None
    assert len(list(mismatches(agreement, schema, schema))) == 2


def test_a_run_compared_with_itself_agrees_and_says_that_it_means_nothing(compare, tmp_path) -> None:
    compare(HOLDS, DEPENDS)
    process = compare(tmp_path / "second", tmp_path / "second" / "run.json", "--json")
    agreement = agreement_in(process)
    assert process.returncode == 0
    assert warnings_of(agreement) == ["same_run"]
    assert sums_of(agreement)["word"] == "same"
    for count in (agreement["verdicts"], agreement["comparisons"]):
        assert count["decided"] > 0
        assert (count["equal"], count["contradictions"], count["equal_share"]) == (count["decided"], 0, 1)


def test_a_claim_that_holds_here_and_is_refuted_there_is_a_contradiction(compare) -> None:
    process = compare(HOLDS, REFUTED, "--json")
    assert process.returncode == 0
    agreement = agreement_in(process)
    claim = agreement["claims"][0]
    assert (claim["experiment"], claim["word"]) == ("good/sums", "contradiction")
    assert (claim["first"]["word"], claim["second"]["word"]) == ("holds", "refuted")
    points = claim["points"]
    assert [(each["first"]["value"], each["second"]["value"]) for each in points] == [(1, pytest.approx(3))] * 2
    assert all(each["contradiction"] for each in points)
    assert agreement["verdicts"]["contradictions"] == 1
    assert agreement["verdicts"]["equal"] == agreement["verdicts"]["decided"] - 1
    assert agreement["comparisons"]["contradictions"] == 2


def test_words_stand_in_their_order(compare, sound_run) -> None:
    record = with_fault(with_ratios(sound_run.record, REFUTED), "good/threads")
    found = [each["word"] for each in agreement_in(compare(HOLDS, record, "--json"))["claims"]]
    assert found == sorted(found, key=WORDS.index)
    assert {"contradiction", "invalid", "same"} <= set(found)


def test_the_table_begins_with_contradictions_and_shows_both_ratios(compare) -> None:
    process = compare(DEPENDS, REFUTED)
    assert process.stderr == ""
    lines = process.stdout.splitlines()
    assert lines[0].startswith("first:  made-up-")
    assert lines[1].startswith("second: made-up-")
    assert lines[3].startswith("contradiction  test good/sums, at points: second / first: ")
    assert lines[4].strip().startswith("place:sound: 1 supports | 3")
    assert any(line.startswith("shifted        test good/sums: depends | refuted") for line in lines[5:])
    assert "\x1b" not in process.stdout
    assert compare(DEPENDS, REFUTED, "--quiet").stdout == ""


def changed(record, change):
    result = with_ratios(record, HOLDS) | {"identity": record["identity"]}
    change(result)
    return result


def set_compiler(record) -> None:
    for fact in record["environment"]["facts"]:
        if (fact["topic"], fact["name"]) == ("build", "compiler"):
            fact["value"] = "Abacus 1.0"


@pytest.mark.parametrize(
    ("code", "words", "change"),
    [
        ("different_machines", "sundial", lambda record: record["environment"].update(machine="sundial")),
        ("different_profiles", "thorough", lambda record: record["plan"]["profile"].update(name="thorough")),
        ("different_builds", "compiler", set_compiler),
        ("incomplete", "second run", lambda record: record.update(complete=False)),
    ],
)
def test_what_makes_runs_other_than_repetitions_is_a_warning(compare, sound_run, code, words, change) -> None:
    other = changed(sound_run.record, change)
    agreement = agreement_in(compare(HOLDS, other, "--json"))
    assert warnings_of(agreement) == [code]
    assert words in agreement["warnings"][0]["message"]
    assert sums_of(agreement)["word"] == "same"
    assert f"warning: {agreement['warnings'][0]['message']}" in compare(HOLDS, other).stdout


def test_a_claim_that_is_declared_otherwise_is_named_and_not_matched(compare, sound_run) -> None:
    def ask_otherwise(record) -> None:
        sums = next(each for each in record["experiments"] if each["id"] == "good/sums")
        sums["claims"][0].update(relation="at_least", threshold=1.5)

    agreement = agreement_in(compare(HOLDS, changed(sound_run.record, ask_otherwise), "--json"))
    assert warnings_of(agreement) == ["declared_otherwise"]
    for words in ("good/sums", "within 2", "≥ 1.5"):
        assert words in agreement["warnings"][0]["message"]
    assert {each["word"] for each in agreement["claims"] if each["experiment"] == "good/sums"} == {"only_in_one"}


def test_comparing_leaves_both_runs_as_they_are(compare, tmp_path) -> None:
    compare(HOLDS, REFUTED)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert compare(tmp_path / "first", tmp_path / "second").returncode == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in before) == ["run.json", "run.json"]


def assert_refused(process, *words) -> None:
    assert process.returncode == 2, process.stderr
    assert process.stdout == ""
    assert process.stderr.startswith("memlore: ")
    assert process.stderr.count("\n") == 1
    for word in words:
        assert str(word) in process.stderr, process.stderr


def test_runs_without_a_claim_in_common_are_refused(compare, sound_run) -> None:
    other = json.loads(json.dumps(sound_run.record).replace('"good/', '"other/'))
    assert_refused(compare(HOLDS, other, "--fail-on", "contradiction"), "no claim in common", "--filter")


def test_a_run_that_cannot_be_read_is_named(compare, sound_run, tmp_path) -> None:
    assert_refused(compare(sound_run.folder, tmp_path / "nowhere"), tmp_path / "nowhere")
    assert_refused(compare(tmp_path / "nowhere", sound_run.folder), tmp_path / "nowhere")
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    assert_refused(compare(sound_run.folder, tmp_path / "run.json"), tmp_path / "run.json", "memlore.run")
    hostile = sound_run.record
    hostile["series"][0]["cell"] = 1_000_000
    assert_refused(compare(sound_run.folder, hostile), tmp_path / "second", "cell 1000000")
