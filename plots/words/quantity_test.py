from __future__ import annotations

import pytest

from plots.words import quantity


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (0.01204, "0.0120"),
        (1, "1"),
        (1.104, "1.10"),
        (0.99999, "1.00"),
        (3.456, "3.46"),
        (34.02, "34"),
        (34.16, "34.2"),
        (9999, "9999"),
        (1234.5, "1234"),
        (9999.9, "10 k"),
        (141_234, "141 k"),
        (999.96, "1000"),
        (5_304_000, "5.30 M"),
        (-2.504, "-2.50"),
        (0.0003, "0.0003"),
        (1.234e-7, "1.23e-07"),
        (2.001e12, "2.00 T"),
    ],
)
def test_numbers_have_three_significant_digits(value: float, words: str) -> None:
    assert quantity.number(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(0.5, "0.5"), (1.25, "1.25"), (12_000, "12 k"), (5e6, "5 M"), (-2.5, "-2.5")]
)
def test_exact_numbers_end_without_zeros(value: float, words: str) -> None:
    assert quantity.number(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(64, "64"), (1024, "1 Ki"), (1000, "1000"), (2**20, "1 Mi"), (10_000, "10 k")]
)
def test_levels_use_powers_of_1024_where_they_are_exact(value: int, words: str) -> None:
    assert quantity.level(value) == words


def test_an_extent_of_one_number_is_that_number() -> None:
    assert quantity.extent(0.9812, 1.04) == "0.981 to 1.04"
    assert quantity.extent(1.001, 1.002) == "1.00"


def test_shares_are_said_in_per_cent() -> None:
    assert quantity.per_cent(0.0375) == "3.75 %"
    assert quantity.per_cent(1.05 - 1) == "5 %"
