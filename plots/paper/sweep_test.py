from __future__ import annotations

from collections.abc import Callable

from plots.paper import sweep
from plots.reading.judgement import ExperimentJudgement

Experiment = Callable[[str], ExperimentJudgement]


def test_the_longest_numeric_factor_goes_on_the_axis(experiment: Experiment) -> None:
    found = sweep.sweep_of(experiment("dispatch/virtual-or-direct"))
    assert found.main is not None
    assert (found.main.name, found.main.in_bytes) == ("working_set", True)
    assert found.second is not None
    assert found.second.name == "order"
    assert [axis.name for axis in found.rest] == ["types"]


def test_a_factor_held_at_one_level_takes_no_axis(experiment: Experiment) -> None:
    found = sweep.sweep_of(experiment("branches/branchless"))
    assert found.main is not None
    assert found.main.categorical
    assert found.constant == ("elements = 64 Ki",)
