from __future__ import annotations

from typing import Any

import pytest

from evidence.sessions.by_hand import SessionError
from evidence.sessions.by_memlore import comparison_of, ratio_of


def comparison(key: str, value: float | None, processes: int = 8) -> dict[str, Any]:
    reason = {"code": "not_measured", "message": "no blocks"}
    return {"key": key, "estimate": {"value": value, "n": processes}, "reason": reason}


def judgement() -> dict[str, Any]:
    def judged(contender: str, metric: str, *comparisons: dict[str, Any]) -> dict[str, Any]:
        claim = {"contender": contender, "baseline": "b", "metric": metric}
        return {"claim": claim, "comparisons": list(comparisons)}

    other = {"experiment": {"id": "x/other"}, "claims": [judged("a", "time_per_op", comparison("n:8", 7))]}
    wanted = {
        "experiment": {"id": "x/y"},
        "claims": [
            judged("a", "allocations_per_op", comparison("n:8", 6)),
            judged("c", "time_per_op", comparison("n:8", 5)),
            judged("a", "time_per_op", comparison("n:16", 4), comparison("n:8", 1.25)),
        ],
    }
    return {"experiments": [other, wanted]}


def test_the_comparison_is_that_of_the_experiment_the_arms_the_metric_and_the_point() -> None:
    assert ratio_of(comparison_of(judgement(), "x/y", "a", "b", "n:8")) == (1.25, 8)


@pytest.mark.parametrize(
    ("experiment", "contender", "key"), [("x/z", "a", "n:8"), ("x/y", "b", "n:8"), ("x/y", "a", "n:9")]
)
def test_a_comparison_that_was_not_made_is_named(experiment: str, contender: str, key: str) -> None:
    with pytest.raises(SessionError, match=f"no comparison {experiment}:{contender}/b@{key}"):
        comparison_of(judgement(), experiment, contender, "b", key)


@pytest.mark.parametrize("absent", [comparison("n:8", None), comparison("n:8", 1.0, processes=0)])
def test_a_comparison_without_an_estimate_gives_its_reason(absent: dict[str, Any]) -> None:
    with pytest.raises(SessionError, match="no estimate at n:8: no blocks"):
        ratio_of(absent)
