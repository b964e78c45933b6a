"""The figure of ratios: where claims hold and turn, what noise does, and which points carry a warning, as drawn."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from plots.figures import ratios
from plots.paper import style
from plots.paper.sheet import Drawing
from plots.reading.experiment import Coordinate, Factor, Level, Relation
from plots.reading.judgement import ClaimJudgement, Comparison, ExperimentJudgement, Turn, Warning
from plots.words.caption import Provenance

Change = Callable[[Comparison], Comparison]
Experiment = Callable[[str], ExperimentJudgement]


@pytest.fixture
def copying(experiment: Experiment) -> ExperimentJudgement:
    return experiment("copying/value-or-reference")


def drawn(judged: ExperimentJudgement) -> Drawing:
    figure = ratios.draw(judged, style.arm_styles([judged])[0], Provenance("somewhere.", ""))
    assert figure
    return figure


def panels_of(figure: Drawing) -> list[Axes]:
    return list(figure.figure.axes)


def turning(judged: ExperimentJudgement, *turns: Turn) -> ExperimentJudgement:
    """The experiment with these turns in the rule of its first claim, and with no other claim."""
    first = judged.claims[0]
    assert first.rule
    return dataclasses.replace(
        judged, claims=(dataclasses.replace(first, rule=dataclasses.replace(first.rule, turns=turns)),)
    )


def claiming(judged: ExperimentJudgement, relation: Relation, threshold: float) -> ExperimentJudgement:
    first = judged.claims[0]
    claim = dataclasses.replace(first.claim, relation=relation, threshold=threshold)
    return dataclasses.replace(judged, claims=(dataclasses.replace(first, claim=claim),))


def every_comparison(judged: ExperimentJudgement, change: Change) -> ExperimentJudgement:
    claims = tuple(
        dataclasses.replace(claim, comparisons=tuple(change(each) for each in claim.comparisons))
        for claim in judged.claims
    )
    return dataclasses.replace(judged, claims=claims)


def warned(comparison: Comparison, *codes: str) -> Comparison:
    warnings = tuple(Warning(code, code) for code in codes)
    return dataclasses.replace(comparison, estimate=dataclasses.replace(comparison.estimate, warnings=warnings))


def places_of(line: Line2D) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in np.asarray(line.get_xydata())]


def upright_lines(panel: Axes) -> list[float]:
    """Places of the lines that run over the whole height."""
    every = [places_of(each) for each in panel.lines]
    return [places[0][0] for places in every if [y for _, y in places] == [0, 1]]


def boxes_of(panel: Axes, *, hatched: bool) -> list[Rectangle]:
    return [each for each in panel.patches if isinstance(each, Rectangle) and bool(each.get_hatch()) == hatched]


def hatched_stretches(panel: Axes) -> list[list[float]]:
    return [[each.get_x(), each.get_x() + each.get_width()] for each in boxes_of(panel, hatched=True)]


def side_of_claim(panel: Axes) -> tuple[float, float]:
    (box,) = boxes_of(panel, hatched=False)
    return box.get_y(), box.get_y() + box.get_height()


def stars_of(panel: Axes) -> int:
    return sum(len(places_of(each)) for each in panel.lines if each.get_marker() == style.STAR["marker"])


def marks_in(panel: Axes, colour: str) -> list[Line2D]:
    every = [each for each in panel.lines if each.get_marker() in style.LEVEL_MARKERS]
    return [each for each in every if to_hex(each.get_markeredgecolor()) == colour]


def words_of(figure: Drawing) -> list[str]:
    return [each.get_text() for each in figure.figure.texts]


def test_each_claim_has_its_verdict_sentence_and_rule_over_its_panel(copying: ExperimentJudgement) -> None:
    figure = drawn(copying)
    words = " ".join(words_of(figure))
    for each in copying.claims:
        assert f"{each.claim.row} {each.verdict.word}" in words
        assert each.claim.sentence.split()[-1] in words
        assert each.verdict.reason.message.split(";")[0] in words
    assert len(panels_of(figure)) == 3
    assert figure.title == f"copying/value-or-reference: {copying.experiment.question}"
    assert "Tested: by_value / by_reference: time per operation ≤ 1.1; by_value" in figure.caption


def test_a_claim_of_several_panels_is_told_once_and_begins_a_row(experiment: Experiment) -> None:
    judged = experiment("dispatch/virtual-or-direct")
    figure = drawn(judged)
    words = words_of(figure)
    assert len(panels_of(figure)) == 6
    assert words.count(judged.claims[0].claim.sentence) == words.count(judged.claims[1].claim.sentence) == 1
    assert words.count("types 16") == 2
    lefts = [round(each.get_position().x0, 3) for each in panels_of(figure)]
    assert lefts[:3] == lefts[3:]


def test_exact_series_that_may_coincide_stand_in_panels_of_their_own(experiment: Experiment) -> None:
    judged = experiment("allocation/type-erasure")
    kinds = (Level(0, "trivial", "quick"), Level(1, "other", "quick"))

    def at(claim: ClaimJudgement, kind: Level) -> tuple[Comparison, ...]:
        place = Coordinate("kind", kind.value, kind.label)
        return tuple(dataclasses.replace(each, point=(*each.point, place)) for each in claim.comparisons)

    claims = tuple(
        dataclasses.replace(claim, comparisons=at(claim, kinds[0]) + at(claim, kinds[1])) for claim in judged.claims
    )
    asked = dataclasses.replace(judged.experiment, factors=(*judged.experiment.factors, Factor("kind", "", kinds)))
    figure = drawn(dataclasses.replace(judged, experiment=asked, claims=claims, summaries=()))
    assert len(panels_of(figure)) == 4
    assert words_of(figure).count("kind trivial") == words_of(figure).count("kind other") == 2


def test_a_crossing_is_a_line_and_a_turn_without_one_a_band_between_its_levels(copying: ExperimentJudgement) -> None:
    figure = drawn(copying)
    crossed, banded, steady = panels_of(figure)
    assert (upright_lines(crossed), hatched_stretches(crossed)) == ([20], [])
    assert (upright_lines(banded), hatched_stretches(banded)) == ([], [[16, 48]])
    assert (upright_lines(steady), hatched_stretches(steady)) == ([], [])
    assert {"crosses the threshold", "turns between these levels"} <= set(words_of(figure))


@pytest.mark.parametrize("turns", [(), (Turn("fields", 0, 1, (), None),)])
def test_without_a_turn_on_the_axis_nothing_is_drawn(copying: ExperimentJudgement, turns: tuple[Turn, ...]) -> None:
    figure = drawn(turning(copying, *turns))
    panel = panels_of(figure)[0]
    assert (upright_lines(panel), hatched_stretches(panel)) == ([], [])
    assert not {"crosses the threshold", "turns between these levels"} & set(words_of(figure))


def test_a_panel_without_points_decided_both_ways_shows_no_turn(copying: ExperimentJudgement) -> None:
    one_way = every_comparison(copying, lambda each: dataclasses.replace(each, stance="contradicts"))
    assert hatched_stretches(panels_of(drawn(turning(one_way, Turn("bytes", 16, 24, (), None))))[0]) == []


def test_every_turn_of_a_rule_is_drawn(experiment: Experiment) -> None:
    panel = panels_of(drawn(experiment("dispatch/virtual-or-direct")))[3]
    assert hatched_stretches(panel) == [[16384, 262144], [4194304, 67108864]]


def test_the_side_of_the_threshold_is_shaded_on_which_the_claim_holds(copying: ExperimentJudgement) -> None:
    panel = panels_of(drawn(claiming(copying, "at_most", 1.1)))[0]
    assert side_of_claim(panel) == pytest.approx((panel.get_ylim()[0], 1.1))
    panel = panels_of(drawn(claiming(copying, "at_least", 1.1)))[0]
    assert side_of_claim(panel) == pytest.approx((1.1, panel.get_ylim()[1]))
    panel = panels_of(drawn(claiming(copying, "within", 1.25)))[0]
    assert side_of_claim(panel) == pytest.approx((0.8, 1.25))


def test_points_outside_the_domain_are_grey_and_hollow_without_noise_and_counted_apart(
    copying: ExperimentJudgement,
) -> None:
    figure = drawn(copying)
    whole, line, _ = panels_of(figure)
    assert marks_in(whole, style.OUTSIDE) == []
    outside = marks_in(line, style.OUTSIDE)
    assert sum(len(places_of(each)) for each in outside) == 12
    assert {each.get_markerfacecolor() for each in outside} == {"white"}
    assert sum(each.get_color() == style.NOISE for each in line.lines) == 12
    assert "Grey: 12 of 72 points lie outside a claim's domain and are not judged." in figure.caption
    assert "outside the claim's domain, not judged" in words_of(figure)


def test_a_figure_observed_once_is_a_point_without_an_interval_and_the_caption_says_so(experiment: Experiment) -> None:
    figure = drawn(experiment("branches/branchless"))
    timed, once = panels_of(figure)
    assert [
        each for each in once.lines if len(places_of(each)) == 2 and len({x for x, _ in places_of(each)}) == 1
    ] == []
    assert any(len(places_of(each)) == 2 and len({x for x, _ in places_of(each)}) == 1 for each in timed.lines)
    assert "Observed once and drawn without an interval: 3 points." in figure.caption


def test_a_point_with_a_warning_has_a_star_beside_it(copying: ExperimentJudgement) -> None:
    one = copying.claims[0].comparisons[3].point
    figure = drawn(every_comparison(copying, lambda each: warned(each, *(["drift"] if each.point == one else []))))
    assert [stars_of(panel) for panel in panels_of(figure)] == [1, 1, 1]
    assert "with a warning" in words_of(figure)
    assert "Starred points carry a warning: drift at 3 of 60" in figure.caption


def test_a_warning_at_most_points_stars_none_and_stands_in_the_caption(copying: ExperimentJudgement) -> None:
    figure = drawn(every_comparison(copying, lambda each: warned(each, "few_layouts")))
    assert [stars_of(panel) for panel in panels_of(figure)] == [0, 0, 0]
    assert "with a warning" not in words_of(figure)
    assert "Without a star: few layouts at 60 of 60" in figure.caption


def test_the_noise_floor_lies_around_each_ratio_by_its_own_precision(copying: ExperimentJudgement) -> None:
    panel = panels_of(drawn(copying))[0]
    floors = [[y for _, y in places_of(each)] for each in panel.lines if each.get_color() == style.NOISE]
    first = copying.claims[0].comparisons[0]
    assert first.estimate.value is not None
    expected = [first.estimate.value / first.noise_floor, first.estimate.value * first.noise_floor]
    assert floors[0] == pytest.approx(expected)
    assert len(floors) == 24


def test_the_caption_says_from_how_much_data_the_intervals_are(copying: ExperimentJudgement) -> None:
    assert "Bars are 95 % intervals, from 24 processes in 12 code layouts." in drawn(copying).caption
