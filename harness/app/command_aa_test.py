"""The self-test of the harness: what it counts, what it verifies, and what it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from json_schema import mismatches

SCHEMA = Path(__file__).resolve().parents[2] / "results" / "schema" / "self_test.schema.json"


def identical(programs, out, *arguments):
    words = ["aa", "--benches", programs.faulty, "--filter", "^good/sums$", "--comparisons", 8, "--out", out]
    return programs.command(*words, *arguments)


def test_identical_arms_are_counted_by_comparison_and_by_claim(programs, tmp_path) -> None:
    process = identical(programs, tmp_path / "aa", "--json", "--seed", 1)
    assert process.returncode == 0, process.stderr
    result = json.loads(process.stdout)
    assert result["kind"] == "memlore.self_test"
    alarms = result["false_alarms"]
    # Two points of four pairs each, in one session.
    assert alarms["comparisons"]["trials"] == 8
    assert alarms["families"]["trials"] == 1
    assert alarms["sessions"] == 1
    assert 0 <= alarms["comparisons"]["share"] <= alarms["comparisons"]["upper_bound"] <= 1
    assert alarms["median_ratio"] >= 1
    profile = result["profile"]
    assert profile["fewest_invocations"] <= alarms["invocations"] <= profile["most_invocations"]
    assert result["power"] == []


def test_the_result_is_left_in_its_folder_as_its_schema_says(programs, tmp_path) -> None:
    process = identical(programs, tmp_path / "aa", "--json")
    assert [each.name for each in (tmp_path / "aa").iterdir()] == ["self_test.json"]
    text = (tmp_path / "aa" / "self_test.json").read_text(encoding="utf-8")
    assert text == process.stdout
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert list(mismatches(json.loads(text), schema, schema)) == []


def test_the_records_of_the_sessions_are_kept_where_they_are_asked_for(programs, tmp_path) -> None:
    assert identical(programs, tmp_path / "aa", "--keep", "--quiet").returncode == 0
    assert sorted(each.name for each in (tmp_path / "aa").iterdir()) == ["self_test.json", "session-1"]
    record = json.loads((tmp_path / "aa" / "session-1" / "run.json").read_text(encoding="utf-8"))
    arms = [(arm["name"], arm["copy"]) for arm in record["plan"]["cells"][0]["arms"]]
    assert [copy for _, copy in arms] == list(range(8))
    assert len({name for name, _ in arms}) == 1


def test_a_person_reads_what_is_promised_and_what_was_found(programs, tmp_path) -> None:
    process = identical(programs, tmp_path / "aa")
    assert "taken for different" in process.stdout
    assert "of 8;" in process.stdout


def test_a_slowdown_that_is_not_planted_is_seen_by_its_instructions(programs, tmp_path) -> None:
    words = ["aa", "--benches", programs.faulty, "--filter", "^self-test/", "--comparisons", 0, "--power-runs", 1]
    process = programs.command(*words, "--out", tmp_path / "aa", valgrind=True)
    assert process.returncode == 3, process.stderr
    assert "0.5 % more work was planted, the simulated pass counts 0.00 % more" in process.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fail-on", "powers"], ["--fail-on powers", "power"]),
        (["--comparisons", "-1"], ["--comparisons"]),
        (["--filter", "nothing-like-it"], ["--filter 'nothing-like-it'"]),
        (["--filter", "^self-test/"], ["--comparisons 0"]),
    ],
)
def test_bad_input_is_named(programs, tmp_path, arguments, words) -> None:
    process = programs.command("aa", "--benches", programs.faulty, "--out", tmp_path / "aa", *arguments)
    assert process.returncode == 2, process.stderr
    for word in words:
        assert word in process.stderr
