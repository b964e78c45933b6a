from __future__ import annotations

from typing import Any

from sessions.places import Hypothesis, arms_by_key, places_of

LISTED = [
    "a/b/left/bytes:8/kind:own copy/real_time",
    "a/b/right/bytes:8/kind:own copy/real_time",
    "a/b/left/bytes:16/kind:own copy/real_time",
    "a/bc/left/bytes:8/real_time",
    "a/plain/left/real_time",
    "a/plain/right/real_time",
    "a/threads/left/threads:2/real_time/threads:2",
]


def experiment(identity: str, *hypotheses: dict[str, Any]) -> dict[str, Any]:
    return {"id": identity, "hypotheses": list(hypotheses)}


def hypothesis(contender: str, baseline: str, metric: str = "time_per_op") -> dict[str, Any]:
    return {"contender": contender, "baseline": baseline, "metric": metric, "threshold": 1.5}


def test_arms_are_found_by_the_key_of_their_point() -> None:
    assert arms_by_key(LISTED, "a/b") == {
        "bytes:8/kind:own copy": {"left": LISTED[0], "right": LISTED[1]},
        "bytes:16/kind:own copy": {"left": LISTED[2]},
    }


def test_an_experiment_without_factors_has_an_empty_key() -> None:
    assert list(arms_by_key(LISTED, "a/plain")) == [""]


def test_the_number_of_threads_is_part_of_the_key_but_once() -> None:
    assert arms_by_key(LISTED, "a/threads") == {"threads:2": {"left": LISTED[6]}}


def test_a_point_that_lacks_an_arm_is_no_place() -> None:
    (place,) = places_of([experiment("a/b", hypothesis("left", "right"))], LISTED)
    assert (place.experiment, place.key) == ("a/b", "bytes:8/kind:own copy")
    assert place.hypotheses == (Hypothesis("left", "right", 1.5),)
    assert place.benchmarks == LISTED[:2]


def test_only_comparisons_of_two_arms_in_time_make_a_place() -> None:
    counted = hypothesis("left", "right", metric="allocations_per_op")
    assert places_of([experiment("a/b", counted, hypothesis("left", ""))], LISTED) == []


def test_expressions_choose_experiments_and_points() -> None:
    both = [experiment("a/b", hypothesis("left", "right")), experiment("a/plain", hypothesis("left", "right"))]
    assert [each.experiment for each in places_of(both, LISTED)] == ["a/b", "a/plain"]
    assert [each.experiment for each in places_of(both, LISTED, wanted="plain")] == ["a/plain"]
    assert [each.experiment for each in places_of(both, LISTED, points="bytes:8")] == ["a/b"]
