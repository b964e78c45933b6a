"""All figures of the synthetic judgement, looked at by machine: nothing overlaps, nothing is cut, nothing is silent."""

from __future__ import annotations

import dataclasses
import itertools
import os
import re
import signal
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from plots.figures import allocations, costs, drawing, layouts, misses, overview, ratios, spread
from plots.paper import style
from plots.paper.sheet import Drawing
from plots.reading.experiment import FieldLayout, Layout
from plots.reading.files import Folder, InputError
from plots.reading.judgement import ExperimentJudgement, Judgement
from plots.words.caption import Provenance, provenance_of

Experiment = Callable[[str], ExperimentJudgement]
EXPECTED = {
    "allocation/type-erasure": ["ratio", "memory"],
    "branches/branchless": ["ratio", "spread", "cost", "misses", "memory"],
    "copying/value-or-reference": ["ratio", "spread", "cost", "misses", "memory"],
    "dispatch/virtual-or-direct": ["ratio", "spread", "cost", "misses"],
    "layout/field-order": ["ratio", "layout"],
    "pooling/object-pool": ["cost"],
}


@pytest.fixture(scope="module")
def drawings(judgement: Judgement) -> dict[str, list[Drawing]]:
    provenance = provenance_of(judgement)
    caches = judgement.environment.caches
    found: dict[str, list[Drawing]] = {}
    for judged, arms in zip(judgement.experiments, style.arm_styles(judgement.experiments), strict=True):
        every = [
            ratios.draw(judged, arms, provenance),
            spread.draw(judged, provenance),
            costs.draw(judged, arms, provenance, caches),
            misses.draw(judged, arms, provenance, caches),
            allocations.draw(judged, arms, provenance),
            layouts.draw(judged, provenance),
        ]
        found[judged.experiment.id] = [each for each in every if each]
    whole = overview.draw(judgement, provenance)
    assert whole
    found["overview"] = [whole]
    return found


def texts_of(drawing: Drawing) -> list[Text]:
    FigureCanvasAgg(drawing.figure).draw()  # type: ignore[no-untyped-call]
    return [each for each in drawing.figure.findobj(Text) if isinstance(each, Text) and _shown(each)]


def _shown(text: Text) -> bool:
    axes = text.axes
    if not text.get_visible() or not text.get_text().strip() or (axes and not axes.axison and text in (axes.title,)):
        return False
    return not axes or axes.axison or text in axes.texts


def test_every_experiment_has_the_figures_it_has_data_for(drawings: dict[str, list[Drawing]]) -> None:
    assert {name: [each.name for each in every] for name, every in drawings.items() if name != "overview"} == EXPECTED


@pytest.mark.parametrize("name", [*EXPECTED, "overview"])
def test_no_text_overlaps_another_or_leaves_the_figure(drawings: dict[str, list[Drawing]], name: str) -> None:
    for drawing_ in drawings[name]:
        width, height = drawing_.figure.bbox.size
        boxes = [(each.get_text(), each.get_window_extent()) for each in texts_of(drawing_)]
        assert boxes
        for text, box in boxes:
            assert box.x0 >= -1, (drawing_.title, text)
            assert box.x1 <= width + 1, (drawing_.title, text)
            assert box.y0 >= -1, (drawing_.title, text)
            assert box.y1 <= height + 1, (drawing_.title, text)
        for (one, first), (other, second) in itertools.combinations(boxes, 2):
            across = min(first.x1, second.x1) - max(first.x0, second.x0)
            along = min(first.y1, second.y1) - max(first.y0, second.y0)
            # Boxes of lines set close touch by the room for accents and descenders, a quarter of a line.
            assert across <= 1 or along <= 0.25 * min(first.height, second.height), (drawing_.title, one, other)


@pytest.mark.parametrize("name", [*EXPECTED, "overview"])
def test_no_text_is_smaller_than_eight_points_on_paper(drawings: dict[str, list[Drawing]], name: str) -> None:
    for drawing_ in drawings[name]:
        assert min(float(each.get_fontsize()) for each in texts_of(drawing_)) >= 8
        assert drawing_.figure.get_size_inches()[0] in (3.45, 7.0)


def test_every_caption_stands_alone(drawings: dict[str, list[Drawing]]) -> None:
    for drawing_ in (each for every in drawings.values() for each in every):
        for fact in (
            "example-vm",
            "Example EPYC",
            "g++ 12.2.0",
            "20261123T041500Z-quick-1f",
            "commit 0123456789ab",
            "profile full, altered: half-width 20 %",
        ):
            assert fact in drawing_.caption


def test_simulated_misses_say_so_in_title_legend_and_caption(drawings: dict[str, list[Drawing]]) -> None:
    figure = drawings["dispatch/virtual-or-direct"][3]
    assert "simulated (no hardware counters here)" in figure.title
    assert any(each.get_text() == "Counts: simulated, caches of this machine; by arm:" for each in texts_of(figure))
    assert "Simulated, not measured" in figure.caption
    assert "callgrind 3.19 D1=49152,12,64" in figure.caption
    assert "no performance monitoring unit" in figure.caption


