"""What the user is told on standard error: one clean line of a bounded length, whoever chose the words in it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from plots.__main__ import main
from plots.figures import overview
from plots.page import report
from plots.paper.sheet import Drawing


def test_a_name_of_a_folder_cannot_forge_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "a\x1b[2J\u202e\udc80\nb")]) == 2
    assert capsys.readouterr().err == (
        f"cannot read {tmp_path}/a\ufffd[2J\ufffd\ufffd b/judgement.json: No such file or directory\n"
    )


def test_a_folder_with_an_impossible_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["a\x00b"]) == 2
    assert capsys.readouterr().err == "cannot read a\ufffdb/judgement.json: embedded null byte\n"


def test_a_line_about_a_long_name_still_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["W" * 100_000]) == 2
    error = capsys.readouterr().err
    assert len(error) <= 1001
    assert error.endswith("/judgement.json: File name too long\n")


@pytest.mark.parametrize("words", [["a", "--jobs", "\x1b[31m\n7" + "W" * 10_000], ["a", "\x1b[31m" + "W" * 10_000]])
def test_a_wrong_command_line_is_told_in_clean_text(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(words)
    error = capsys.readouterr().err
    assert "\x1b" not in error
    assert len(error) < 1200


def test_a_page_that_fails_is_told_in_one_line(
    run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> str:
        raise ValueError("a\nb")

    monkeypatch.setattr(report, "render", fail)
    assert main([str(run)]) == 4
    assert capsys.readouterr().err == "page: report.html failed: ValueError: a b\n"
    assert not (run / "report.html").exists()


def test_a_figure_that_fails_costs_no_other_and_is_told_in_one_line(
    run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> Drawing:
        raise ValueError("\x1b[31m\u202e\x00\nreport.html: all is well" + "W" * 100_000)

    monkeypatch.setattr(overview, "draw", fail)
    assert main([str(run)]) == 4
    error = capsys.readouterr().err
    assert error.startswith("overview: figure of overview failed: ValueError: \ufffd[31m\ufffd\ufffd report.html")
    assert error.count("\n") == 1
    assert len(error) < 1100
    assert len(list((run / "plots").glob("*.svg"))) == 19
    assert (run / "report.html").is_file()


def test_no_process_outlives_the_one_that_draws(run: Path) -> None:
    launcher = Path(__file__).parent / "launch.py"
    drawing = subprocess.Popen([sys.executable, "-I", str(launcher), str(run), "--jobs", "2"])
    children = Path(f"/proc/{drawing.pid}/task/{drawing.pid}/children")
    end = time.monotonic() + 60
    while len(helpers := children.read_text(encoding="utf-8").split()) < 2:
        assert drawing.poll() is None, "it was over before it could be ended"
        assert time.monotonic() < end
        time.sleep(0.01)
    drawing.kill()
    drawing.wait()
    while any(_lives(helper) for helper in helpers):
        assert time.monotonic() < end, "a process waits for one that is gone"
        time.sleep(0.01)


def _lives(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
