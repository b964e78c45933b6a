"""What the command line may say instead of the profile: which points and passes, how precisely, how much, how long."""

from __future__ import annotations

import json

import pytest

SUMS = "^good/sums$"


@pytest.fixture
def measure(programs, tmp_path):
    """The record of a small run with these words."""

    def run(*words: object, filter: str = SUMS):
        process = programs.measure(tmp_path / "run", filter, "--quiet", *words)
        assert process.returncode == 0, process.stderr
        record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
        assert record["complete"] is True
        return record

    return run


def processes_of(record, cell: int) -> set[int]:
    return {series["process"] for series in record["series"] if series["cell"] == cell}


def test_only_the_points_that_were_asked_for_are_measured(measure) -> None:
    record = measure("--point", "place:sound")
    assert [each["point"][0]["label"] for each in record["plan"]["cells"]] == ["sound"]
    assert {series["cell"] for series in record["series"]} == {0}


def test_only_the_arms_that_were_asked_for_are_measured(measure) -> None:
    record = measure("--arm", "^second$")
    assert {arm["name"] for cell in record["plan"]["cells"] for arm in cell["arms"]} == {"second"}
    assert record["series"]


def test_only_the_passes_that_were_asked_for_are_done(measure) -> None:
    record = measure("--passes", "time")
    assert record["plan"]["profile"]["passes"] == ["time"]
    assert record["series"]
    assert record["observations"] == []


def test_without_the_time_pass_nothing_is_timed(measure) -> None:
    record = measure("--passes", "footprint,count")
    assert record["plan"]["profile"]["passes"] == ["footprint", "count"]
    assert record["series"] == []


def test_where_no_precision_is_aimed_at_every_point_gets_all_processes(measure) -> None:
    record = measure("--passes", "time", "--half-width", 0, "--processes", 9)
    profile = record["plan"]["profile"]
    assert (profile["half_width"], profile["fewest_processes"], profile["most_processes"]) == (0, 2, 9)
    assert [processes_of(record, cell) for cell in (0, 1)] == [set(range(9))] * 2


def test_a_ratio_that_is_known_well_enough_gets_no_further_process(measure) -> None:
    # A ratio that is known to ±100 % is one with an interval at all, which takes six processes.
    record = measure("--passes", "time", "--half-width", 100, "--processes", 40)
    assert record["plan"]["profile"]["half_width"] == 1
    assert len(record["plan"]["processes"]) == 40
    for cell in (0, 1):
        assert 6 <= len(processes_of(record, cell)) < 40


def test_fewer_processes_than_the_profile_wants_at_least_are_all_there_are(measure) -> None:
    record = measure("--passes", "time", "--processes", 1)
    profile = record["plan"]["profile"]
    assert (profile["fewest_processes"], profile["most_processes"]) == (1, 1)
    assert processes_of(record, 0) == {0}


def test_whole_numbers_are_decimal_whatever_zeros_they_begin_with(measure) -> None:
    record = measure("--passes", "time", "--processes", "02", "--seed", "010")
    assert record["plan"]["seed"] == 10
    assert record["plan"]["profile"]["most_processes"] == 2


def test_the_time_cap_ends_a_run_that_would_go_on(measure) -> None:
    record = measure("--passes", "time", "--time-cap", 1, "--processes", 1000)
    assert record["plan"]["profile"]["time_cap"] == 1
    assert 6 <= len(processes_of(record, 0)) < 1000


def test_a_resumed_run_keeps_to_its_profile(programs) -> None:
    for words in (["--point", "x"], ["--arm", "x"], ["--passes", "time"], ["--half-width", "1"], ["--time-cap", "1"]):
        process = programs.command("run", "--resume", "x", *words)
        assert process.returncode == 2
        assert "--resume" in process.stderr
        assert words[0] in process.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--point", "place:nowhere"], ["--point 'place:nowhere'", "there are: place:sound, place:broken"]),
        (["--point", "("], ["--point '('", "not a regular expression"]),
        (["--arm", "nobody"], ["--arm 'nobody' finds no arm", "there are: "]),
        (["--arm", "("], ["--arm '('", "not a regular expression"]),
        (["--passes", "tiem"], ["--passes tiem", "did you mean 'time'?", "known: time, count, allocate"]),
        (["--passes", "time,sleep"], ["--passes sleep", "known: time, count, allocate"]),
        (["--passes", ""], ["--passes ''", "an empty word"]),
        (["--passes", "time,,"], ["--passes 'time,,'", "an empty word"]),
        (["--passes", "time,time"], ["--passes 'time,time'", "twice"]),
        (["--half-width", "-1"], ["--half-width"]),
        (["--half-width", "101"], ["--half-width"]),
        (["--half-width", "narrow"], ["--half-width"]),
        (["--half-width", "nan"], ["--half-width"]),
        (["--half-width", "1e308"], ["--half-width: '1e308' is not a number from 0 to 100"]),
        (["--half-width", "9" * 309], ["--half-width: '999", "…' is not a number from 0 to 100"]),
        (["--time-cap", "0"], ["--time-cap"]),
        (["--time-cap", "86401"], ["--time-cap"]),
        (["--time-cap", "1.5"], ["--time-cap"]),
        (["--time-cap", "soon"], ["--time-cap"]),
        (["--processes", "0"], ["--processes"]),
        (["--processes", "1001"], ["--processes"]),
        (["--processes", "2.5"], ["--processes"]),
        (["--processes", "0x10"], ["--processes"]),
        (["--processes", "4294967297"], ["--processes: '4294967297' is not a whole number from 1 to 1000"]),
        (["--hang-limit", "3601"], ["--hang-limit: '3601' is not a whole number from 1 to 3600"]),
        (["--hang-limit", "99999999999999999999"], ["--hang-limit"]),
        (["--point", "x" * 66_000], ["--point 'xxx", "…' finds no point"]),
        (["--arm", "(" * 66_000], ["--arm '(((", "…' is not a regular expression"]),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_the_name_of_its_flag(programs, tmp_path, words, said) -> None:
    process = programs.measure(tmp_path / "run", SUMS, *words)
    assert process.returncode == 2, process.stderr
    assert process.stdout == ""
    assert process.stderr.startswith("memlore: ")
    assert process.stderr.count("\n") == 1, process.stderr
    assert len(process.stderr) < 1200
    for each in said:
        assert each in process.stderr, process.stderr
    assert not (tmp_path / "run").exists()
