from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from evidence.sessions.arguments import count, expression, file_to_write, positive


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "", "many"])
def test_a_count_is_one_or_more(text: str) -> None:
    assert count("3") == 3
    with pytest.raises(argparse.ArgumentTypeError):
        count(text)


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "long"])
def test_a_duration_is_a_number_above_zero(text: str) -> None:
    assert positive("0.5") == 0.5
    with pytest.raises(argparse.ArgumentTypeError):
        positive(text)


def test_an_expression_that_is_none_is_refused_with_its_fault() -> None:
    assert expression("a|b") == "a|b"
    with pytest.raises(argparse.ArgumentTypeError, match="unterminated"):
        expression("(")


def test_a_file_that_cannot_be_written_is_refused_before_anything_is_measured(tmp_path: Path) -> None:
    assert file_to_write(str(tmp_path / "table.json")) == tmp_path / "table.json"
    for path in (tmp_path, tmp_path / "nothing" / "table.json"):
        with pytest.raises(argparse.ArgumentTypeError):
            file_to_write(str(path))
