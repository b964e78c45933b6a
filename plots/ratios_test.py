"""The figure of ratios: where it turns, what noise does, and which points carry a warning, seen as drawn."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from plots import ratios, style
from plots.caption import Provenance
from plots.model import ClaimJudgement, Comparison, Crossing, Turn, Warning
from plots.sheet import Drawing

Change = Callable[[Comparison], Comparison]


@pytest.fixture
def copying(claim: Callable[[str], ClaimJudgement]) -> ClaimJudgement:
    return claim("copying/value-or-reference")


def drawn(claim: ClaimJudgement) -> Drawing:
    figure = ratios.draw(claim, style.arm_styles([claim])[0], Provenance("somewhere.", ""))
    assert figure
    return figure


def panels_of(figure: Drawing) -> list[Axes]:
    return list(figure.figure.axes)


def turning(claim: ClaimJudgement, turn: Turn | None) -> ClaimJudgement:
    first = dataclasses.replace(claim.hypotheses[0], turn=turn)
    return dataclasses.replace(claim, hypotheses=(first, *claim.hypotheses[1:]))


def every_comparison(claim: ClaimJudgement, change: Change) -> ClaimJudgement:
    hypotheses = tuple(
        dataclasses.replace(judged, comparisons=tuple(change(each) for each in judged.comparisons))
        for judged in claim.hypotheses
    )
    return dataclasses.replace(claim, hypotheses=hypotheses)


def warned(comparison: Comparison, *codes: str) -> Comparison:
    warnings = tuple(Warning(code, code) for code in codes)
    return dataclasses.replace(comparison, estimate=dataclasses.replace(comparison.estimate, warnings=warnings))


def places_of(line: Line2D) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in np.asarray(line.get_xydata())]


def upright_lines(panel: Axes) -> list[float]:
    """Places of the lines that run over the whole height."""
    every = [places_of(each) for each in panel.lines]
    return [places[0][0] for places in every if [y for _, y in places] == [0, 1]]


def hatched_stretches(panel: Axes) -> list[list[float]]:
    bands = [each for each in panel.patches if isinstance(each, Rectangle) and each.get_hatch()]
    return [[round(each.get_x(), 3), round(each.get_x() + each.get_width(), 3)] for each in bands]


def stars_of(panel: Axes) -> int:
    return sum(len(places_of(each)) for each in panel.lines if each.get_marker() == style.STAR["marker"])


def words_of(figure: Drawing) -> list[str]:
    return [each.get_text() for each in figure.figure.texts]


def test_a_crossing_is_a_line_in_its_hatched_interval_in_the_panel_it_belongs_to(copying: ClaimJudgement) -> None:
    figure = drawn(copying)
    first, second = panels_of(figure)
    assert upright_lines(first) == [19.8]
    assert hatched_stretches(first) == [[16.9, 23.1]]
    assert upright_lines(second) == []
    assert hatched_stretches(second) == []
    assert "where it turns, with its interval" in words_of(figure)
    assert "turns at bytes 19.8 [16.9, 23.1]" in " ".join(words_of(figure))
    assert "by interpolation between 16 and 24, the median over 2 combinations of the other factors" in figure.caption


def test_an_open_end_of_a_crossing_runs_to_the_edge_and_the_caption_says_so(copying: ClaimJudgement) -> None:
    figure = drawn(turning(copying, Turn("bytes", "16", "24", 1, Crossing(19.8, None, 23.1, 1))))
    panel = panels_of(figure)[0]
    assert hatched_stretches(panel) == [[round(panel.get_xlim()[0], 3), 23.1]]
    assert "it runs to the edge where the sweep does not reach its end" in figure.caption
    assert "it runs to the edge" not in drawn(copying).caption


@pytest.mark.parametrize(
    "turn", [None, Turn("bytes", "16", "24", 1, None), Turn("another", "1", "2", 1, Crossing(1.5, 1, 2, 1))]
)
def test_without_a_crossing_on_the_axis_there_is_no_line(copying: ClaimJudgement, turn: Turn | None) -> None:
    figure = drawn(turning(copying, turn))
    assert upright_lines(panels_of(figure)[0]) == []
    assert "where it turns, with its interval" not in words_of(figure)
    assert "Upright line" not in figure.caption


def test_a_turn_along_another_factor_stands_in_the_caption(copying: ClaimJudgement) -> None:
    figure = drawn(turning(copying, Turn("fields", "one", "all", 1, Crossing(1.5, 1, None, 1))))
    assert "Along a factor that is not on the axis, by_value turns at fields 1.5 [1, …]." in figure.caption
    assert "not on the axis" not in drawn(copying).caption


def test_a_point_with_a_warning_has_a_star_beside_it(copying: ClaimJudgement) -> None:
    one = copying.hypotheses[0].comparisons[3].point
    figure = drawn(every_comparison(copying, lambda each: warned(each, *(["drift"] if each.point == one else []))))
    assert [stars_of(panel) for panel in panels_of(figure)] == [1, 1]
    assert "with a warning" in words_of(figure)
    assert "Starred points carry a warning: drift at 2 of 48" in figure.caption


def test_a_warning_at_every_point_stars_none_and_stands_in_the_caption(copying: ClaimJudgement) -> None:
    figure = drawn(every_comparison(copying, lambda each: warned(each, "few_layouts")))
    assert [stars_of(panel) for panel in panels_of(figure)] == [0, 0]
    assert "with a warning" not in words_of(figure)
    assert "At every point: few layouts" in figure.caption


def test_the_noise_floor_lies_around_each_ratio_by_its_own_precision(copying: ClaimJudgement) -> None:
    panel = panels_of(drawn(copying))[0]
    floors = [[y for _, y in places_of(each)] for each in panel.lines if each.get_color() == style.NOISE]
    first = copying.hypotheses[0].comparisons[0]
    assert first.estimate.value is not None
    expected = [first.estimate.value / first.noise_floor, first.estimate.value * first.noise_floor]
    assert floors[0] == pytest.approx(expected)
    assert len(floors) == 24


def test_the_caption_says_from_how_much_data_the_intervals_are(copying: ClaimJudgement) -> None:
    assert "Bars are 95 % intervals, from 24 processes in 12 code layouts." in drawn(copying).caption
