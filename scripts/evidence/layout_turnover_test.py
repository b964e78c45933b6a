from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from evidence import layout_turnover
from evidence.layout_turnover import layouts_in
from evidence.sessions.by_hand import SessionError

STAND_INS = Path(__file__).parent / "testdata"
EVERYTHING = ("--experiments", "", "--points", "")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs that log how they are started; the winner turns over in layout 2 at n:8."""
    folder = tmp_path / "bin"
    shutil.copytree(STAND_INS, folder)
    for number in (1, 2, 10):
        shutil.copy(folder / "memlore-benches", folder / f"memlore-benches.layout{number}")
    return folder


def test_layouts_are_ordered_by_number_after_the_linkers_own(programs: Path) -> None:
    (programs / "memlore-benches.layout1.log").touch()
    names = [each.name.removeprefix("memlore-benches") for each in layouts_in(programs)]
    assert names == ["", ".layout1", ".layout2", ".layout10"]


def test_one_layout_alone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "memlore-benches").touch()
    with pytest.raises(SessionError, match=r"no memlore-benches\.layout1"):
        layouts_in(tmp_path)


def test_the_comparison_that_turns_over_is_shown_with_both_layouts(
    programs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert layout_turnover.main([str(programs), *EVERYTHING]) == 0
    shown = capsys.readouterr().out
    assert "winner: made/up:slow/fast@n:8" in shown
    assert "below 1 in 1 of 4 layouts: memlore-benches.layout2  0.667 [0.667, 0.667]" in shown
    assert "above 1 in 3 of 4 layouts: memlore-benches          1.500 [1.500, 1.500]" in shown
    assert "1 of 2 comparisons turn over in 4 layouts" in shown


def test_a_point_at_which_an_arm_declines_is_left_out_aloud(programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert layout_turnover.main([str(programs), *EVERYTHING]) == 0
    assert "left out: made/up/slow/n:32/real_time" in capsys.readouterr().err


def test_every_layout_has_its_turn_before_any_has_its_second(programs: Path) -> None:
    assert layout_turnover.main([str(programs), "--experiments", "", "--points", "n:8", "--processes", "3"]) == 0
    lines = (programs / "log").read_text().splitlines()
    runs = [line.split()[0].removeprefix("memlore-benches") for line in lines if "--benchmark_filter" in line]
    assert runs == ["", ".layout1", ".layout2", ".layout10"] * 3


def test_the_record_has_every_process_of_every_layout(programs: Path, tmp_path: Path) -> None:
    assert layout_turnover.main([str(programs), *EVERYTHING, "--out", str(tmp_path / "table.json")]) == 0
    record = json.loads((tmp_path / "table.json").read_text())
    assert [each["name"] for each in record["comparisons"]] == ["made/up:slow/fast@n:8", "made/up:slow/fast@n:16"]
    assert all(len(layout["readings"]) == 2 for each in record["comparisons"] for layout in each["layouts"])
    assert record["turnovers"][0]["below"] == ["memlore-benches.layout2"]


def test_expressions_that_leave_nothing_are_named(programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert layout_turnover.main([str(programs), "--experiments", "nothing"]) == 2
    assert "--experiments and --points" in capsys.readouterr().err
