"""The self-test of the harness: what it counts, what it verifies, and what it leaves."""

from __future__ import annotations

import json
import signal

import pytest


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
    assert profile["fewest_processes"] <= alarms["processes"] <= profile["most_processes"]
    assert result["power"] == []


def test_the_result_is_left_in_its_folder_as_it_is_printed(programs, tmp_path) -> None:
    process = identical(programs, tmp_path / "aa", "--json")
    assert [each.name for each in (tmp_path / "aa").iterdir()] == ["self_test.json"]
    assert (tmp_path / "aa" / "self_test.json").read_text(encoding="utf-8") == process.stdout


def test_the_records_of_the_sessions_are_kept_where_they_are_asked_for(programs, tmp_path) -> None:
    assert identical(programs, tmp_path / "aa", "--keep", "--quiet").returncode == 0
    assert sorted(each.name for each in (tmp_path / "aa").iterdir()) == ["self_test.json", "session-1"]
    record = json.loads((tmp_path / "aa" / "session-1" / "run.json").read_text(encoding="utf-8"))
    arms = [(arm["name"], arm["copy"]) for arm in record["plan"]["cells"][0]["arms"]]
    assert [copy for _, copy in arms] == list(range(8))
    assert len({name for name, _ in arms}) == 1


def test_what_was_counted_before_an_interruption_is_left_and_said_to_be_a_part(programs, tmp_path, wait_until) -> None:
    folder = tmp_path / "aa"
    words = ["aa", "--benches", programs.faulty, "--filter", "^good/sums$", "--comparisons", 100_000, "--out", folder]
    process = programs.start([str(word) for word in words])
    wait_until(lambda: (folder / "scratch" / "session-3").exists(), "the third session")
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "what it has counted is recorded" in errors
    assert "of 16;" in output
    assert "this is what was counted until then" in output
    result = json.loads((folder / "self_test.json").read_text(encoding="utf-8"))
    assert result["false_alarms"]["comparisons"]["trials"] == 16
    assert result["false_alarms"]["sessions"] == 2
    assert [each["code"] for each in result["warnings"]][-1] == "interrupted"


def test_nothing_is_left_of_a_self_test_that_was_interrupted_at_once(programs, tmp_path, wait_until) -> None:
    folder = tmp_path / "aa"
    process = programs.start([str(word) for word in ["aa", "--benches", programs.faulty, "--out", folder]])
    wait_until(lambda: (folder / "scratch" / "session-1").exists(), "the first session")
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.endswith("memlore: interrupted; a self-test cannot be resumed\n")
    assert output == ""
    assert list(folder.glob("*.json")) == []


def test_an_experiment_whose_identical_arms_differ_is_named(programs, tmp_path) -> None:
    words = ["aa", "--benches", programs.faulty, "--comparisons", 8, "--power-runs", 0, "--out", tmp_path / "aa"]
    process = programs.command(*words, "--filter", "^(good/sums|uneven/copies)$")
    assert process.returncode == 0, process.stderr
    result = json.loads((tmp_path / "aa" / "self_test.json").read_text(encoding="utf-8"))
    found = {each["experiment"]: each["comparisons"] for each in result["false_alarms"]["experiments"]}
    assert sorted(found) == ["good/sums", "uneven/copies"]
    assert found["uneven/copies"]["events"] == found["uneven/copies"]["trials"] == 4
    named = [each["message"] for each in result["warnings"] if each["code"] == "alarms_in_experiment"]
    assert len(named) == 1
    assert named[0].startswith("uneven/copies: 4 of 4 pairs of identical arms were taken for different")
    assert f"warning: {named[0]}" in process.stdout


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
