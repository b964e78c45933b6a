"""What can be counted, whether it is counted rightly, and what follows when it is not."""

from __future__ import annotations

import json
import os

import pytest

SANITIZED = bool(os.environ.get("MEMLORE_SANITIZE"))


@pytest.fixture(scope="module")
def asked(programs):
    """The self-test of the real benches program."""
    if not (programs.folder / "memlore-benches").is_file():
        pytest.skip("memlore-benches is not built")
    return programs.command("counters", "--self-test", "--json", valgrind=True)


def test_every_event_is_listed_with_its_availability_or_the_reason(programs) -> None:
    process = programs.command("counters", "--json")
    assert process.returncode == 0, process.stderr
    counters = json.loads(process.stdout)
    events = [each["event"] for each in counters["events"]]
    assert {"cycles", "L1-dcache-load-misses", "dTLB-load-misses", "page-faults", "task-clock"} <= set(events)
    assert [each["pass"] for each in counters["passes"]] == ["count", "allocate", "simulate", "footprint"]
    assert "valgrind is not installed" in counters["passes"][2]["unavailable"] or SANITIZED
    assert counters["answers"] == []


def test_no_source_that_is_available_gives_a_wrong_answer(asked) -> None:
    counters = json.loads(asked.stdout)
    assert [each for each in counters["answers"] if each["word"] == "wrong"] == []
    assert asked.returncode == 0, asked.stderr
    right = {(each["answer"]["pass"], each["answer"]["metric"]) for each in counters["answers"] if each["counted"]}
    assert ("footprint", "peak_resident_bytes") in right
    if not SANITIZED:
        assert {("allocate", "peak_live_bytes"), ("simulate", "last_level_misses_per_op")} <= right
    for each in counters["answers"]:
        assert (each["counted"] is None) == (each["word"] == "not_available")
        assert bool(each["reason"]) == (each["word"] != "right")


def test_a_source_that_fails_its_known_answer_ends_the_self_test_with_3(programs) -> None:
    process = programs.command("counters", "--self-test", "--benches", programs.faulty)
    assert process.returncode == 3, process.stderr
    assert "a million pages that nobody touched" in process.stdout
    assert "WRONG" in process.stdout
    assert "0 right, 1 wrong" in process.stdout


def test_what_a_source_counted_that_failed_is_left_out_of_the_judgement(programs, tmp_path) -> None:
    process = programs.measure(tmp_path / "run", "^self-test/lies$", "--passes", "footprint", "--quiet")
    assert process.returncode == 0, process.stderr
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert [each["word"] for each in record["answers"]] == ["wrong"]
    assert any(each["metric"] == "first_touch_faults" and each["value"] is not None for each in record["observations"])
    judgement = json.loads((tmp_path / "run" / "judgement.json").read_text(encoding="utf-8"))
    assert "wrong_counts" in [each["code"] for each in judgement["warnings"]]
    summaries = {each["metric"]: each for each in judgement["experiments"][0]["summaries"]}
    assert summaries["first_touch_faults"]["estimate"]["n"] == 0
    assert "failed its self-test" in summaries["first_touch_faults"]["unavailable"]
    assert summaries["peak_resident_bytes"]["estimate"]["n"] == 1
    assert judgement["experiments"][0]["claims"][0]["verdict"]["word"] == "inconclusive"


def test_events_that_are_asked_for_are_in_the_record(programs, tmp_path) -> None:
    words = ["--passes", "count", "--events", "minor-faults,r1c0", "--quiet"]
    process = programs.measure(tmp_path / "run", "^good/sums$", *words)
    assert process.returncode == 0, process.stderr
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert record["plan"]["events"] == ["minor-faults", "r1c0"]
    states = {each["event"]: each["unavailable"] for each in record["counters"]}
    assert {"minor-faults", "r1c0"} <= set(states)
    counted = {each["event"] for each in record["observations"]}
    assert ("minor-faults" in counted) == (not states["minor-faults"])


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ("cycels", ["unknown event 'cycels'", "libpfm"]),
        ("a,,b", ["--events 'a,,b'", "empty name"]),
        ("cpu/event=1", ["not closed"]),
    ],
)
def test_an_event_that_nobody_knows_is_named(programs, tmp_path, events, words) -> None:
    for process in (
        programs.command("counters", "--events", events),
        programs.measure(tmp_path / "run", "^good/sums$", "--events", events),
    ):
        assert process.returncode == 2, process.stderr
        for word in words:
            assert word in process.stderr
