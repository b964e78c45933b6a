from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evidence.attacks.journal import FIELDS, Place, Record, recorded
from evidence.attacks.runs import SLOW, Kept, Whole, completed


def cell(experiment: str) -> Record:
    point = [{"factor": "n", "label": "8", "value": 8}, {"factor": "order", "label": "own", "value": 0}]
    return {"experiment": experiment, "point": point, "arms": [{"name": "one"}]}


def series(cell: int, elapsed: int) -> Record:
    columns = {name: [0, 0] for name in FIELDS} | {"elapsed_ns": [elapsed, elapsed]}
    return {"process": 0, "cell": cell, "arm": 0, "round": [0, 1], **columns}


def observation(cell: int, task: str = "count") -> Record:
    return {"cell": cell, "arm": 0, "pass": task, "metric": "migrations", "value": 0}


RECORD: Record = {
    "complete": True,
    "faults": [],
    "plan": {"cells": [cell("made/one"), cell("made/two")], "left_out": []},
    "series": [series(0, 5), series(1, 6)],
    "observations": [observation(0), observation(1), observation(1, "simulate")],
}
WHOLE = Whole(SLOW, 1, RECORD)
FAULT = {"experiment": "made/two", "detail": "signal 9"}


@pytest.fixture
def judged(tmp_path: Path) -> Callable[..., list[str]]:
    """What is found wrong with a record that is not quite that of a whole run."""

    def judge(change: Callable[[Record], object], kept: Kept | None = None, spoiled: bool = False) -> list[str]:
        record = copy.deepcopy(RECORD)
        change(record)
        (tmp_path / "run.json").write_text(json.dumps(record), encoding="utf-8")
        return completed(tmp_path, WHOLE, kept or Kept(), spoiled)

    return judge


Judge = Callable[..., list[str]]


def nothing(_: Record) -> None:
    pass


def blocks_in(cell: int, elapsed: int) -> dict[Place, tuple[Any, ...]]:
    return dict(recorded({"series": [series(cell, elapsed)]}))


def test_a_run_that_has_everything_is_complete(judged: Judge) -> None:
    assert judged(nothing, Kept(finished=blocks_in(0, 5), unfinished=blocks_in(1, 99))) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda record: record.update(complete=False), "not complete"),
        (lambda record: record["series"].pop(), "2 blocks missing"),
        (lambda record: record["series"].append(series(1, 6)), "2 blocks twice"),
        (lambda record: record["series"].append(series(1, 6) | {"process": 5}), "2 blocks not planned"),
        (lambda record: record["observations"].pop(), "1 observations missing"),
        (lambda record: record["observations"].append(observation(0)), "1 observations twice"),
        (lambda record: record["observations"].append(observation(1) | {"arm": 3}), "1 observations not planned"),
        (lambda record: record["faults"].append(FAULT), "faults of made/two: signal 9"),
    ],
)
def test_what_is_missing_doubled_or_foreign_is_found(
    judged: Judge, change: Callable[[Record], object], words: str
) -> None:
    assert judged(change)[0].startswith(words)


def test_a_finished_block_that_changed_is_found(judged: Judge) -> None:
    assert judged(nothing, Kept(finished=blocks_in(0, 4)))[0].startswith("2 finished blocks changed")


def test_a_block_of_a_cell_that_was_not_finished_may_not_stay(judged: Judge) -> None:
    assert judged(nothing, Kept(unfinished=blocks_in(0, 5)))[0].startswith("2 blocks of unfinished cells kept")


def test_a_worker_that_was_killed_may_cost_its_experiment_and_no_other(judged: Judge) -> None:
    def lose(record: Record) -> None:
        record["faults"].append(FAULT)
        record["series"].pop()

    assert judged(lose, spoiled=True) == []
    assert judged(lambda record: record["faults"].extend([FAULT, {**FAULT, "experiment": "made/one"}]), spoiled=True)


def test_an_arm_whose_simulator_was_killed_may_be_left_out_of_that_pass(judged: Judge) -> None:
    def lose(record: Record) -> None:
        what = {"experiment": "made/two", "point": "n:8/order:own", "arm": "one", "pass": "simulate"}
        record["plan"]["left_out"].append({**what, "reason": "its process died of signal 9 (Killed)"})
        record["observations"].pop()

    assert judged(lose, spoiled=True) == []
    assert judged(lose)[0].startswith("1 observations missing")
    assert judged(lambda record: record["observations"].pop(), spoiled=True)


def test_a_file_that_is_left_beside_the_record_is_found(judged: Judge, tmp_path: Path) -> None:
    (tmp_path / "judgement.json").touch()
    (tmp_path / ".run.json.x7").touch()
    (tmp_path / "workers.log").touch()
    assert judged(nothing) == ["left behind: .run.json.x7, workers.log"]
    assert judged(lambda record: record["faults"].append(FAULT), spoiled=True) == ["left behind: .run.json.x7"]


def test_what_was_finished_later_counts_as_finished() -> None:
    def lines(*records: Record) -> bytes:
        return b"".join(json.dumps(each).encode() + b"\n" for each in records)

    block = {"block": {"process": 0, "cell": 1, "arm": 0, "round": 0, "elapsed_ns": 5}}
    kept = Kept()
    kept.note(lines(block))
    assert (len(kept.finished), len(kept.unfinished)) == (0, 1)
    kept.note(lines(block, {"timed": {"process": 0, "cell": 1}}))
    assert (len(kept.finished), len(kept.unfinished)) == (1, 0)
