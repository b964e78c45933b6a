from __future__ import annotations

import json

from evidence.attacks.journal import (
    Place,
    Record,
    blocks_of,
    end_of_description,
    finished,
    is_described,
    observations_of,
    recorded,
    records_in,
)


def block(cell: int, turn: int, elapsed: int = 7, process: int = 0) -> Record:
    place = {"process": process, "cell": cell, "arm": 0, "round": turn}
    return {"block": {**place, "start_ns": 1, "elapsed_ns": elapsed, "order": 0, "cpu": 0}}


def timed(cell: int, process: int = 0) -> Record:
    return {"timed": {"process": process, "cell": cell, "blocks": 2}}


def text_of(*records: Record) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in records)


def test_a_torn_last_line_and_a_line_that_is_no_json_are_passed_over() -> None:
    text = text_of(block(0, 0)) + b'{"block":{"inv\n\xff\xfe\n' + text_of(block(0, 1)) + b'{"block":{}}'
    assert len(records_in(text)) == 2


def test_a_cell_is_finished_when_its_process_has_said_so() -> None:
    records = [block(0, 0), block(0, 1), timed(0), block(1, 0), block(1, 1)]
    assert {place.cell for place in finished(records)} == {0}
    assert {place.cell for place in blocks_of(records)} == {0, 1}


def test_a_cell_that_is_finished_in_one_process_is_not_in_another() -> None:
    records = [block(0, 0), block(0, 0, process=1), timed(0, process=1)]
    assert list(finished(records)) == [Place(1, 0, 0, 0)]


def test_of_blocks_that_were_measured_again_the_last_ones_count() -> None:
    records = [block(0, 0, elapsed=5), block(0, 0, elapsed=6), block(0, 1, elapsed=6), timed(0)]
    assert {values[1] for values in finished(records).values()} == {6}


def test_the_description_of_a_run_ends_behind_its_last_copy() -> None:
    description: Record = {"run": {"identity": {"id": "x"}}}
    text = text_of(description, description)
    assert end_of_description(text + text_of(block(0, 0))) == len(text)
    assert is_described(text)
    assert not is_described(text_of(description)[:-1])


def test_the_figures_of_all_lines_are_one_list() -> None:
    records: list[Record] = [{"observations": {"cell": 0, "arm": 0, "all": [{"value": 1}, {"value": 2}]}}, block(0, 0)]
    assert [each["value"] for each in observations_of(records)] == [1, 2]


def test_a_block_of_a_record_equals_that_of_its_journal() -> None:
    columns = ("switches", "faults", "waited_ns", "stolen_ns")
    series = {"process": 0, "cell": 3, "arm": 0, "round": [1], "start_ns": [1], "elapsed_ns": [7]}
    record: Record = {"series": [{**series, "order": [0], "cpu": [0], **{name: [None] for name in columns}}]}
    assert dict(recorded(record)) == blocks_of([block(3, 1)])
