from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from evidence import against_google_benchmark
from evidence.against_google_benchmark import KERNELS, Kernel, kernel_of
from evidence.sessions import by_hand, by_memlore
from evidence.sessions.by_hand import SessionError

STAND_INS = Path(__file__).parent / "testdata"
KERNEL = "made/up:slow/fast@n:8"


def made_up_wall_seconds(words: Sequence[str]) -> float:
    """By hand half a second, and 1.4 times the minimum time of 2 arms and 10 repetitions; memlore 1.3 s and its cap."""
    if "--time-cap" in words:
        return int(words[words.index("--time-cap") + 1]) + 1.3
    found = [float(word.partition("=")[2]) for word in words if word.startswith("--benchmark_min_time=")]
    return 0.5 + sum(found) * 2 * 10 * 1.4


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that log how they are started, and a clock that says what they would take."""
    folder = tmp_path / "bin"
    shutil.copytree(STAND_INS, folder)
    really_timed = by_hand.timed

    def timed(command: Sequence[object]) -> tuple[str, float]:
        return really_timed(command)[0], made_up_wall_seconds([str(each) for each in command])

    monkeypatch.setattr(by_hand, "timed", timed)
    monkeypatch.setattr(by_memlore, "timed", timed)
    return folder


def started(programs: Path) -> list[str]:
    return [line.split()[0] for line in (programs / "log").read_text().splitlines()]


def contest(programs: Path, *words: str) -> int:
    return against_google_benchmark.main([str(programs), "--sessions", "3", "--kernels", KERNEL, *words])


def test_a_kernel_is_named_by_its_experiment_its_arms_and_its_point() -> None:
    assert kernel_of("a/b:left/right@n:8/order:own") == Kernel("a/b", "left", "right", "n:8/order:own")
    assert kernel_of("a/b:left/right") == Kernel("a/b", "left", "right", "")
    assert all(kernel_of(each).name == each for each in KERNELS)


@pytest.mark.parametrize("text", ["a/b", "a/b:left@n:8", "a/b:left/right/more", ""])
def test_what_names_no_kernel_is_refused(text: str) -> None:
    with pytest.raises(SessionError, match="--kernels"):
        kernel_of(text)


def test_the_table_has_a_row_of_both_tools(programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert contest(programs) == 0
    row = next(line.split() for line in capsys.readouterr().out.splitlines() if line.startswith(KERNEL))
    # By hand always 3 to 2; memlore 1.51, 1.52 and 1.53, of which nine tenths lie within 0.66 % of the median.
    assert row == [KERNEL, "1.500", "1.520", "0.00", "%", "0.66", "%", "0.0", "10.0", "s", "9.3", "s"]


def test_the_tools_take_turns_session_by_session(programs: Path) -> None:
    assert contest(programs) == 0
    assert started(programs)[-6:] == ["memlore-benches", "memlore"] * 3


def test_all_sessions_of_a_tool_have_the_same_words_but_for_seed_and_folder(programs: Path) -> None:
    assert contest(programs) == 0
    lines = (programs / "log").read_text().splitlines()[-6:]
    (hand,) = set(lines[::2])
    assert "--benchmark_repetitions=10 --benchmark_enable_random_interleaving=true" in hand
    assert "--benchmark_filter=^(made/up/slow/n:8/real_time|made/up/fast/n:8/real_time)$" in hand
    assert "s" not in hand.split("--benchmark_min_time=")[1].split()[0]
    (memlore,) = {line.split(" --seed ")[0] for line in lines[1::2]}
    assert memlore == (
        "memlore run --profile quick --passes time --no-plots --quiet"
        " --filter ^(made/up)$ --point ^(n:8)$ --arm ^(slow|fast)$"
    )
    # Nine seconds, with 1.3 beside them, would be more than the session by hand takes.
    assert all(line.endswith("--time-cap 8 --half-width 0 --processes 1000") for line in lines[1::2])
    assert [line.split(" --seed ")[1].split()[0] for line in lines[1::2]] == ["1", "2", "3"]


def test_the_record_has_every_session(programs: Path, tmp_path: Path) -> None:
    assert contest(programs, "--out", str(tmp_path / "table.json")) == 0
    record = json.loads((tmp_path / "table.json").read_text())
    (kernel,) = record["kernels"]
    assert kernel["kernel"] == KERNEL
    assert [each["ratio"] for each in kernel["by_hand"]] == [1.5] * 3
    assert [each["ratio"] for each in kernel["memlore"]] == [1.51, 1.52, 1.53]
    assert [each["processes"] for each in kernel["memlore"]] == [21] * 3
    assert [each["wall_seconds"] for each in kernel["by_hand"]] == pytest.approx([10] * 3, abs=0.01)
    assert [each["wall_seconds"] for each in kernel["memlore"]] == [9.3] * 3
    assert record["settings"] == {"sessions": 3, "seconds": 10, "repetitions": 10, "load": False}


def test_an_arm_that_is_not_there_is_named(programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert against_google_benchmark.main([str(programs), "--kernels", "made/up:slow/absent@n:8"]) == 2
    assert "no arm absent of made/up at 'n:8'" in capsys.readouterr().err


def test_a_budget_that_is_too_short_for_memlore_is_refused(programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert contest(programs, "--seconds", "2") == 2
    assert "2.0 s are too short: memlore takes 2.3 s with a time pass of 1 s" in capsys.readouterr().err


def test_a_folder_without_programs_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert contest(tmp_path) == 2
    assert "memlore-benches is not there" in capsys.readouterr().err
