"""Run by hand, a benches program is an ordinary Google Benchmark program."""

from __future__ import annotations

import subprocess

import pytest


def benches(programs, *arguments: str) -> subprocess.CompletedProcess[str]:
    words = [str(programs.faulty), *arguments]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)


def test_tests_are_listed_by_experiment_arm_and_point(programs) -> None:
    process = benches(programs, "--benchmark_list_tests")
    assert process.returncode == 0
    names = process.stdout.split()
    assert "good/sums/first/place:sound/real_time" in names
    assert "good/threads/these/threads:2/real_time/threads:2" in names


def test_the_filter_chooses_what_runs(programs) -> None:
    process = benches(programs, "--benchmark_filter=^good/sums/first/place:sound/", "--benchmark_format=csv")
    assert process.returncode == 0
    rows = [line for line in process.stdout.splitlines() if line.startswith('"good/')]
    assert [row.split(",")[0] for row in rows] == ['"good/sums/first/place:sound/real_time"']


@pytest.mark.parametrize("filter", ["[", "(", "no/such/experiment"])
def test_a_filter_that_finds_nothing_is_refused(programs, filter) -> None:
    process = benches(programs, f"--benchmark_filter={filter}")
    assert process.returncode == 2
    assert process.stdout == ""
    assert f"memlore-benches: --benchmark_filter='{filter}'" in process.stderr


def test_an_absent_arm_says_so(programs) -> None:
    process = benches(programs, "--benchmark_filter=^good/absent/sometimes/place:broken", "--benchmark_format=csv")
    assert process.returncode == 0
    assert "there is no such sum here" in process.stdout


@pytest.mark.parametrize("flag", ["--benchmark_fliter=x", "--banana", "--memlore-worker"])
def test_an_unknown_flag_is_refused(programs, flag) -> None:
    process = benches(programs, flag)
    assert process.returncode == 2
    assert flag in process.stdout + process.stderr


@pytest.mark.parametrize("flag", ["--memlore-worker=", "--memlore-worker=x", "--memlore-worker=-1"])
def test_a_worker_without_a_channel_is_refused(programs, flag) -> None:
    words = [str(programs.faulty), flag]
    process = subprocess.run(words, input="{}", capture_output=True, text=True, timeout=60, check=False)
    assert process.returncode == 2
    assert process.stderr.startswith("memlore-benches: ")


def test_an_exception_out_of_an_arm_ends_the_program_with_its_words(programs) -> None:
    process = benches(programs, "--benchmark_filter=^bad/throws-running/culprit/place:broken")
    assert process.returncode == 4
    assert "thrown while running" in process.stderr
