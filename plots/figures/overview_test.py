"""The sheet of all claims: what each row says and what its bar shows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from matplotlib.text import Text

from plots.figures import overview
from plots.figures.overview_bar import Bar, Segment, bar_of
from plots.paper.sheet import Drawing
from plots.reading.judgement import ClaimJudgement, ExperimentJudgement, Judgement
from plots.words.caption import Provenance, provenance_of

Experiment = Callable[[str], ExperimentJudgement]


def drawn(judgement: Judgement) -> Drawing:
    figure = overview.draw(judgement, provenance_of(judgement))
    assert figure
    return figure


def words_of(figure: Drawing) -> str:
    return " ".join(each.get_text() for each in figure.figure.findobj(Text) if isinstance(each, Text))


def bar(judged: ClaimJudgement) -> Bar:
    return bar_of(judged, "call")


def test_the_title_counts_the_verdicts(judgement: Judgement) -> None:
    assert drawn(judgement).title == (
        "13 claims on example-vm: holds 5, refuted 1, depends 4, inconclusive 2, invalid 1"
    )


def test_every_claim_has_a_row_with_its_sentence_verdict_and_rule(judgement: Judgement) -> None:
    words = words_of(drawn(judgement))
    for each in judgement.claims:
        assert each.claim.sentence in words
        assert each.claim.row in words
        assert each.verdict.reason.message in words
    assert words.count("◆ depends") == 4
    assert all(each.experiment.id in words for each in judgement.experiments)


def test_forty_claims_fit_in_a_sheet_that_can_be_read(judgement: Judgement) -> None:
    many = dataclasses.replace(judgement, experiments=judgement.experiments * 3)
    assert len(many.claims) == 39
    assert drawn(many).figure.get_size_inches()[1] < 34


def test_a_bar_tells_supported_from_contradicted_points(experiment: Experiment) -> None:
    judged = experiment("copying/value-or-reference").claims[0]
    found = bar(judged)
    assert found.thresholds == (1.1,)
    assert found.segments == (Segment("contradicts", 1.22, 58.38), Segment("supports", 0.9527, 0.9743))
    assert found.ends[0] == pytest.approx(min(each.low_95 or 0 for each in judged.comparisons))


def test_a_margin_contradicted_on_both_sides_has_a_segment_on_each(experiment: Experiment) -> None:
    judged = experiment("dispatch/virtual-or-direct").claims[1]
    first = next(each for each in judged.comparisons if each.stance == "contradicts")
    above = dataclasses.replace(first, estimate=dataclasses.replace(first.estimate, value=1.5))
    both = bar(dataclasses.replace(judged, comparisons=(*judged.comparisons, above)))
    assert [each.stance for each in both.segments] == ["undecided", "contradicts", "contradicts", "supports"]
    assert both.segments[2] == Segment("contradicts", 1.5, 1.5)
    assert both.thresholds == (0.8, 1.25)


def test_points_outside_the_domain_do_not_stretch_a_bar(experiment: Experiment) -> None:
    found = bar(experiment("copying/value-or-reference").claims[1])
    assert max(each.high for each in found.segments) < 2
    assert found.ends[1]
    assert found.ends[1] < 2


def test_an_interval_without_an_end_leaves_the_bar_without_one(experiment: Experiment) -> None:
    assert bar(experiment("branches/branchless").claims[0]).ends == (None, None)


def test_what_an_axis_of_ratios_cannot_show_is_said(experiment: Experiment) -> None:
    assert bar(experiment("allocation/type-erasure").claims[1]).words == "baseline 0 at 8 of 56"
    assert bar(experiment("pooling/object-pool").claims[0]).words == "not measured at 2 of 2"
    assert bar(experiment("allocation/type-erasure").claims[0]).words == "allocations per call: 0 to 1"
    assert bar(experiment("layout/field-order").claims[1]).segments == ()


def test_a_run_without_claims_has_no_overview(judgement: Judgement) -> None:
    assert overview.draw(dataclasses.replace(judgement, experiments=()), Provenance("", "")) is None
