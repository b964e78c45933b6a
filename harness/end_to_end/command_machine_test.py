"""Machines that lack something: the run goes on without it and says what is missing."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import shutil
import struct
import subprocess

import pytest


def test_without_valgrind_the_simulated_pass_is_left_out_with_the_reason(sound_run) -> None:
    left_out = [each for each in sound_run.record["plan"]["left_out"] if each["pass"] == "simulate"]
    assert {each["experiment"] for each in left_out} == {"good/sums"}
    assert all("valgrind is not installed" in each["reason"] for each in left_out)
    assert "simulate" not in {each["pass"] for each in sound_run.record["observations"]}
    assert sound_run.process.returncode == 0


def test_with_valgrind_instructions_are_simulated(programs, tmp_path, sound_run) -> None:
    if shutil.which("valgrind") is None:
        pytest.skip("valgrind is not installed")
    process = programs.measure(tmp_path / "run", "^good/sums$", "--quiet", valgrind=True)
    assert process.returncode == 0, process.stderr
    finished = type(sound_run)(process, tmp_path / "run")
    simulated = [each for each in finished.record["observations"] if each["metric"] == "instructions_per_op"]
    # Two points of two arms; a sum of 32 numbers takes at least as many instructions.
    values = [each["value"] for each in simulated if each["counter"] == "callgrind_reference"]
    assert len(values) == 4
    assert min(values) >= 32
    assert not [each.name for each in finished.folder.iterdir() if each.name.startswith("callgrind")]


def on_one_cpu() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def test_one_cpu_is_enough_for_all_but_the_points_with_threads(programs, tmp_path, sound_run) -> None:
    process = programs.measure(tmp_path / "run", "^good/(sums|threads)$", preexec_fn=on_one_cpu)
    assert process.returncode == 0, process.stderr
    assert "the only one allowed" in process.stderr
    finished = type(sound_run)(process, tmp_path / "run")
    left_out = {each["point"]: each["reason"] for each in finished.record["plan"]["left_out"] if each["point"]}
    assert left_out["threads:2"] == "needs 2 CPUs, 1 may be used here"
    assert left_out["threads:64"] == "needs 64 CPUs, 1 may be used here"
    measured = {each["cell"] for each in finished.record["series"]}
    assert measured == set(range(len(finished.record["plan"]["cells"])))


def test_two_cpus_are_enough_for_two_threads(sound_run) -> None:
    if len(os.sched_getaffinity(0)) < 2:
        pytest.skip("needs a second CPU")
    cells = sound_run.record["plan"]["cells"]
    two = [i for i, cell in enumerate(cells) if cell["point"] and cell["point"][0]["value"] == 2]
    assert two
    assert set(two) <= {each["cell"] for each in sound_run.record["series"]}


PERF_EVENT_OPEN = {"x86_64": 298, "aarch64": 241}


def forbid_perf_events() -> None:
    """A seccomp filter like the ones of container engines: perf_event_open fails with EPERM, the rest works."""
    number = PERF_EVENT_OPEN[platform.machine()]
    load_number, equal, give = 0x20, 0x15, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | errno.EPERM
    steps = [(load_number, 0, 0, 0), (equal, 0, 1, number), (give, 0, 0, refuse), (give, 0, 0, allow)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HL", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, set_seccomp, filter_mode = 38, 22, 2
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) != 0 or libc.prctl(set_seccomp, filter_mode, program, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "cannot forbid perf events")


def test_without_permission_for_perf_events_every_counter_says_so(programs, tmp_path, sound_run) -> None:
    if platform.machine() not in PERF_EVENT_OPEN:
        pytest.skip(f"the number of perf_event_open on {platform.machine()} is not known here")
    try:
        process = programs.measure(tmp_path / "run", "^good/sums$", "--json", preexec_fn=forbid_perf_events)
    except subprocess.SubprocessError as error:
        pytest.skip(f"perf events cannot be forbidden here: {error}")
    assert process.returncode == 0, process.stderr
    record = type(sound_run)(process, tmp_path / "run").record
    assert record["counters"]
    assert all(each["unavailable"] for each in record["counters"])
    # What the machine does not have is said once a run, not once a cell, and never as a zero.
    assert "count" not in {each["pass"] for each in record["observations"]}
