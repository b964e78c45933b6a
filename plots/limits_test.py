"""A record that holds too much: figures that say so, and a time that the length of a text does not stretch."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plots import decoding, drawing, layouts, limits, loading, overview, ratios, sheet, style
from plots.__main__ import main
from plots.caption import Provenance, provenance_of
from plots.experiment import Arm, Coordinate, Factor, FieldLayout, Layout, Level, Point
from plots.files import Folder
from plots.input_error import InputError
from plots.model import ClaimJudgement, Judgement
from plots.printable import MOST_OF_NAME, MOST_OF_TEXT
from plots.sweep import sweep_of

Claim = Callable[[str], ClaimJudgement]
# Words that the reader checks.
CHECKED = (
    *("kind", "metric", "relation", "tier", "passes", "decision", "stance", "dominant", "word", "counter", "pass"),
    *("severity", "simulator", "sign"),
)


def lengthened(value: Any, tail: str, key: str = "") -> Any:
    """A record whose every free text and name ends in a tail."""
    if isinstance(value, dict):
        return {name: lengthened(inner, tail, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [lengthened(each, tail, key) for each in value]
    return value + tail if isinstance(value, str) and value and key not in CHECKED else value


def texts_of(value: Any) -> list[str]:
    if dataclasses.is_dataclass(value):
        return [text for each in dataclasses.fields(value) for text in texts_of(getattr(value, each.name))]
    if isinstance(value, tuple):
        return [text for each in value for text in texts_of(each)]
    return [value] if isinstance(value, str) else []


def swept(claim: ClaimJudgement, count: int) -> ClaimJudgement:
    """The claim with so many points on one axis."""
    name = claim.experiment.factors[0].name
    points: list[Point] = [(Coordinate(name, 8 * (i + 1) + i % 3, ""),) for i in range(count)]
    levels = tuple(Level(point[0].value, "", "quick") for point in points)
    judged = tuple(
        dataclasses.replace(
            each, comparisons=tuple(dataclasses.replace(each.comparisons[0], point=point) for point in points)
        )
        for each in claim.hypotheses
    )
    kinds = {(each.arm, each.metric, each.counter): each for each in claim.summaries}.values()
    return dataclasses.replace(
        claim,
        experiment=dataclasses.replace(claim.experiment, factors=(Factor(name, "bytes", levels),)),
        hypotheses=judged,
        summaries=tuple(dataclasses.replace(each, point=point) for each in kinds for point in points),
    )


def test_every_text_and_name_has_an_end(document: dict[str, Any]) -> None:
    judgement = decoding.decode(Judgement, lengthened(document, "W" * 10_000))
    lengths = {len(each) for each in texts_of(judgement)}
    assert {MOST_OF_NAME, MOST_OF_TEXT} <= lengths
    assert max(lengths) == MOST_OF_TEXT
    assert len(judgement.claims[0].experiment.id) == MOST_OF_NAME
    assert len(judgement.claims[0].summaries[0].point[0].factor) == MOST_OF_NAME


def test_a_record_of_endless_texts_is_drawn_at_a_usual_size(run: Path, document: dict[str, Any]) -> None:
    (run / "judgement.json").write_text(json.dumps(lengthened(document, "W" * 10_000)), encoding="utf-8")
    assert main([str(run)]) == 0
    figures = list((run / "plots").glob("*.svg"))
    assert len(figures) == 20
    assert max(each.stat().st_size for each in figures) < 600_000


def test_measuring_a_long_word_takes_as_long_as_the_lines_that_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    width = style.width_inches

    def counted(text: str, **looks: Any) -> float:
        measured.append(len(text))
        return width(text, **looks)

    monkeypatch.setattr(style, "width_inches", counted)
    lines = style.wrapped("W" * 1_000_000, 1.3, most=3)
    assert [len(each) for each in lines] == [len(lines[0])] * 3
    assert lines[2].endswith("W…")
    assert max(measured) <= 64
    assert len(measured) < 50
    measured.clear()
    style.wrapped("W" * 1_000_000, 20.0, most=3)
    assert max(measured) <= 512


def test_a_sweep_with_too_many_points_says_so_in_place_of_its_figures(judgement: Judgement, tmp_path: Path) -> None:
    claim = swept(next(each for each in judgement.claims if each.experiment.id == "copying/value-or-reference"), 4001)
    with Folder.at(tmp_path) as folder:
        drawn = drawing.draw_all(dataclasses.replace(judgement, claims=(claim,)), folder, 2)
    assert drawn.problems == ()
    assert [each.kind for each in drawn.figures] == ["overview", "ratio", "spread", "cost", "misses", "memory"]
    for each in drawn.figures[1:]:
        assert each.title == f"copying/value-or-reference: figure of {each.kind}"
        assert "Too much to draw: " in (tmp_path / f"{each.stem}.svg").read_text(encoding="utf-8")
    assert "8002 comparisons, and a figure holds 4000" in drawn.figures[1].alt


def test_what_is_drawn_instead_has_the_name_of_the_figure(judgement: Judgement) -> None:
    for task in drawing._tasks(judgement):
        function, arguments = task.call
        found = function(*arguments)
        assert found is None or found.name == task.kind


def test_combinations_of_levels_are_counted_before_they_are_made(claim: Claim) -> None:
    subject = claim("copying/value-or-reference")
    factors = tuple(Factor(f"f{i}", "", tuple(Level(v, "", "quick") for v in range(8))) for i in range(9))
    points = [tuple(Coordinate(factor.name, v, "") for factor in factors) for v in range(8)]
    judged = subject.hypotheses[0]
    comparisons = tuple(dataclasses.replace(judged.comparisons[0], point=point) for point in points)
    subject = dataclasses.replace(
        subject,
        experiment=dataclasses.replace(subject.experiment, factors=factors),
        hypotheses=(dataclasses.replace(judged, comparisons=comparisons),),
        summaries=(),
    )
    sweep = sweep_of(subject)
    with pytest.raises(limits.TooMuchError, match="16777216 panels, and a figure holds 200"):
        sweep.panels(sweep.others)
    with pytest.raises(limits.TooMuchError, match="panels"):
        ratios.draw(subject, style.arm_styles([subject])[0], Provenance("", ""))


def test_a_figure_does_not_grow_without_end(judgement: Judgement) -> None:
    many = dataclasses.replace(judgement, claims=judgement.claims * 30)
    with pytest.raises(limits.TooMuchError, match="inches of height, and a figure holds 100"):
        overview.draw(many, provenance_of(many))
    plan = sheet.Plan("", sheet.Grid(1, 1), [""], "", legend=[((), str(i)) for i in range(5000)])
    with pytest.raises(limits.TooMuchError, match="5000 keys"):
        sheet.sheet(plan)


def test_a_type_of_too_many_fields_is_not_drawn(claim: Claim) -> None:
    layout = Layout("T", 64, 8, tuple(FieldLayout("a", 0, 1) for _ in range(5000)))
    subject = claim("layout/field-order")
    arms = (Arm("a", "", "", True, (layout,)),)
    subject = dataclasses.replace(subject, experiment=dataclasses.replace(subject.experiment, arms=arms))
    with pytest.raises(limits.TooMuchError, match="types and fields"):
        layouts.draw(subject, Provenance("", ""))


@pytest.mark.parametrize("field", ["claims", "arms", "factors", "hypotheses"])
def test_a_list_that_no_page_can_hold_is_refused(tmp_path: Path, document: dict[str, Any], field: str) -> None:
    claim = document["claims"][2]
    holder = {"claims": document, "hypotheses": claim}.get(field, claim["experiment"])
    member = {**holder[field][-1]}
    for name in ("comparisons", "summaries", "hypotheses"):
        if name in member:
            member[name] = []
    holder[field] = [*holder[field], *[member] * loading.MOST_MEMBERS]
    path = tmp_path / "judgement.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match=rf"{field}' has \d+ members, more than the {loading.MOST_MEMBERS} allowed"):
        loading.load(path)


def test_a_field_that_is_wrong_is_not_quoted_at_length(tmp_path: Path, document: dict[str, Any]) -> None:
    deep: list[Any] = []
    for _ in range(900):
        deep = [deep]
    path = tmp_path / "judgement.json"
    for value, shown in (
        ("\x1b" * 10_000, "0.*…"),
        ([0] * 10_000, "a list"),
        (deep, "a list"),
        ({"a": 1}, "an object"),
    ):
        path.write_text(json.dumps(document | {"processes": value}), encoding="utf-8")
        with pytest.raises(InputError, match=rf"'processes' should be a number, not \"?.*{shown}$") as error:
            loading.load(path)
        assert len(str(error.value)) < 200
