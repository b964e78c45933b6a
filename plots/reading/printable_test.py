from __future__ import annotations

import pytest

from plots.reading.printable import MOST_OF_NAME, MOST_OF_TEXT, printable, printable_ends, short


def test_text_that_could_deceive_or_break_a_file_is_replaced() -> None:
    assert printable("a\u202eb\x00c\ud800d\ne\tf\rg\x1b[31m") == "a\ufffdb\ufffdc\ufffdd e f g\ufffd[31m"
    assert printable("größer ≥ 1 µs 日本 ☂️") == "größer ≥ 1 µs 日本 ☂️"


@pytest.mark.parametrize("each", ["\u2028", "\u2029", "\x85", "\u3164", "\u115f", "\u200b", "\ufeff", "\U000e0041"])
def test_a_character_that_breaks_a_line_or_looks_like_nothing_is_replaced(each: str) -> None:
    assert printable(f"a{each}b") == "a\ufffdb"


def test_a_long_text_ends_in_an_ellipsis() -> None:
    assert printable("W" * MOST_OF_TEXT) == "W" * MOST_OF_TEXT
    assert printable("W" * (MOST_OF_TEXT + 1)) == "W" * (MOST_OF_TEXT - 1) + "…"
    assert printable("\u202e" * 300, MOST_OF_NAME) == "\ufffd" * (MOST_OF_NAME - 1) + "…"
    assert short("W" * 80) == "W" * 80
    assert short("W" * 81) == "W" * 79 + "…"


def test_a_long_message_keeps_both_ends() -> None:
    assert printable_ends("cannot read it", 20) == "cannot read it"
    assert printable_ends("cannot write \x1b" + "W" * 1000 + ": full", 30) == "cannot write \ufffdWWW … WWWW: full"
    assert len(printable_ends("W" * 1000, 30)) == 30
