"""Records that are cut short, hostile or none at all: exit 2 with one sentence that names the file and the field."""

from __future__ import annotations

import copy
import itertools
import json
import zlib

import pytest


@pytest.fixture
def judge(programs, tmp_path):
    """Judges a text that stands where a record should."""

    def judge_text(text: str | bytes):
        path = tmp_path / "run.json"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path, programs.command("judge", path, "--quiet")

    return judge_text


def assert_refused(path, process, *words: str) -> None:
    assert process.returncode == 2, (process.returncode, process.stderr)
    assert process.stderr.startswith(f"memlore: {path}")
    assert process.stderr.count("\n") == 1
    for word in words:
        assert word in process.stderr, process.stderr
    assert not (path.parent / "judgement.json").exists()


def changed(record, change):
    result = copy.deepcopy(record)
    change(result)
    return json.dumps(result)


def test_a_record_cut_short_is_refused(judge, sound_run) -> None:
    text = (sound_run.folder / "run.json").read_text(encoding="utf-8")
    for length in (0, 1, len(text) // 2, len(text) - 3):
        path, process = judge(text[:length])
        assert_refused(path, process, "JSON")


def set_at(*path, to):
    def change(record) -> None:
        for key in path[:-1]:
            record = record[key]
        record[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (set_at("schema_version", to=4), ["schema_version 4", "newer"]),
        (set_at("schema_version", to=1), ["schema_version 1", "older", "use the memlore that wrote it"]),
        (set_at("schema_version", to="1"), ["schema_version"]),
        (set_at("kind", to="memlore.judgement"), ["memlore.run"]),
        (set_at("series", 0, "cell", to=1_000_000), ["series[0]", "cell 1000000"]),
        (set_at("series", 0, "cell", to=-1), ["series[0]", "cell -1"]),
        (set_at("series", 0, "arm", to=99), ["series[0]", "arm 99"]),
        (set_at("series", 0, "iterations", to=0), ["series[0]", "iterations"]),
        (set_at("series", 0, "elapsed_ns", 0, to=-5), ["series[0]", "elapsed_ns"]),
        (set_at("series", 0, "elapsed_ns", to=[]), ["elapsed_ns", "round"]),
        (set_at("series", 0, "round", 0, to=2**30), ["series[0]", "round"]),
        (set_at("observations", 0, "cell", to=77), ["observations[0]", "cell 77"]),
        (set_at("plan", "cells", 0, "experiment", to="no/such"), ["plan.cells[0]", "no/such"]),
        (set_at("plan", "cells", 0, "point", to=[]), ["plan.cells[0]"]),
        (set_at("experiments", 0, "claims", 0, "relation", to="roughly"), ["roughly", "at_least"]),
        (set_at("experiments", 0, "claims", 0, "metric", to="beauty"), ["beauty"]),
        (set_at("experiments", to={}), ["array"]),
        (lambda record: record.pop("plan"), ["plan"]),
        (lambda record: record["series"][0].pop("round"), ["round"]),
        (lambda record: record["experiments"].append(record["experiments"][0]), ["experiments", "twice"]),
    ],
)
def test_a_field_that_cannot_be_is_named(judge, sound_run, change, words) -> None:
    assert_refused(*judge(changed(sound_run.record, change)), *words)


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "[]",
        "42",
        '"run"',
        "{}",
        '{"kind":"memlore.run"}',
        '{"kind":"memlore.run","schema_version":3}',
        '{"kind":"memlore.run","schema_version":99999999999999999999}',
        "NaN",
        '{"kind":"memlore.run","schema_version":NaN}',
        "[" * 200_000,
        "[" * 200_000 + "]" * 200_000,
        '{"a":' * 200_000 + "1" + "}" * 200_000,
        b"\xff\xfe\x00\x01",
        b"\x00" * 1000,
        '{"kind":"memlore.run","kind":"memlore.run"',
    ],
    ids=lambda text: repr(text[:24]),
)
def test_a_text_that_is_no_record_is_refused(judge, text) -> None:
    assert_refused(*judge(text))


def places_in(document, path=()):
    """Every value of a document by its path, one of each list standing for all."""
    if path:
        yield path
    if isinstance(document, dict):
        for key, value in document.items():
            yield from places_in(value, (*path, key))
    elif isinstance(document, list) and document:
        yield from places_in(document[0], (*path, 0))


HOSTILE = [None, -1, 0, "", "x", [], {}, [[]], True, 2**31, 2**63, -(2**63), 1e308, 0.5]


def test_no_value_anywhere_crashes_the_judge(judge, sound_run) -> None:
    record = sound_run.record
    # Each value meets each place in turn over the runs of the list; three a place keep the test at a few seconds.
    values = itertools.cycle(HOSTILE)
    for place in places_in(record):
        for _ in range(3):
            value = next(values)
            path, process = judge(changed(record, set_at(*place, to=value)))
            what = f"{place} = {value!r}: exit {process.returncode}, {process.stderr}"
            assert process.returncode in {0, 2, 3}, what
            if process.returncode == 2:
                assert process.stderr.startswith(f"memlore: {path}"), what
                assert process.stderr.count("\n") == 1, what


def test_a_folder_without_a_run_is_named(programs, tmp_path) -> None:
    process = programs.command("judge", tmp_path)
    assert process.returncode == 2
    assert str(tmp_path) in process.stderr
    assert "run.json" in process.stderr
    assert programs.command("judge", tmp_path / "nowhere").returncode == 2


def with_checksum(record: str) -> str:
    return f'{record[:-1]},"crc32":"{zlib.crc32(record.encode()):08x}"}}'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "nothing in it says which run it belongs to"),
        ('{"block":{"cell":9}}', "nothing in it says which run it belongs to"),
        ("", "nothing in it says which run it belongs to"),
        (with_checksum('{"end":{}}'), "line 1: a record before that of the run"),
        (with_checksum('{"wish":1}'), "line 1: unknown record 'wish'"),
        (with_checksum('{"run":{}}'), "line 1: "),
    ],
)
def test_a_journal_that_cannot_be_read_is_named_and_left_as_it_is(programs, tmp_path, line, said) -> None:
    journal = tmp_path / "journal.jsonl"
    journal.write_text(line + "\n", encoding="utf-8")
    for words in (["judge", tmp_path], ["run", "--resume", tmp_path, "--benches", programs.faulty]):
        process = programs.command(*words)
        assert process.returncode == 2, process.stderr
        assert f"{journal}: {said}" in process.stderr
    assert journal.read_text(encoding="utf-8") == line + "\n"