def test_measured_misses_are_called_measured(drawings: dict[str, list[Drawing]]) -> None:
    figure = drawings["branches/branchless"][3]
    assert figure.title.endswith("measured")
    assert "simulated" not in figure.alt.lower()


def test_the_caches_of_the_machine_are_marked_on_a_sweep_over_memory(drawings: dict[str, list[Drawing]]) -> None:
    words = [each.get_text() for each in texts_of(drawings["dispatch/virtual-or-direct"][2])]
    assert {"L1d", "L2", "L3"} <= set(words)


def test_what_a_logarithmic_axis_cannot_show_is_said(drawings: dict[str, list[Drawing]]) -> None:
    assert "because the baseline is 0: payload:9" in drawings["allocation/type-erasure"][0].caption
    assert any("baseline 0 at 8 of 56" in each.get_text() for each in texts_of(drawings["overview"][0]))
    assert "interval without an end" in drawings["branches/branchless"][0].caption


def test_an_arm_that_was_not_built_stands_in_the_legend(drawings: dict[str, list[Drawing]]) -> None:
    words = [each.get_text() for each in texts_of(drawings["dispatch/virtual-or-direct"][2])]
    assert "poly_collection: not built: needs Boost.PolyCollection" in words


def test_padding_is_what_no_field_covers() -> None:
    layout = Layout("T", 16, 8, (FieldLayout("b", 8, 4), FieldLayout("a", 0, 1)))
    assert layouts.padding(layout) == [FieldLayout("", 1, 7), FieldLayout("", 12, 4)]


def test_a_field_is_cut_where_rows_end() -> None:
    cut = layouts.stretches(FieldLayout("a", 60, 10), 64)
    assert [(each.row, each.start, each.length, each.first) for each in cut] == [(0, 60, 4, True), (1, 0, 6, False)]


def test_a_field_that_begins_before_its_type_is_drawn_from_the_start_of_the_type() -> None:
    assert layouts.stretches(FieldLayout("a", -(2**63), 2**63 + 5), 64) == [layouts.Stretch(0, 0, 5, False)]


def test_the_same_judgement_gives_the_same_bytes_on_one_process_and_on_two(
    judgement: Judgement, tmp_path: Path
) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder, jobs in zip(folders, (1, 2), strict=True):
        folder.mkdir()
        with Folder.at(folder) as opened:
            drawn = drawing.draw_all(judgement, opened, jobs)
        assert drawn.problems == ()
        assert len(drawn.figures) == 1 + sum(len(each) for each in EXPECTED.values())
    names = sorted(each.name for each in folders[0].iterdir())
    assert names == sorted(each.name for each in folders[1].iterdir())
    for name in names:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes(), name
    for svg in folders[0].glob("*.svg"):
        text = svg.read_text(encoding="utf-8")
        ElementTree.fromstring(text)
        assert "<text" in text
        assert "<dc:date>" not in text


def test_a_name_that_the_font_cannot_show_is_drawn_in_silence(experiment: Experiment) -> None:
    subject = experiment("layout/field-order")
    arm = subject.experiment.arms[0]
    layout = Layout("型", 16, 8, (FieldLayout("日本", 0, 8), FieldLayout("日本" * 40, 8, 1)))
    arms = (dataclasses.replace(arm, layouts=(layout,)),)
    subject = dataclasses.replace(subject, experiment=dataclasses.replace(subject.experiment, arms=arms))
    figure = layouts.draw(subject, Provenance("", ""))
    assert figure
    assert "□□" in [each.get_text() for each in texts_of(figure)]


def stems_of(judgement: Judgement, ids: list[str]) -> list[str]:
    judged = judgement.experiments[0]
    return drawing.stems(
        [dataclasses.replace(judged, experiment=dataclasses.replace(judged.experiment, id=each)) for each in ids]
    )


def test_file_names_are_safe_and_different_whatever_the_ids(judgement: Judgement) -> None:
    stems = stems_of(
        judgement,
        [
            *("../../etc/passwd", "a/b", "a-b", "A/B", "a-b-2", "日本", "", ".", "..", ".hidden", "-", "overview"),
            *("a\x00b", "a\nb", "x" * 500, "x" * 501, "x" * 79 + "/y", "con", "cost", "a", "a-cost", "İ" * 100),
        ],
    )
    names = [
        f"{stem}-{kind}.svg" for stem in stems for kind in ("ratio", "spread", "cost", "misses", "memory", "layout")
    ]
    assert len({*names, "overview.svg"}) == 22 * 6 + 1
    assert all(re.fullmatch(r"[a-z0-9_][a-z0-9_-]*\.svg", each) and len(each) < 120 for each in names)


def test_many_experiments_of_one_id_have_names_of_their_own(judgement: Judgement) -> None:
    stems = stems_of(judgement, ["a-3", *["a"] * 20_000])
    assert stems[:5] == ["a-3", "a", "a-2", "a-4", "a-5"]
    assert len(set(stems)) == 20_001


def test_a_process_that_is_ended_is_told_and_not_waited_for(
    judgement: Judgement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "draw", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with Folder.at(tmp_path) as folder, pytest.raises(InputError, match="a process was ended from outside"):
        drawing.draw_all(judgement, folder, 2)
