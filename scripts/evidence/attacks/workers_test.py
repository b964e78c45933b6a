from __future__ import annotations

import io
import json
import os
import subprocess
from pathlib import Path

import pytest

from evidence.attacks import hostilities, made_up_worker
from evidence.attacks.hostilities import HONEST, HOSTILITIES
from evidence.attacks.journal import FIELDS, Record
from evidence.attacks.made_up_worker import FORGED, FORGED_WORD, HONEST_NS, HONEST_VALUE
from evidence.attacks.workers import Watched, forged, install, peak_memory_kib, size_of

ARMS = [{"name": "first", "iterations": 10}, {"name": "second", "iterations": 10}]
JOB = {
    "process": 1,
    "worker": 4,
    "task": "time",
    "cells": [
        {"index": at, "blocks": [{"arm": 0, "round": 0}], "cell": {"experiment": name, "arms": ARMS}}
        for at, name in enumerate(("made/sound", "made/hostile"))
    ],
}


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What a worker writes instead of writing it."""
    lines: list[bytes] = []

    def write(_: int, data: bytes) -> int:
        lines.append(bytes(data))
        return len(data)

    monkeypatch.setattr(os, "write", write)
    return lines


def work(monkeypatch: pytest.MonkeyPatch, name: str, task: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({**JOB, "task": task})))
    hostilities.main(name, "", ["--memlore-worker=3"])


def test_an_honest_worker_ends_each_cell_and_its_work(reported: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    work(monkeypatch, HONEST, "time")
    kinds = [next(iter(json.loads(line))) for line in reported]
    assert kinds == [*(["begin", "begin", "block", "timed"] * 2), "usage", "end"]
    assert json.loads(reported[3]) == {"timed": {"process": 1, "worker": 4, "cell": 0, "blocks": 1}}


def test_a_hostile_worker_is_honest_elsewhere_and_in_other_tasks(
    reported: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    work(monkeypatch, "cell 77777", "time")
    strange = [at for at, line in enumerate(reported) if b"77777" in line]
    assert strange == [5]  # In the second cell, before what is asked of it.
    reported.clear()
    work(monkeypatch, "cell 77777", "footprint")
    assert not any(b"77777" in line for line in reported)


def test_a_name_is_enough_to_install_a_hostile_program(tmp_path: Path) -> None:
    program = install(tmp_path, HONEST, {"experiments": []})
    command = [str(program), "--memlore-catalogue"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env={"PATH": ""}, timeout=60).stdout
    assert json.loads(said) == {"experiments": []}
    assert all(task in {"calibrate", "time", "footprint"} for task, _ in HOSTILITIES.values())


def record(elapsed: int = HONEST_NS, value: float | None = HONEST_VALUE, **other: object) -> Record:
    columns = {name: [0] for name in FIELDS} | {"elapsed_ns": [elapsed]}
    series = {"process": 0, "cell": 0, "arm": 0, "round": [0], **columns}
    return {"series": [series], "observations": [{"value": value}], "faults": [], **other}


def test_what_no_honest_worker_said_is_found_in_a_record() -> None:
    assert forged(record()) == forged(record(value=None)) == []
    assert forged(record(elapsed=7)) == ["a forged block of 7 ns"]
    assert forged(record(value=7)) == ["a forged figure of 7"]
    assert forged(record(plan=FORGED_WORD)) == [f"{FORGED_WORD} in the record"]
    assert forged(record(parent=FORGED)) == [f"{FORGED} in the record"]


def test_a_fault_may_quote_a_forgery_but_not_blame_another_experiment() -> None:
    def fault(name: str) -> Record:
        return record(faults=[{"experiment": name, "detail": FORGED_WORD}])

    assert forged(fault("made/hostile")) == []
    assert forged(fault("made/sound")) == ["made/sound is blamed"]


def test_memory_and_files_are_measured(tmp_path: Path) -> None:
    (tmp_path / "scratch").mkdir()
    (tmp_path / "scratch" / "log").write_bytes(b"x" * 5000)
    assert 5000 <= size_of(tmp_path) < 50_000
    assert peak_memory_kib(os.getpid()) > 1000
    assert peak_memory_kib(2**30) == 0
    assert Watched(memory_kib=1 << 20, bytes=60 << 20).failures() == ["1024 MiB of memory", "a folder of 60 MiB"]
    assert made_up_worker.HONEST_NS != FORGED
