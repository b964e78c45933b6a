"""Records of runs that never were: those of a real run, edited so that their verdicts are known."""

from __future__ import annotations

import copy

PROCESSES = 12

# What the contender of good/sums takes of the baseline's time, by place; its claim is that they take equally long.
HOLDS = {"sound": 1, "broken": 1}
REFUTED = {"sound": 3, "broken": 3}
DEPENDS = {"sound": 1, "broken": 3}


def with_ratios(record, ratios):
    """The record as it would be of a machine without noise, in processes enough for a verdict."""
    result = copy.deepcopy(record)
    cells, first = result["plan"]["cells"], result["plan"]["processes"][0]
    result["identity"]["id"] = f"made-up-{ratios}"
    result["plan"]["profile"] |= {"fewest_processes": PROCESSES, "most_processes": PROCESSES}
    result["plan"]["processes"] = [first | {"index": index} for index in range(PROCESSES)]
    result["series"] = []
    for series in record["series"]:
        cell = cells[series["cell"]]
        is_contender = (cell["experiment"], cell["arms"][series["arm"]]["name"]) == ("good/sums", "second")
        ratio = ratios[cell["point"][0]["label"]] if is_contender else 1
        elapsed = [10 * series["iterations"] * ratio for _ in series["elapsed_ns"]]
        if series["process"] == 0:
            result["series"] += [
                copy.deepcopy(series) | {"process": index, "elapsed_ns": elapsed} for index in range(PROCESSES)
            ]
    return result


def with_fault(record, experiment):
    """The record with an arm of an experiment that crashed."""
    fault = {"experiment": experiment, "point": "", "arm": "these", "kind": "crashed", "detail": "signal 11"}
    return record | {"faults": [fault]}
