from __future__ import annotations

import json

from evidence.attacks.flips import flipped, forged, kept_of, lines_around, must_be_said
from evidence.attacks.journal import FIELDS, Place, Record


def block(cell: int, elapsed: int = 5) -> Record:
    place = {"process": 0, "cell": cell, "arm": 0, "round": 0}
    return {"block": {**dict.fromkeys(FIELDS, 0), **place, "elapsed_ns": elapsed}}


def timed(cell: int) -> Record:
    return {"timed": {"process": 0, "cell": cell}}


def figures(value: float) -> Record:
    figure = {"cell": 0, "arm": 0, "pass": "count", "metric": "migrations", "value": value, "unavailable": ""}
    return {"observations": {"cell": 0, "arm": 0, "all": [figure]}}


def text_of(*records: Record) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in records)


def record_of(elapsed: int, value: float) -> Record:
    columns = {name: [0] for name in FIELDS} | {"elapsed_ns": [elapsed]}
    series = {"process": 0, "cell": 0, "arm": 0, "round": [0], **columns}
    return {"series": [series], "observations": figures(value)["observations"]["all"]}


def test_one_bit_is_flipped_and_no_other() -> None:
    assert flipped(b"abc", 8) == b"acc"
    assert flipped(flipped(b"abc", 23), 23) == b"abc"


def test_the_line_of_a_byte_ends_behind_its_end_of_line() -> None:
    text = b"one\ntwo\nth"
    assert [lines_around(text, at) for at in (0, 3, 4, 8)] == [(0, 4), (0, 4), (4, 8), (8, 10)]


def test_damage_is_to_be_said_unless_it_looks_like_a_torn_last_line() -> None:
    assert [must_be_said(b"one\ntwo\nth", at) for at in (0, 3, 6, 7, 9)] == [True, True, True, False, False]


def test_a_finished_cell_of_which_a_line_is_damaged_need_not_stay() -> None:
    text = text_of(block(0), timed(0), block(1), timed(1))
    lines = [at for at in range(len(text)) if at == 0 or text[at - 1 : at] == b"\n"]
    kept = [{place.cell for place in kept_of(text, at + 1).finished} for at in lines]
    assert kept == [{1}, {1}, {0}, {0}]


def test_an_end_of_line_that_is_lost_costs_both_lines() -> None:
    text = text_of(block(0), timed(0), block(1), timed(1))
    end = text.index(b"\n", text.index(b"timed"))
    assert kept_of(text, end).finished == {}


def test_what_only_the_damaged_line_says_is_forged() -> None:
    true, changed = text_of(block(0, 5), figures(1)), text_of(block(0, 7), figures(3))
    assert forged(record_of(5, 1), true, changed) == []
    assert forged(record_of(6, 2), true, changed) == []
    assert forged(record_of(7, 1), true, changed) == [f"a forged block {tuple(Place(0, 0, 0, 0))}"]
    assert forged(record_of(5, 3), true, changed)[0].startswith("a forged figure")
