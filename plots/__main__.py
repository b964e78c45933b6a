"""Draws a judged run: `python -m plots RUN_FOLDER [--jobs N]`.

Reads RUN_FOLDER/judgement.json and nothing else; writes RUN_FOLDER/plots/ and RUN_FOLDER/report.html. One line on
standard error for each problem. Exit codes: 0 done; 2 bad input or usage; 4 a figure failed, a defect of ours.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from plots import drawing, loading, page
from plots.input_error import InputError


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    try:
        problems = _report(options.run, options.jobs)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    for problem in problems:
        print(problem, file=sys.stderr)
    return 4 if problems else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="plots", description="Draws the figures and the page of a judged run.")
    parser.add_argument("run", type=Path, metavar="RUN_FOLDER", help="folder of a run, holding judgement.json")
    parser.add_argument(
        "--jobs",
        type=_positive,
        default=len(os.sched_getaffinity(0)),
        metavar="N",
        help="processes to draw on (default: one for each processor)",
    )
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1024:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of processes from 1 to 1024")
    return int(text)


def _report(run: Path, jobs: int) -> list[str]:
    judgement = loading.load(run / "judgement.json")
    folder = run / "plots"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot make the folder {folder}: {error.strerror}") from None
    drawn = drawing.draw_all(judgement, folder, jobs)
    try:
        (run / "report.html").write_text(page.render(judgement, drawn), encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write {run / 'report.html'}: {error.strerror}") from None
    return list(drawn.problems)


if __name__ == "__main__":
    sys.exit(main())
