"""A record that holds too much: figures that say so, and a time that the length of a text does not stretch."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plots.__main__ import main
from plots.conftest import lengthened
from plots.figures import drawing, layouts, overview, ratios
from plots.paper import limits, sheet, style
from plots.paper.sweep import sweep_of
from plots.reading.experiment import Arm, Coordinate, Factor, FieldLayout, Layout, Level, Point
from plots.reading.files import Folder
from plots.reading.judgement import ExperimentJudgement, Judgement
from plots.words.caption import Provenance, provenance_of

Experiment = Callable[[str], ExperimentJudgement]


def swept(judged: ExperimentJudgement, count: int) -> ExperimentJudgement:
    """The experiment with so many points on one axis."""
    name = judged.experiment.factors[0].name
    points: list[Point] = [(Coordinate(name, 8 * (i + 1) + i % 3, ""),) for i in range(count)]
    levels = tuple(Level(point[0].value, "", "quick") for point in points)
    claims = tuple(
        dataclasses.replace(
            each, comparisons=tuple(dataclasses.replace(each.comparisons[0], point=point) for point in points)
        )
        for each in judged.claims
    )
    kinds = {(each.arm, each.metric, each.counter): each for each in judged.summaries}.values()
    return dataclasses.replace(
        judged,
        experiment=dataclasses.replace(judged.experiment, factors=(Factor(name, "bytes", levels),)),
        claims=claims,
        summaries=tuple(dataclasses.replace(each, point=point) for each in kinds for point in points),
    )


def test_a_record_of_endless_texts_is_drawn_at_a_usual_size(run: Path, document: dict[str, Any]) -> None:
    (run / "judgement.json").write_text(json.dumps(lengthened(document, "W" * 10_000)), encoding="utf-8")
    assert main([str(run)]) == 0
    figures = list((run / "plots").glob("*.svg"))
    assert len(figures) == 20
    assert max(each.stat().st_size for each in figures) < 600_000


def test_a_sweep_with_too_many_points_says_so_in_place_of_its_figures(
    judgement: Judgement, experiment: Experiment, tmp_path: Path
) -> None:
    subject = swept(experiment("copying/value-or-reference"), 4001)
    with Folder.at(tmp_path) as folder:
        drawn = drawing.draw_all(dataclasses.replace(judgement, experiments=(subject,)), folder, 2)
    assert drawn.problems == ()
    assert [each.kind for each in drawn.figures] == ["overview", "ratio", "spread", "cost", "misses", "memory"]
    for each in drawn.figures[1:]:
        assert each.title == f"copying/value-or-reference: figure of {each.kind}"
        assert "Too much to draw: " in (tmp_path / f"{each.stem}.svg").read_text(encoding="utf-8")
    assert "12003 comparisons, and a figure holds 4000" in drawn.figures[1].alt


def test_what_is_drawn_instead_has_the_name_of_the_figure(judgement: Judgement) -> None:
    for task in drawing._tasks(judgement):
        function, arguments = task.call
        found = function(*arguments)
        assert found is None or found.name == task.kind


def test_combinations_of_levels_are_counted_before_they_are_made(experiment: Experiment) -> None:
    subject = experiment("copying/value-or-reference")
    factors = tuple(Factor(f"f{i}", "", tuple(Level(v, "", "quick") for v in range(8))) for i in range(9))
    points = [tuple(Coordinate(factor.name, v, "") for factor in factors) for v in range(8)]
    judged = subject.claims[0]
    comparisons = tuple(dataclasses.replace(judged.comparisons[0], point=point) for point in points)
    subject = dataclasses.replace(
        subject,
        experiment=dataclasses.replace(subject.experiment, factors=factors),
        claims=(dataclasses.replace(judged, comparisons=comparisons),),
        summaries=(),
    )
    sweep = sweep_of(subject)
    with pytest.raises(limits.TooMuchError, match="16777216 panels, and a figure holds 200"):
        sweep.panels(sweep.others)
    with pytest.raises(limits.TooMuchError, match="panels"):
        ratios.draw(subject, style.arm_styles([subject])[0], Provenance("", ""))


def test_a_figure_does_not_grow_without_end(judgement: Judgement) -> None:
    many = dataclasses.replace(judgement, experiments=judgement.experiments * 30)
    with pytest.raises(limits.TooMuchError, match="inches of height, and a figure holds 100"):
        overview.draw(many, provenance_of(many))
    plan = sheet.Plan("", sheet.Grid(1, 1), [()], "", legend=[((), str(i)) for i in range(5000)])
    with pytest.raises(limits.TooMuchError, match="5000 keys"):
        sheet.sheet(plan)


def test_a_type_of_too_many_fields_is_not_drawn(experiment: Experiment) -> None:
    layout = Layout("T", 64, 8, tuple(FieldLayout("a", 0, 1) for _ in range(5000)))
    subject = experiment("layout/field-order")
    arms = (Arm("a", "", "", True, (layout,)),)
    subject = dataclasses.replace(subject, experiment=dataclasses.replace(subject.experiment, arms=arms))
    with pytest.raises(limits.TooMuchError, match="types and fields"):
        layouts.draw(subject, Provenance("", ""))
