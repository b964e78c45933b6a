from __future__ import annotations

from typing import Any

import pytest

from plots.paper import lettering


def test_wrapped_lines_fit_and_lose_nothing() -> None:
    text = "a sentence with a_word_that_is_far_too_long_for_any_line_of_this_width and a tail"
    lines = lettering.wrapped(text, 1.0)
    assert all(lettering.width_inches(line) <= 1.0 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_measuring_a_long_word_takes_as_long_as_the_lines_that_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    width = lettering.width_inches

    def counted(text: str, **looks: Any) -> float:
        measured.append(len(text))
        return width(text, **looks)

    monkeypatch.setattr(lettering, "width_inches", counted)
    lines = lettering.wrapped("W" * 1_000_000, 1.3, most=3)
    assert [len(each) for each in lines] == [len(lines[0])] * 3
    assert lines[2].endswith("W…")
    assert max(measured) <= 64
    assert len(measured) < 50
    measured.clear()
    lettering.wrapped("W" * 1_000_000, 20.0, most=3)
    assert max(measured) <= 512
