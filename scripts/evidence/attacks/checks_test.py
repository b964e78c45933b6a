from __future__ import annotations

import os
from pathlib import Path

import pytest

from evidence.attacks.checks import changes, ending, files_in, unprintable_in
from evidence.attacks.programs import Ended


def ended(code: int, err: bytes = b"", out: bytes = b"") -> Ended:
    return Ended(code, out, err)


@pytest.mark.parametrize(
    "text", ["\x1b[2J", "\r", "\0", "\x7f", "\u009b", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f"]
)
def test_what_a_terminal_obeys_is_found(text: str) -> None:
    assert unprintable_in(f"before{text}after\n".encode(), "it") == [f"it holds U+{ord(text[0]):04X}"]


def test_lines_accents_and_signs_are_printable() -> None:
    assert unprintable_in("first\nsecond: ± 3 µs, é, …\n".encode(), "it") == []


def test_bytes_that_are_no_text_are_found() -> None:
    assert unprintable_in(b"good \xff", "it") == ["it is not UTF-8 at byte 5"]


def test_a_program_ends_with_one_of_the_codes_that_are_promised() -> None:
    assert ending(ended(0), {0, 3}) == []
    assert ending(ended(4, b"memlore: a fault\n"), {0, 3}) == ["exit 4, 'memlore: a fault'"]
    assert ending(ended(-11), {0, 3}) == ["exit -11"]
    assert ending(Ended(-9, b"", b"", timed_out=True), {0, -9}) == ["no end in time"]


def test_bad_input_is_refused_in_one_line_that_is_not_too_long() -> None:
    assert ending(ended(2, b"memlore: this is no record\n"), {2}) == []
    assert ending(ended(2, b"one\ntwo\n"), {2}) == ["exit 2 with 2 lines"]
    assert ending(ended(2, b""), {2}) == ["exit 2 with 0 lines"]
    assert ending(ended(2, b"no end"), {2}) == ["exit 2 with 0 lines"]
    assert ending(ended(2, b"x" * 1500 + b"\n"), {2}) == ["a sentence of 1501 bytes"]


def test_every_change_to_files_of_others_is_seen(tmp_path: Path) -> None:
    for name in ("same", "written", "removed"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "link").symlink_to("same")
    (tmp_path / "run").mkdir()
    before = files_in(tmp_path, "run")
    (tmp_path / "written").write_text("Written", encoding="utf-8")
    (tmp_path / "removed").unlink()
    (tmp_path / "link").unlink()
    (tmp_path / "link").symlink_to("written")
    (tmp_path / "made").mkdir()
    (tmp_path / "run" / "run.json").touch()
    assert changes(before, files_in(tmp_path, "run"), "here") == [
        "here: gone removed",
        "here: new made",
        "here: changed link, written",
    ]


def test_pipes_and_links_to_nowhere_are_looked_at_and_not_followed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to("nowhere")
    found = files_in(tmp_path)
    assert found["pipe"].startswith("kind 10000")
    assert found["broken"] == "link to nowhere"
