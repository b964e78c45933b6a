"""Numbers, turns, sweeps and styles: what figures say and look like before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from matplotlib.figure import Figure

from plots import page, quantity, scales, style, sweep, turns
from plots.model import ClaimJudgement, Crossing, Judgement, Turn

Claim = Callable[[str], ClaimJudgement]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (0.012, "0.012"),
        (1, "1"),
        (1.104, "1.1"),
        (3.456, "3.46"),
        (9999, "9999"),
        (9999.9, "10 k"),
        (12_000, "12 k"),
        (999.96, "1000"),
        (5_300_000, "5.3 M"),
        (-2.5, "-2.5"),
        (1e-7, "1e-07"),
        (2e12, "2000 G"),
    ],
)
def test_numbers_have_three_significant_digits(value: float, words: str) -> None:
    assert quantity.number(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(64, "64"), (1024, "1 Ki"), (1000, "1000"), (2**20, "1 Mi"), (10_000, "10 k")]
)
def test_levels_use_powers_of_1024_where_they_are_exact(value: int, words: str) -> None:
    assert quantity.level(value) == words


def test_a_turn_names_both_sides_and_the_unit(claim: Claim) -> None:
    copying = claim("copying/value-or-reference").experiment
    assert turns.words(Turn("bytes", "64", "72", 0.9, None), copying) == "turns between 64 and 72 bytes"
    assert turns.of(claim("allocation/type-erasure")) == "turns between 8 and 9 bytes of payload"


def test_a_turn_that_crosses_says_where_and_how_surely(claim: Claim) -> None:
    assert turns.of(claim("copying/value-or-reference")) == "turns at bytes 19.8 [16.9, 23.1]"
    types = claim("allocation/type-erasure").experiment
    turn = Turn("payload", "8", "9", 1, Crossing(31_500, None, None, 1))
    assert turns.words(turn, types) == "turns at payload 31.5 k […, …] bytes"


def test_a_crossing_says_how_its_place_was_found() -> None:
    assert turns.origin(Turn("bytes", "16", "2048", 1, Crossing(20, 17, None, 3))) == (
        "by interpolation between 16 and 2 Ki, the median over 3 combinations of the other factors"
    )
    assert turns.origin(Turn("bytes", "16", "24", 1, Crossing(20, 17, 23, 1))) == "by interpolation between 16 and 24"
    assert turns.origin(Turn("bytes", "16", "24", 1, None)) == ""


def test_a_turn_on_categories_names_the_factor(claim: Claim) -> None:
    experiment = claim("dispatch/virtual-or-direct").experiment
    assert (
        turns.words(Turn("order", "grouped", "shuffled", 0.9, None), experiment)
        == "turns on order, between grouped and shuffled"
    )


def test_a_claim_that_does_not_depend_has_no_turn(claim: Claim) -> None:
    assert turns.of(claim("dispatch/virtual-or-direct")) == ""


def test_the_longest_numeric_factor_goes_on_the_axis(claim: Claim) -> None:
    found = sweep.sweep_of(claim("dispatch/virtual-or-direct"))
    assert found.main is not None
    assert (found.main.name, found.main.in_bytes) == ("working_set", True)
    assert found.second is not None
    assert found.second.name == "order"
    assert [axis.name for axis in found.rest] == ["types"]


def test_a_factor_held_at_one_level_takes_no_axis(claim: Claim) -> None:
    found = sweep.sweep_of(claim("branches/branchless"))
    assert found.main is not None
    assert found.main.categorical
    assert found.constant == ("elements = 64 Ki",)


def test_an_arm_keeps_its_colour_and_marker_across_experiments(judgement: Judgement) -> None:
    first = judgement.claims[0]
    again = style.arm_styles([first, *judgement.claims, first])
    assert again[0] == again[1] == again[-1]


def test_arms_of_one_experiment_never_look_alike(judgement: Judgement) -> None:
    for looks in style.arm_styles(judgement.claims):
        assert len({(each.colour, each.marker) for each in looks.values()}) == len(looks)


def test_wrapped_lines_fit_and_lose_nothing() -> None:
    text = "a sentence with a_word_that_is_far_too_long_for_any_line_of_this_width and a tail"
    lines = style.wrapped(text, 1.0)
    assert all(style.width_inches(line) <= 1.0 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "values",
    [
        [0.97, 1.03],
        [0.1, 60.0],
        [1e-6, 1e6],
        [0.0, 3.0, 4000.0],
        [0.0],
        [5.0],
        [1.0, 1.0],
        [0.0, 0.002],
        [-3.0, 4.0],
        [],
    ],
)
@pytest.mark.parametrize("ratio", [True, False])
def test_every_value_lies_inside_the_axis_and_has_labelled_ticks(values: list[float], ratio: bool) -> None:
    panel = Figure().add_subplot()
    scales.apply_y(panel, scales.span_of(values), ratio=ratio, height=1.5)
    low, high = panel.get_ylim()
    ticks = [float(each) for each in panel.get_yticks()]
    assert all(low <= value <= high for value in values)
    assert ticks
    assert len({quantity.number(tick) for tick in ticks}) == len(ticks)


def test_a_zero_on_a_wide_scale_has_a_place_and_a_tick() -> None:
    panel = Figure().add_subplot()
    scales.apply_y(panel, scales.span_of([0.0, 1.0, 1000.0]), ratio=False, height=1.5)
    assert panel.get_yscale() == "symlog"
    assert 0 in panel.get_yticks()


def test_a_range_says_what_it_leaves_out(claim: Claim) -> None:
    second = claim("allocation/type-erasure").hypotheses[1]
    assert page.range_words(second) == "1 at 48 points, baseline 0 at 8"
