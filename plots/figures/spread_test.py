"""The figure of scatter: bars that add up, what cannot be told, and where there is no figure at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from plots.figures import spread
from plots.paper import sheet
from plots.paper.sheet import Drawing
from plots.reading.judgement import ExperimentJudgement, Spread
from plots.words.caption import Provenance

Experiment = Callable[[str], ExperimentJudgement]


def drawn(judged: ExperimentJudgement) -> Drawing:
    figure = spread.draw(judged, Provenance("somewhere.", ""))
    assert figure
    return figure


def with_spreads(judged: ExperimentJudgement, *spreads: Spread | None) -> ExperimentJudgement:
    """The experiment with its first claim alone, at as many points."""
    claim = judged.claims[0]
    comparisons = tuple(
        dataclasses.replace(each, spread=given) for each, given in zip(claim.comparisons, spreads, strict=False)
    )
    return dataclasses.replace(judged, claims=(dataclasses.replace(claim, comparisons=comparisons),))


def bars_of(panel: Axes) -> list[tuple[int, float, float, str | None]]:
    """Row, start, length and hatch of each stretch."""
    boxes = [each for each in panel.patches if isinstance(each, Rectangle)]
    return [
        (round(each.get_y() + 0.36), round(each.get_x(), 6), round(each.get_width(), 6), each.get_hatch())
        for each in boxes
    ]


def words_of(panel: Axes) -> list[str]:
    return [each.get_text() for each in panel.texts]


def test_the_shares_of_variance_stand_end_to_end_and_fill_the_bar(experiment: Experiment) -> None:
    given = Spread(layout=0.03, process=0.0, round=0.04, dominant="round", layouts=24)
    panel = drawn(with_spreads(experiment("copying/value-or-reference"), given)).figure.axes[0]
    # The squares of 3 and 4 in the square of 5; nothing is drawn for a source that adds nothing.
    assert bars_of(panel) == [(0, 0, 36, None), (0, 36, 64, ".....")]
    assert words_of(panel)[0] == "5 %"


def test_processes_hold_what_layouts_cannot_be_told_apart_from(experiment: Experiment) -> None:
    given = Spread(layout=None, process=0.02, round=None, dominant="process", layouts=2)
    figure = drawn(with_spreads(experiment("copying/value-or-reference"), given))
    assert bars_of(figure.figure.axes[0]) == [(0, 0, 100, "xxxxx")]
    assert "between processes (layouts not told apart)" in [each.get_text() for each in figure.figure.texts]


def test_no_scatter_is_an_empty_bar_of_nothing_and_what_was_not_measured_a_dash(experiment: Experiment) -> None:
    none = Spread(layout=0.0, process=0.0, round=0.0, dominant="", layouts=24)
    some = Spread(layout=0.3, process=0.1, round=0.1, dominant="layout", layouts=24)
    figure = drawn(with_spreads(experiment("copying/value-or-reference"), none, None, some))
    panel = figure.figure.axes[0]
    assert {row for row, *_ in bars_of(panel)} == {2}
    assert words_of(panel)[:3] == ["0 %", "–", "33 %"]
    assert "– where nothing was measured" in figure.caption


def test_points_are_named_by_their_levels_and_the_factors_beside_them(experiment: Experiment) -> None:
    panel = drawn(experiment("copying/value-or-reference")).figure.axes[0]
    labels = [each.get_text() for each in panel.get_yticklabels()]
    assert labels[:3] == ["8 B, one", "8 B, all", "16 B, one"]
    assert "bytes, fields" in words_of(panel)


def test_bars_with_long_names_take_the_width_of_the_page(
    experiment: Experiment, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = with_spreads(experiment("copying/value-or-reference"), Spread(0.1, 0.1, 0.1, "layout", 24))
    assert drawn(one).figure.get_size_inches()[0] == sheet.ONE_COLUMN
    monkeypatch.setattr(spread, "LEAST_BAR_INCHES", 2.5)
    assert drawn(one).figure.get_size_inches()[0] == sheet.TWO_COLUMNS


def test_what_was_not_timed_has_no_figure(experiment: Experiment) -> None:
    for name in ("allocation/type-erasure", "layout/field-order", "pooling/object-pool"):
        assert spread.draw(experiment(name), Provenance("somewhere.", "")) is None


def test_claims_of_one_pair_of_arms_share_their_bars(experiment: Experiment) -> None:
    figure = drawn(experiment("copying/value-or-reference")).figure
    words = [each.get_text() for each in figure.texts]
    assert len(figure.axes) == 2
    assert words.count("by_value / by_reference") == 1
    assert words.count("by_value / fresh_heap_object") == 1
