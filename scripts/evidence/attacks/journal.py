"""What a journal holds, as an attacker reads it: whole lines, blocks by their place, the cells that were finished."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

Record = dict[str, Any]

FIELDS = ("start_ns", "elapsed_ns", "order", "cpu", "switches", "faults", "waited_ns", "stolen_ns")


class Place(NamedTuple):
    process: int
    cell: int
    arm: int
    round: int


Block = tuple[Any, ...]  # Its FIELDS.


class Label(NamedTuple):
    """Which figure of another pass it is."""

    cell: int
    arm: int
    task: str
    metric: str
    event: str
    source: str
    repeat: int


def text_of(folder: Path) -> bytes:
    path = folder / "journal.jsonl"
    return path.read_bytes() if path.is_file() else b""


def records_in(text: bytes) -> list[Record]:
    """The whole lines that can be read; nothing is said of whether they are damaged."""
    return [record for line in text.split(b"\n")[:-1] if (record := record_in(line))]


def record_in(line: bytes) -> Record:
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def is_described(text: bytes) -> bool:
    """Whether it says which run it belongs to: without it there is nothing to go on with."""
    return any("run" in record for record in records_in(text))


def blocks_of(records: Iterable[Record]) -> dict[Place, Block]:
    """The blocks by their place. Of a place that was measured again the last one counts."""
    found = {}
    for record in records:
        if isinstance(block := record.get("block"), dict):
            place = Place._make(block.get(name) for name in Place._fields)
            found[place] = tuple(block.get(name) for name in FIELDS)
    return found


def end_of_description(text: bytes) -> int:
    """Where the lines that describe the run end: what was measured comes behind them."""
    last = max(text.rfind(b'{"run":'), 0)
    return text.find(b"\n", last) + 1


def finished(records: Iterable[Record]) -> dict[Place, Block]:
    """The blocks of the cells that one process timed to their end and said so."""
    found: dict[Place, Block] = {}
    under_way: dict[Place, Block] = {}
    for record in records:
        under_way.update(blocks_of([record]))
        if isinstance(end := record.get("timed"), dict):
            done = {place for place in under_way if (place.process, place.cell) == (end["process"], end["cell"])}
            found.update({place: under_way.pop(place) for place in done})
    return found


def observations_of(records: Iterable[Record]) -> list[Record]:
    return [each for record in records if isinstance(of := record.get("observations"), dict) for each in of["all"]]


def recorded(record: Record) -> list[tuple[Place, Block]]:
    """The blocks of a run's record, as a list: one that is there twice is seen."""
    return [
        (Place(series["process"], series["cell"], series["arm"], turn), tuple(series[name][at] for name in FIELDS))
        for series in record["series"]
        for at, turn in enumerate(series["round"])
    ]


def labelled(observation: Record) -> Label:
    names = ("cell", "arm", "pass", "metric", "event", "source", "repeat")
    return Label(*(observation.get(name, "") for name in names))
