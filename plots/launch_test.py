"""The start by path: nothing of the current folder, of the record or of PYTHONPATH is executed, obeyed or read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LAUNCHER = Path(__file__).parent / "launch.py"
MODULES = (
    "argparse",
    "json",
    "jinja2",
    "matplotlib",
    "multiprocessing",
    "sitecustomize",
    "plots/__init__",
    "plots/__main__",
)


@pytest.fixture
def trap(run: Path, document: dict[str, Any]) -> Path:
    """A small record, and in its folder what an import in that folder would find."""
    (run / "judgement.json").write_text(json.dumps(document | {"experiments": document["experiments"][-1:]}))
    (run / "plots").mkdir()
    for name in MODULES:
        (run / f"{name}.py").write_text("import pathlib; pathlib.Path(__file__).with_suffix('.ran').touch()\n")
    # Whoever opens it waits for ever.
    os.mkfifo(run / "matplotlibrc")
    return run


@pytest.mark.parametrize("folder", [".", "{run}"])
def test_nothing_that_lies_in_the_record_is_run_or_read(trap: Path, folder: str) -> None:
    command = [sys.executable, "-I", str(LAUNCHER), folder.format(run=trap), "--jobs", "2"]
    environment = os.environ | {"PYTHONPATH": str(trap)}
    ended = subprocess.run(command, cwd=trap, env=environment, capture_output=True, timeout=120, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    assert (trap / "report.html").is_file()
    assert list(trap.rglob("*.ran")) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-I", str(LAUNCHER), "missing"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False, text=True)
    assert ended.returncode == 2
    assert ended.stderr == f"cannot read {tmp_path}/missing/judgement.json: No such file or directory\n"
