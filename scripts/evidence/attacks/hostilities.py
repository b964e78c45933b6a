"""A benches program with a hostile worker: `hostilities NAME CATALOGUE ARGUMENTS…`.

It has two experiments: `made/sound` does what the job asks, and `made/hostile` is hostile in the way of NAME.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .made_up_worker import (
    FORGED,
    FORGED_WORD,
    HONEST_NS,
    Job,
    block,
    calibration,
    end,
    fault,
    honest,
    left_out,
    line_of,
    observation,
    say,
    usage,
    write,
)

ESCAPES = "\x1b[2J\x1b]0;owned\x07\u202egood\r\nverdict: holds\x00\x9b\u2066"
LINE = 1 << 16
MANY = 300 << 20

Hostility = Callable[[Job, Job], object]
# The task in which it shows, and what it does before the honest part of its cell.
Kind = tuple[str, Hostility]


def forever(what: Callable[[], object], pause: float = 0) -> None:
    while True:
        what()
        time.sleep(pause)


def said(*lines: str | bytes) -> Kind:
    def report(*_: Job) -> None:
        for line in lines:
            write(line)

    return "time", report


def forged_block(**other: Any) -> Kind:
    return "time", lambda job, cell: say("block", {**block(job, cell, elapsed_ns=FORGED), **other})


def forged_figure(**other: Any) -> Kind:
    def report(job: Job, cell: Job) -> None:
        forged = {**observation(job, cell, value=FORGED), **other}
        say("observations", {"cell": forged["cell"], "arm": forged["arm"], "all": [forged]})
        say("observation", forged)

    return "footprint", report


def forged_calibration(**other: Any) -> Kind:
    return "calibrate", lambda _, cell: say("calibration", calibration(cell, **other))


def endless(kind: str, value: Callable[[Job, Job], Any], task: str = "time", pause: float = 0) -> Kind:
    def report(job: Job, cell: Job) -> None:
        line = line_of(kind, value(job, cell))
        # Many lines a write, or the pipe and not memlore would set the pace.
        text = line if pause else (line + "\n") * max(1, LINE // len(line))
        forever(lambda: write(text if pause else text.encode()), pause)

    return task, report


def twice(job: Job, cell: Job) -> None:
    first = cell["blocks"][0]
    for elapsed in (HONEST_NS, FORGED):
        say("block", block(job, cell, first["arm"], first["round"], elapsed_ns=elapsed))


def quits(job: Job, _: Job) -> None:
    end(job)
    sys.exit(0)


def lives_on(job: Job, _: Job) -> None:
    end(job)
    time.sleep(600)


def closes(*_: Job) -> None:
    os.close(3)
    time.sleep(600)


def leaves_a_child(*_: Job) -> None:
    """It holds the pipe after the worker is gone."""
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], pass_fds=(3,))
    os._exit(0)


def floods(descriptor: int) -> Kind:
    return "time", lambda *_: [os.write(descriptor, b"x" * (LINE - 1) + b"\n") for _ in range(MANY // LINE)]


HONEST = "none"

HOSTILITIES: dict[str, Kind] = {
    HONEST: said(),
    "text": said("this is no JSON", ""),
    "bytes": said(b"\xff\xfe\x00\x01\n"),
    "escapes": said(ESCAPES),
    "no record": said("[]", "null", "{}", '"block"'),
    "an empty block": said('{"block":{}}', '{"block":1}', '{"block":null}'),
    "deep nesting": said("[" * 100_000, '{"block":' * 100_000),
    "two records": said('{"block":{},"usage":{}}'),
    "a key twice": said('{"end":{},"end":{}}'),
    "cell 77777": forged_block(cell=77777),
    "cell -1": forged_block(cell=-1),
    "a cell of text": forged_block(cell=FORGED_WORD),
    "a huge cell": forged_block(cell=2**63),
    "arm -1": forged_block(arm=-1),
    "arm 99": forged_block(arm=99),
    "round 99": forged_block(round=99),
    "another process": forged_block(process=1_000),
    "another worker": forged_block(worker=1_000),
    "a negative time": forged_block(elapsed_ns=-5),
    "no time": forged_block(elapsed_ns=0),
    "an infinite time": forged_block(elapsed_ns=1e308),
    "another length": forged_block(iterations=FORGED),
    "a checksum of its own": ("time", lambda j, c: write(json.dumps({"block": block(j, c), "crc32": "00000000"}))),
    "a block twice": ("time", twice),
    "a block of another task": ("footprint", lambda j, c: say("block", block(j, c, elapsed_ns=FORGED))),
    "begin of cell 77777": said('{"begin":{"cell":77777,"arm":0}}'),
    "begin of arm -9": ("time", lambda _, c: say("begin", {"cell": c["index"], "arm": -9})),
    "a plan": said(json.dumps({"plan": {"seed": FORGED, "cells": [], "name": FORGED_WORD}})),
    "a run": said(json.dumps({"run": {"identity": {"id": FORGED_WORD}}})),
    "a finding": said(json.dumps({"finding": {"id": FORGED_WORD, "severity": "severe"}})),
    "a parent": said(json.dumps({"parent": {"wall_ns": FORGED, "cpu_ns": FORGED}})),
    "a figure of cell 77777": forged_figure(cell=77777),
    "a figure of arm -1": forged_figure(arm=-1),
    "a figure of another pass": forged_figure(**{"pass": "count"}),
    "a figure that is no number": forged_figure(value=float("nan")),
    "an unknown figure": forged_figure(metric=FORGED_WORD),
    "calibration to 0": forged_calibration(iterations=0),
    "calibration to -1": forged_calibration(iterations=-1),
    "calibration to infinity": forged_calibration(iteration_ns=float("inf")),
    "calibration of cell 77777": forged_calibration(cell=77777),
    "calibration to an endless block": forged_calibration(iterations=2**62),
    "an exception with escapes": ("time", lambda _, c: say("fault", fault(c, ESCAPES))),
    "a long exception": ("time", lambda _, c: say("fault", fault(c, "x" * (50 << 20)))),
    "left out with escapes": ("calibrate", lambda _, c: say("left_out", left_out(c, ESCAPES))),
    "an end at once": ("time", quits),
    "no end of its own": ("time", lives_on),
    "a closed report": ("time", closes),
    "a child that holds the report": ("time", leaves_a_child),
    "an endless line": ("time", lambda *_: forever(lambda: write(b"x" * LINE))),
    "an endless line, slowly": ("time", lambda *_: forever(lambda: write(b"x"), 0.1)),
    "endless begins": endless("begin", lambda _, c: {"cell": c["index"], "arm": 0}),
    "endless begins, slowly": endless("begin", lambda _, c: {"cell": c["index"], "arm": 0}, pause=0.1),
    "endless blocks": endless("block", block),
    "endless usage": endless("usage", lambda j, _: usage(j)),
    "endless faults": endless("fault", lambda _, c: fault(c, "once more")),
    "endless omissions": endless("left_out", lambda _, c: left_out(c, "once more")),
    "endless timekeeping": endless("timekeeping", lambda *_: {"resolution_ns": FORGED, "reading_ns": 1, "quiet_ns": 1}),
    "endless calibrations": endless("calibration", lambda _, c: calibration(c), "calibrate"),
    "endless figures": endless("observation", lambda j, c: observation(j, c, value=FORGED), "footprint"),
    "300 MB of output": floods(1),
    "300 MB of errors": floods(2),
}


def main(name: str, catalogue: str, words: list[str]) -> None:
    if "--memlore-catalogue" in words:
        print(Path(catalogue).read_text(encoding="utf-8"))
        return
    job: Job = json.loads(sys.stdin.read())
    task, hostility = HOSTILITIES[name]
    for cell in job["cells"]:
        say("begin", {"cell": cell["index"], "arm": -1})
        if cell["cell"]["experiment"] == "made/hostile" and job["task"] == task:
            hostility(job, cell)
        honest(job, cell)
    end(job)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
