"""Draws a judged run: `python -m plots RUN_FOLDER [--jobs N]`.

Reads RUN_FOLDER/judgement.json and nothing else; writes RUN_FOLDER/plots/ and RUN_FOLDER/report.html. One line on
standard error for each problem. Exit codes: 0 done; 2 bad input or usage, or a file cannot be written; 4 a figure
failed, a defect of ours.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import NoReturn

from plots.figures import drawing
from plots.page import report
from plots.reading import loading
from plots.reading.files import Folder, InputError
from plots.reading.printable import MOST_BESIDE, printable, printable_ends


def main(arguments: list[str] | None = None, base: Path = Path()) -> int:
    """Draws the run that the arguments name, relative to a base folder."""
    options = _options(arguments)
    try:
        problems = _report(base / options.run, options.jobs)
    except InputError as error:
        _say(str(error))
        return 2
    for problem in problems:
        _say(problem)
    return 4 if problems else 0


def _say(problem: str) -> None:
    """One line. Names of files and texts of exceptions in it may be anyone's."""
    print(printable_ends(problem), file=sys.stderr)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(printable_ends(message))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = _Parser(prog="plots", description="Draws the figures and the page of a judged run.")
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
        raise argparse.ArgumentTypeError(
            f"'{printable(text, MOST_BESIDE)}' is not a number of processes from 1 to 1024"
        )
    return int(text)


def _report(run: Path, jobs: int) -> list[str]:
    judgement = loading.load(run / "judgement.json")
    with Folder.at(run) as folder, folder.inside("plots") as figures:
        drawn = drawing.draw_all(judgement, figures, jobs)
        try:
            text = report.render(judgement, drawn)
        except Exception as defect:  # noqa: BLE001 - named to the user, and the program fails at its end
            return [*drawn.problems, f"page: report.html failed: {type(defect).__name__}: {defect}"]
        folder.write("report.html", text.encode("utf-8"))
    return list(drawn.problems)


if __name__ == "__main__":
    sys.exit(main())
