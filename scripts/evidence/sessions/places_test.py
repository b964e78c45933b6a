from __future__ import annotations

from typing import Any

import pytest

from evidence.sessions.places import Claim, arms_by_key, places_of

LISTED = [
    "a/b/left/bytes:8/kind:own copy/real_time",
    "a/b/right/bytes:8/kind:own copy/real_time",
    "a/b/left/bytes:16/kind:own copy/real_time",
    "a/bc/left/bytes:8/real_time",
    "a/plain/left/real_time",
    "a/plain/right/real_time",
    "a/threads/left/threads:2/real_time/threads:2",
]


def level(value: int, label: str = "") -> dict[str, Any]:
    return {"value": value, "label": label}


FACTORS = [
    {"name": "bytes", "levels": [level(8), level(16)]},
    {"name": "kind", "levels": [level(0, "own copy"), level(1, "shared")]},
]


def experiment(identity: str, *claims: dict[str, Any]) -> dict[str, Any]:
    return {"id": identity, "factors": FACTORS, "claims": list(claims)}


def claim(
    contender: str, baseline: str, metric: str = "time_per_op", domain: dict[str, int] | None = None
) -> dict[str, Any]:
    conditions = [{"factor": factor, "levels": [value]} for factor, value in (domain or {}).items()]
    arms = {"contender": contender, "baseline": baseline}
    return {**arms, "metric": metric, "threshold": 1.5, "domain": conditions}


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
    (place,) = places_of([experiment("a/b", claim("left", "right"))], LISTED)
    assert (place.experiment, place.key) == ("a/b", "bytes:8/kind:own copy")
    assert place.claims == (Claim("left", "right", 1.5),)
    assert place.benchmarks == LISTED[:2]


def test_only_comparisons_of_two_arms_in_time_make_a_place() -> None:
    counted = claim("left", "right", metric="allocations_per_op")
    assert places_of([experiment("a/b", counted, claim("left", ""))], LISTED) == []


@pytest.mark.parametrize(
    ("domain", "places"), [({"bytes": 8}, 1), ({"bytes": 8, "kind": 0}, 1), ({"bytes": 16}, 0), ({"kind": 1}, 0)]
)
def test_a_point_outside_the_domain_of_every_claim_is_no_place(domain: dict[str, int], places: int) -> None:
    assert len(places_of([experiment("a/b", claim("left", "right", domain=domain))], LISTED)) == places


def test_expressions_choose_experiments_and_points() -> None:
    both = [experiment("a/b", claim("left", "right")), experiment("a/plain", claim("left", "right"))]
    assert [each.experiment for each in places_of(both, LISTED)] == ["a/b", "a/plain"]
    assert [each.experiment for each in places_of(both, LISTED, wanted="plain")] == ["a/plain"]
    assert [each.experiment for each in places_of(both, LISTED, points="bytes:8")] == ["a/b"]
