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
