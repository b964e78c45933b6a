"""Makes up the report of a worker: the lines that a job asks for, in numbers that cannot be mistaken.

Forged lines have numbers and words that no honest line has, so that they are found in a record.
"""

from __future__ import annotations

import json
import os
from typing import Any

HONEST_NS = 1_000_003
HONEST_VALUE = 1.0
FORGED = 66_677_707
FORGED_WORD = "forged-by-a-worker"

Job = dict[str, Any]


def write(text: str | bytes) -> None:
    """A line, or bytes as they are."""
    data = text if isinstance(text, bytes) else text.encode() + b"\n"
    while data:
        data = data[os.write(3, data) :]


def line_of(kind: str, value: Any) -> str:
    """As a worker writes it: without blanks."""
    return json.dumps({kind: value}, separators=(",", ":"))


def say(kind: str, value: Any) -> None:
    write(line_of(kind, value))


def numbers_of(job: Job) -> Job:
    return {name: job[name] for name in ("process", "worker") if name in job}


def block(job: Job, cell: Job, arm: int = 0, turn: int = 0, **other: Any) -> Job:
    return {
        **numbers_of(job),
        **{"cell": cell["index"], "arm": arm, "iterations": cell["cell"]["arms"][arm]["iterations"]},
        **{"round": turn, "order": turn, "start_ns": 1, "elapsed_ns": HONEST_NS, "cpu": 0, "switches": 0, "faults": 0},
        **{"waited_ns": None, "stolen_ns": None, "width_before": None, "width_after": None, **other},
    }


def observation(job: Job, cell: Job, arm: int = 0, **other: Any) -> Job:
    task = "footprint" if job["task"] in ("time", "calibrate") else job["task"]
    return {
        **{"cell": cell["index"], "arm": arm, "pass": task, "metric": "first_touch_faults", "value": HONEST_VALUE},
        **{"unavailable": "", "source": "made up", "counter": "process", "running_share": 1.0},
        **{"event": "", "enabled_ns": 0, "running_ns": 0, "resolution": 0, "repeat": job.get("repeat", 0), **other},
    }


def calibration(cell: Job, arm: int = 0, **other: Any) -> Job:
    numbers = {"iterations": 10, "operations": 1, "period": 1, "iteration_ns": 100_000.0, "setup_ns": 1}
    return {"cell": cell["index"], "arm": arm, **numbers, **other}


def usage(job: Job) -> Job:
    names = ("wall_ns", "setup_ns", "timed_ns", "code_address", "heap_address", "stack_address", "waiting_ns")
    return {**numbers_of(job), **dict.fromkeys(names, 1)}


def fault(cell: Job, detail: str) -> Job:
    return {"experiment": cell["cell"]["experiment"], "point": "", "arm": "first", "kind": "threw", "detail": detail}


def left_out(cell: Job, reason: str) -> Job:
    what = {"experiment": "", "point": "", "arm": "", "pass": "", "reason": reason}
    return {"cell": cell["index"], "arm": 0, "what": what}


def honest(job: Job, cell: Job) -> None:
    """What is asked of a cell."""
    for each in cell["blocks"]:
        say("begin", {"cell": cell["index"], "arm": each["arm"]})
        say("block", block(job, cell, each["arm"], each["round"]))
    if job["task"] == "time":
        say("timed", {**numbers_of(job), "cell": cell["index"], "blocks": len(cell["blocks"])})
        return
    for arm, planned in enumerate(cell["cell"]["arms"]):
        if job["task"] == "calibrate":
            say("calibration", calibration(cell, arm))
        elif planned["iterations"] > 0:
            say("begin", {"cell": cell["index"], "arm": arm})
            say("observations", {"cell": cell["index"], "arm": arm, "all": [observation(job, cell, arm)]})


def end(job: Job) -> None:
    if job["task"] == "time":
        say("usage", usage(job))
    say("end", {})
