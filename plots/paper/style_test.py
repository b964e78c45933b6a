from __future__ import annotations

from plots.paper import style
from plots.reading.judgement import Judgement


def test_an_arm_keeps_its_colour_and_marker_across_experiments(judgement: Judgement) -> None:
    first = judgement.experiments[0]
    again = style.arm_styles([first, *judgement.experiments, first])
    assert again[0] == again[1] == again[-1]


def test_arms_of_one_experiment_never_look_alike(judgement: Judgement) -> None:
    for looks in style.arm_styles(judgement.experiments):
        assert len({(each.colour, each.marker) for each in looks.values()}) == len(looks)
