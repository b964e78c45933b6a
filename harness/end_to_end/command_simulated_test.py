"""The simulated pass: the same counts wherever and whenever the same program is simulated."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from conftest import Programs

Counts = dict[tuple[object, ...], tuple[object, ...]]


def counts_of(folder: Path) -> Counts:
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    counts = {}
    for each in record["observations"]:
        cell = record["plan"]["cells"][each["cell"]]
        arm = cell["arms"][each["arm"]]["name"]
        place = (cell["experiment"], json.dumps(cell["point"]), arm, each["metric"], each["counter"])
        counts[place] = (each["value"], each["unavailable"], each["resolution"])
    return counts


@pytest.fixture(scope="module")
def real(programs) -> Programs:
    """The programs with the real benches, whose kernels allocate."""
    if shutil.which("valgrind") is None:
        pytest.skip("valgrind is not installed")
    if not (programs.folder / "memlore-benches").exists():
        pytest.skip("memlore-benches is not built")
    return programs


def simulate(programs: Programs, folder: Path, out: Path, filter: str, seed: int, extra: dict[str, str]) -> Counts:
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("memlore", "memlore-benches"):
        shutil.copy2(programs.folder / name, folder / name)
    words = ["run", "--profile", "smoke", "--passes", "simulate", "--no-plots", "--quiet", "--filter", filter]
    moved = Programs(folder, programs.no_tools)
    process = moved.command(*words, "--seed", seed, "--out", out, valgrind=True, extra=extra, cwd=folder, timeout=240)
    assert process.returncode == 0, process.stderr
    return counts_of(out)


def test_simulated_counts_are_the_same_bit_for_bit_from_another_folder_environment_and_seed(real, tmp_path) -> None:
    experiments = "boxed-values|map-reserve|call-cost"
    once = simulate(real, tmp_path / "a", tmp_path / "run", experiments, 1, {})
    far = tmp_path / "a-much-longer-name" / "of-a-folder-further-down"
    extra = {"FILLER": "x" * 3000, "HOME": "/nowhere", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}
    # Other cells come before each cell here, and controls are drawn for others.
    again = simulate(real, far, far / "run", "|".join([experiments, "vector-reserve"]), 77, extra)
    assert len(once) > 100
    assert {place[-1] for place in once} == {"callgrind_reference", "callgrind_host"}
    assert {place: again[place] for place in once} == once


def test_one_cpu_simulates_what_several_do(real, tmp_path) -> None:
    if len(os.sched_getaffinity(0)) < 2:
        pytest.skip("needs two CPUs")
    several = simulate(real, tmp_path / "a", tmp_path / "several", "small-vector", 1, {})
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        one = simulate(real, tmp_path / "a", tmp_path / "one", "small-vector", 1, {})
    finally:
        os.sched_setaffinity(0, before)
    assert one == several
