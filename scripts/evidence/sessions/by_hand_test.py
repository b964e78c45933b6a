from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from evidence.sessions import by_hand
from evidence.sessions.by_hand import NotApplicableError, Session, SessionError


def iteration(name: str, real_time: float, **more: Any) -> dict[str, Any]:
    return {"name": name, "run_type": "iteration", "real_time": real_time, "time_unit": "ns"} | more


def test_repetitions_are_read_in_order_and_aggregates_are_left_out() -> None:
    aggregate = iteration("a/real_time_median", 9) | {"run_type": "aggregate", "aggregate_name": "median"}
    document = {"benchmarks": [iteration("a", 3), iteration("b", 7), iteration("a", 2), aggregate, iteration("c", 1)]}
    assert by_hand.times_of(document, ["a", "b"], "real_time") == {"a": [3, 2], "b": [7]}


def test_either_clock_can_be_read() -> None:
    document = {"benchmarks": [iteration("a", 3, cpu_time=2)]}
    assert by_hand.times_of(document, ["a"], "cpu_time") == {"a": [2]}


def test_times_of_any_unit_are_nanoseconds() -> None:
    document = {"benchmarks": [iteration("a", 2, time_unit="us"), iteration("b", 3, time_unit="ms")]}
    assert by_hand.times_of(document, ["a", "b"], "real_time") == {"a": [2000], "b": [3e6]}


def test_a_benchmark_that_did_not_run_is_named() -> None:
    with pytest.raises(SessionError, match="b did not run"):
        by_hand.times_of({"benchmarks": [iteration("a", 1)]}, ["a", "b"], "real_time")


@pytest.mark.parametrize(
    "said", [{"error_occurred": True, "error_message": "no room"}, {"skipped": "ERROR", "skip_message": "no room"}]
)
def test_a_benchmark_that_declines_gives_its_reason_in_either_version_of_the_library(said: dict[str, Any]) -> None:
    with pytest.raises(NotApplicableError, match="a: no room"):
        by_hand.times_of({"benchmarks": [iteration("a", 0, **said)]}, ["a"], "real_time")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 0.0, -1.0])
def test_a_time_that_cannot_be_is_refused(value: float) -> None:
    with pytest.raises(SessionError, match="a: a time of"):
        by_hand.times_of({"benchmarks": [iteration("a", value)]}, ["a"], "real_time")


def test_a_pattern_finds_these_names_and_none_that_is_longer() -> None:
    names = ["x/y/arm/bytes:8/real_time", "x/y/arm/level:last one/real_time"]
    pattern = re.compile(by_hand.pattern_of(names))
    assert all(pattern.search(each) for each in names)
    assert not pattern.search("x/y/arm/bytes:8/real_time/threads:2")
    assert not pattern.search("w/x/y/arm/bytes:8/real_time")


def test_a_pattern_has_no_escape_that_posix_does_not_know() -> None:
    assert by_hand.pattern_of(["a+b (c)"]) == "^(a.b..c.)$"


def test_the_ratio_of_a_session_is_that_of_the_medians() -> None:
    session = Session({"a": [3, 300, 6], "b": [2, 4, 1]}, wall_seconds=1)
    assert session.median_ratio("a", "b") == 3


def test_the_ratios_are_of_every_repetition_to_every_other() -> None:
    session = Session({"a": [6, 12], "b": [2, 3]}, wall_seconds=1)
    assert sorted(session.ratios("a", "b")) == [2, 3, 4, 6]


def test_what_a_program_prints_comes_with_its_wall_time() -> None:
    printed, wall_seconds = by_hand.timed((sys.executable, "-c", "print('here')"))
    assert printed == "here\n"
    assert wall_seconds > 0


def test_a_program_that_fails_is_quoted() -> None:
    with pytest.raises(SessionError, match="exit code 3: the last word"):
        by_hand.timed((sys.executable, "-c", "import sys; print('x\\nthe last word', file=sys.stderr); sys.exit(3)"))


def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="nothing is not there"):
        by_hand.timed((tmp_path / "nothing",))


def test_a_program_that_hangs_is_ended() -> None:
    with pytest.raises(SessionError, match="not done"):
        by_hand.timed((sys.executable, "-c", "import time; time.sleep(60)"), limit_seconds=0.1)


@pytest.mark.parametrize("text", ["", "[1]", "{"])
def test_what_is_no_object_is_refused_by_name(text: str) -> None:
    with pytest.raises(SessionError, match="memlore list"):
        by_hand.parsed(text, "memlore list")
