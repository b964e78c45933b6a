"""Where words go: a terminal, a log, a pipe that is gone, a full disk, nowhere at all. The record never suffers."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess

import pytest

FILTER = "^good/sums$"
ONE_STEP = re.compile(r"\r\x1b\[K\[[= ]{20}\] +\d+ %  \d+:\d\d left  (time \d/\d|\w+)")


# A line of ours that is none, a cleared screen, a turned direction of writing, a character of no width.
HOSTILE = "a\nmemlore: HOLDS\x1b[2J\u202e\u200b\u2028\x9b"


def assert_recorded(folder) -> None:
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert record["complete"] is True
    assert record["faults"] == []
    assert (folder / "judgement.json").exists()
    assert not (folder / "journal.jsonl").exists()


def seen_on_terminal(programs, words) -> tuple[int, str]:
    ours, theirs = pty.openpty()
    process = programs.start(words, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 65536):
            seen += part
    except OSError:
        pass  # EIO is how the end of the other side looks.
    os.close(ours)
    return process.wait(timeout=60), seen.decode()


def test_a_terminal_sees_a_live_line_that_is_cleared_at_the_end(programs, tmp_path) -> None:
    code, seen = seen_on_terminal(programs, programs.measuring(tmp_path / "run", FILTER))
    assert code == 0
    steps = ONE_STEP.findall(seen)
    assert steps[0] == "calibrate"
    assert {"time 1/2", "time 2/2", "allocate", "count"} <= set(steps)
    assert seen.endswith("\r\x1b[K")


def test_a_terminal_sees_nothing_of_a_quiet_run(programs, tmp_path) -> None:
    assert seen_on_terminal(programs, programs.measuring(tmp_path / "run", FILTER, "--quiet")) == (0, "")


def test_elsewhere_each_step_is_one_plain_line(sound_run) -> None:
    lines = sound_run.process.stderr.splitlines()
    steps = [line.split("%")[1].strip() for line in lines if "%  " in line]
    assert [*steps[:3], steps[-1]] == ["calibrate", "time 1/2", "time 2/2", "footprint"]
    assert len(steps) == len(set(steps))
    assert "\x1b" not in sound_run.process.stderr
    assert "\r" not in sound_run.process.stderr


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_stream_that_is_closed_from_the_start_does_not_touch_the_record(programs, tmp_path, number) -> None:
    def close() -> None:
        os.close(number)

    # The pipes of the other streams would take the closed one's number.
    process = programs.measure(
        tmp_path / "run", FILTER, "--json", capture_output=False, stdout=None, stderr=None, preexec_fn=close
    )
    assert_recorded(tmp_path / "run")
    assert process.returncode == (2 if number == 1 else 0)


@pytest.mark.parametrize("words", [["--json"], []])
def test_results_that_cannot_be_written_are_an_error_and_the_record_stands(programs, tmp_path, words) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        process = programs.measure(
            tmp_path / "run", FILTER, *words, capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
        judged = programs.command(
            "judge", tmp_path / "run", *words, capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
        listed = programs.command(
            "list", "--benches", programs.faulty, *words, capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
    assert_recorded(tmp_path / "run")
    for each in (process, judged, listed):
        assert each.returncode == 2
        assert "cannot write to standard output: No space left on device" in each.stderr


def test_diagnostics_that_cannot_be_written_do_not_end_a_run(programs, tmp_path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        process = programs.measure(tmp_path / "run", FILTER, capture_output=False, stdout=subprocess.PIPE, stderr=full)
        refused = programs.command("run", "--banana", capture_output=False, stdout=subprocess.PIPE, stderr=full)
    assert process.returncode == 0
    assert refused.returncode == 2
    assert_recorded(tmp_path / "run")


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_reader_that_leaves_does_not_end_a_run(programs, tmp_path, stream) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = programs.start(programs.measuring(tmp_path / "run", FILTER, "--json"), **{stream: writing})
    os.close(writing)
    process.communicate(timeout=60)
    assert_recorded(tmp_path / "run")
    assert process.returncode == (2 if stream == "stdout" else 0)


def assert_printable(text: str) -> None:
    assert [line for line in text.splitlines() if not line.isprintable()] == []
    assert [line for line in text.splitlines() if line.startswith("memlore: HOLDS")] == []


@pytest.fixture
def benches_that_tell(programs, tmp_path):
    """A program that tells the catalogue of the faulty one with a change."""

    def make(change):
        told = programs.command("list", "--benches", programs.faulty, "--json", "--filter", "good/sums")
        catalogue = json.loads(told.stdout)
        change(catalogue["experiments"][0])
        (tmp_path / "catalogue.json").write_text(json.dumps(catalogue), encoding="utf-8")
        program = tmp_path / "benches"
        program.write_text(f"#!/bin/sh\nexec /bin/cat '{tmp_path}/catalogue.json'\n", encoding="utf-8")
        program.chmod(0o755)
        return program

    return make


@pytest.mark.parametrize("name", [HOSTILE, "\t", "\u2066", "\U000e0041", "x" * 201])
@pytest.mark.parametrize("place", ["id", "arm", "factor", "label"])
def test_a_name_that_forges_lines_is_refused_with_its_experiment(programs, benches_that_tell, place, name) -> None:
    def change(experiment) -> None:
        if place == "id":
            experiment["id"] = name
        elif place == "arm":
            experiment["arms"][0]["name"] = name
        elif place == "factor":
            experiment["factors"][0]["name"] = name
        else:
            experiment["factors"][0]["levels"][0]["label"] = name

    process = programs.command("list", "--benches", benches_that_tell(change))
    assert process.returncode == 2, process.stdout
    assert process.stdout == ""
    assert process.stderr[:-1].isprintable(), process.stderr
    assert f"the {place} '" in process.stderr
    assert ("experiment '" if place == "id" else "experiment 'good/sums'") in process.stderr


def test_text_that_forges_lines_is_told_in_one(programs, benches_that_tell) -> None:
    def change(experiment) -> None:
        experiment["question"] = HOSTILE
        experiment["arms"][0]["description"] = HOSTILE
        experiment["claims"][0]["sentence"] = HOSTILE

    process = programs.command("list", "--benches", benches_that_tell(change))
    assert process.returncode == 0, process.stderr
    assert process.stdout.count("a memlore: HOLDS\ufffd[2J\ufffd\ufffd\ufffd\ufffd") == 3
    assert_printable(process.stdout)


def test_a_record_that_forges_lines_is_judged_in_lines_of_ours(programs, sound_run, tmp_path) -> None:
    record = sound_run.record
    for experiment in record["experiments"]:
        experiment["question"] = HOSTILE
        experiment["claims"][0]["sentence"] = HOSTILE
    record["faults"] = [
        {"experiment": "good/sums", "point": HOSTILE, "arm": HOSTILE, "kind": "crashed", "detail": HOSTILE * 1000}
    ]
    folder = tmp_path / "a\nmemlore: HOLDS"
    folder.mkdir()
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    process = programs.command("judge", folder)
    assert process.returncode in (0, 3), process.stderr
    assert "a memlore: HOLDS\ufffd[2J" in process.stdout
    assert_printable(process.stdout)
    assert_printable(process.stderr)
    assert process.stdout.splitlines()[-1] == f"report: {tmp_path}/a memlore: HOLDS/judgement.json"
