from __future__ import annotations

import os
from pathlib import Path

import pytest

from evidence.sessions import background_load
from evidence.sessions.background_load import LoadError, last_level_cache_bytes, sweeping

TWO_CPUS = pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="needs two CPUs")


def cache(folder: Path, index: int, level: str, size: str) -> None:
    place = folder / f"index{index}"
    place.mkdir()
    (place / "level").write_text(f"{level}\n")
    (place / "size").write_text(f"{size}\n")


def test_the_buffer_is_as_large_as_the_highest_level(tmp_path: Path) -> None:
    cache(tmp_path, 0, "1", "32K")
    cache(tmp_path, 1, "3", "24M")
    cache(tmp_path, 2, "2", "1024K")
    assert last_level_cache_bytes(tmp_path) == 24 << 20


def test_where_the_kernel_tells_no_size_a_common_one_is_taken(tmp_path: Path) -> None:
    cache(tmp_path, 0, "3", "many")
    assert last_level_cache_bytes(tmp_path) == background_load.BYTES_WHERE_UNKNOWN
    assert last_level_cache_bytes(tmp_path / "nothing") == background_load.BYTES_WHERE_UNKNOWN


def test_on_one_cpu_there_is_no_place_for_a_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3})
    with pytest.raises(LoadError, match="second CPU"), sweeping(60):
        pass


@TWO_CPUS
def test_the_load_ends_with_the_measurement() -> None:
    with sweeping(60) as child:
        assert child.poll() is None
    assert child.poll() is not None


@TWO_CPUS
def test_the_load_ends_when_the_measurement_fails() -> None:
    with pytest.raises(ZeroDivisionError), sweeping(60) as child:
        raise ZeroDivisionError
    assert child.poll() is not None


@TWO_CPUS
def test_a_load_that_ended_before_the_measurement_is_an_error() -> None:
    with pytest.raises(LoadError, match="ended before"), sweeping(0) as child:
        assert child.wait(timeout=60) == 0


def test_the_load_ends_when_its_parent_is_gone() -> None:
    cpu = min(os.sched_getaffinity(0))
    before = os.sched_getaffinity(0)
    try:
        background_load.sweep(size_bytes=1 << 12, cpu=cpu, limit_seconds=3600, parent=-1)
    finally:
        os.sched_setaffinity(0, before)
