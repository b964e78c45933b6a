"""Records of runs that never were: those of a real run, edited so that their verdicts are known."""

from __future__ import annotations

import copy

INVOCATIONS = 12

# What the contender of good/sums takes of the baseline's time, by place; its claim is that they take equally long.
HOLDS = {"sound": 1, "broken": 1}
REFUTED = {"sound": 3, "broken": 3}
DEPENDS = {"sound": 1, "broken": 3}


def with_ratios(record, ratios):
    """The record as it would be of a machine without noise, in invocations enough for a verdict."""
    result = copy.deepcopy(record)
    cells, first = result["plan"]["cells"], result["plan"]["invocations"][0]
    result["identity"]["id"] = f"made-up-{ratios}"
    result["plan"]["profile"] |= {"fewest_invocations": INVOCATIONS, "most_invocations": INVOCATIONS}
    result["plan"]["invocations"] = [first | {"index": index} for index in range(INVOCATIONS)]
    result["series"] = []
    for series in record["series"]:
        cell = cells[series["cell"]]
        is_contender = (cell["experiment"], cell["arms"][series["arm"]]["name"]) == ("good/sums", "second")
        ratio = ratios[cell["point"][0]["label"]] if is_contender else 1
        elapsed = [10 * series["iterations"] * ratio for _ in series["elapsed_ns"]]
        if series["invocation"] == 0:
            result["series"] += [
                copy.deepcopy(series) | {"invocation": index, "elapsed_ns": elapsed} for index in range(INVOCATIONS)
            ]
    return result


def with_fault(record, experiment):
    """The record with an arm of an experiment that crashed."""
    fault = {"experiment": experiment, "point": "", "arm": "these", "kind": "crashed", "detail": "signal 11"}
    return record | {"faults": [fault]}
