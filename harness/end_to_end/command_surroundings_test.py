"""What surrounds a run: odd paths, programs that change under it, a machine that is stopped for a while."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

# A blank and a colon end a name in the loader's list of libraries, and valgrind expands what follows a per cent sign.
ODD = "a b:c é%2F%p"


@pytest.fixture
def moved(programs, tmp_path):
    """The programs of the build in a folder with an odd name."""
    folder = tmp_path / ODD
    (folder / "bin").mkdir(parents=True)
    for each in programs.folder.glob("memlore*"):
        if each.name == "memlore" or each.name.startswith("memlore-benches-faulty"):
            shutil.copy2(each, folder / "bin" / each.name)
    if (programs.folder.parent / "lib").is_dir():
        shutil.copytree(programs.folder.parent / "lib", folder / "lib")
    return type(programs)(folder / "bin", programs.no_tools)


def test_every_pass_works_from_and_into_a_path_of_any_name(moved) -> None:
    if shutil.which("valgrind") is None:
        pytest.skip("valgrind is not installed")
    out = moved.folder.parent / "out"
    process = moved.measure(out, "^good/(sums|allocations)$", "--quiet", valgrind=True)
    assert process.returncode == 0, process.stderr
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert {each["pass"] for each in record["observations"]} == {"allocate", "count", "simulate"}
    assert record["plan"]["left_out"] == []
    assert sorted(each.name for each in out.iterdir()) == ["judgement.json", "run.json"]


def test_the_command_to_go_on_with_can_be_given_to_a_shell_as_it_is(moved, journalled, wait_until) -> None:
    out = moved.folder.parent / "out"
    process = moved.start(moved.measuring(out, "^good/slow$", "--processes", 3))
    wait_until(lambda: len(journalled(out)) >= 2, "blocks")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    command = errors.rsplit("go on with '", 1)[1].rstrip().removesuffix("'")
    link = out.parent.parent / "found"
    link.mkdir()
    (link / "memlore").symlink_to(moved.memlore)
    environment = {**os.environ, "PATH": f"{link}:/usr/bin:/bin"}
    assert os.spawnve(os.P_WAIT, "/bin/sh", ["sh", "-c", command + " --no-plots --quiet"], environment) == 0
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["complete"] is True


def test_a_run_measures_no_other_program_than_it_began_with(moved, journalled, wait_until) -> None:
    out = moved.folder.parent / "out"
    process = moved.start(moved.measuring(out, "^good/slow$", "--processes", 4))
    wait_until(lambda: len(journalled(out)) >= 2, "blocks")
    built = moved.faulty.with_name("built")
    moved.faulty.rename(built)
    shutil.copy(built, moved.faulty)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 3, errors
    assert f"{moved.faulty} has changed since the run began" in errors
    assert "what was measured is kept" in errors
    assert not (out / "run.json").exists()
    resumed = moved.command("run", "--resume", out, "--benches", moved.faulty, "--no-plots")
    assert resumed.returncode == 0, resumed.stderr  # It is the same program, byte for byte.


def workers_of(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_a_pause_of_the_machine_is_not_a_hang(programs, journalled, wait_until, tmp_path) -> None:
    out = tmp_path / "run"
    words = ["--processes", 2, "--hang-limit", 2, "--passes", "time", "--quiet"]
    process = programs.start(programs.measuring(out, "^good/slow$", *words))
    wait_until(lambda: len(journalled(out)) >= 2, "blocks")
    stopped = [process.pid, *workers_of(process.pid)]
    for each in stopped:
        os.kill(each, signal.SIGSTOP)
    time.sleep(3)
    # As after a pause of the machine, nobody knows who goes on first.
    os.kill(process.pid, signal.SIGCONT)
    time.sleep(0.5)
    for each in stopped[1:]:
        os.kill(each, signal.SIGCONT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))["faults"] == []
