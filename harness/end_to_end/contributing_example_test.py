"""The example of CONTRIBUTING.md, built as it stands there into a benches program of its own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

CONTRIBUTING = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"


@pytest.fixture
def example(programs) -> Path:
    program = programs.folder / "memlore-benches-example"
    if not program.is_file():
        pytest.skip(f"{program} is not built")
    return program


def test_the_example_is_listed_with_its_claims(programs, example) -> None:
    process = programs.command("list", "--benches", example)
    assert process.returncode == 0, process.stderr
    sentences = re.findall(r'claim\("\w+", "(.+)",', CONTRIBUTING.read_text(encoding="utf-8"))
    assert len(sentences) == 2
    for sentence in sentences:
        assert f"claim review: {sentence}\n" in process.stdout
    assert "tree / sorted_vector: time per operation ≤ 2, up to 64 keys\n" in process.stdout
    assert process.stdout.endswith("1 experiment, 2 claims\n")


def test_the_example_runs_and_its_arms_agree(programs, example, tmp_path) -> None:
    words = ("run", "--benches", example, "--profile", "smoke", "--no-plots", "--quiet", "--out", tmp_path / "run")
    process = programs.command(*words)
    assert process.returncode == 0, process.stderr
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert record["faults"] == []
    assert record["series"]
