from __future__ import annotations

import pytest
from matplotlib.figure import Figure

from plots.paper import scales
from plots.words import quantity


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
