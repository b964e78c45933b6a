from __future__ import annotations

import subprocess
from pathlib import Path

from aarch64.guest import Said, console_of, said_in

CONSOLE = """[    0.1] noise of the kernel
@@ begin first
one
two
@@ end first 0
@@ begin second
no line end after this@@ end second 3
@@ begin third
cut
off"""


def test_what_a_step_said_is_found_by_its_name_with_its_exit_code() -> None:
    said = said_in(CONSOLE)
    assert said["first"] == Said("one\ntwo\n", 0)
    assert said["second"] == Said("no line end after this", 3)


def test_a_step_at_which_the_machine_ended_has_no_exit_code() -> None:
    assert said_in(CONSOLE)["third"] == Said("cut\noff", None)


def test_a_step_that_never_began_is_not_there() -> None:
    assert set(said_in("[    0.1] Kernel panic - not syncing\n")) == set()


def stand_in(folder: Path, script: str) -> str:
    emulator = folder / "emulator"
    emulator.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    emulator.chmod(0o755)
    return str(emulator)


def test_a_machine_that_does_not_end_is_ended_and_what_it_said_is_kept(tmp_path: Path) -> None:
    emulator = stand_in(tmp_path, "echo $$; exec sleep 60")
    console = console_of(emulator, tmp_path / "kernel", tmp_path / "root", limit_seconds=1)
    assert "the machine was ended after 1 s" in console
    process = int(console.split("\n")[0])
    alive = subprocess.run(["kill", "-0", str(process)], capture_output=True, check=False).returncode == 0
    assert not alive


def test_lines_end_as_they_do_on_this_side_of_a_console(tmp_path: Path) -> None:
    emulator = stand_in(tmp_path, r"printf 'one\r\ntwo\r\n'")
    assert console_of(emulator, tmp_path / "kernel", tmp_path / "root", limit_seconds=10) == "one\ntwo\n"
