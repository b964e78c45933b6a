"""All figures of a judgement: which there are, in what order, and their files.

A figure is a task, so that processes share the work evenly; one that fails is a defect of ours, named at the end, and
costs no other figure. Processes hand back what they drew, and one writes it: a process that is ended leaves no part of
a file.
"""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import multiprocessing
import os
import re
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from plots.figures import allocations, costs, layouts, misses, overview, ratios, spread
from plots.paper import sheet, style
from plots.paper.limits import TooMuchError
from plots.paper.sheet import Drawing
from plots.reading.files import Folder, InputError
from plots.reading.judgement import ExperimentJudgement, Judgement
from plots.reading.printable import short
from plots.reading.run import Cache
from plots.words import caption
from plots.words.caption import Provenance, provenance_of

OVERVIEW = -1
MOST_OF_STEM = 80  # Letters of a file name that come from an experiment's id.
Call = tuple[Callable[..., Drawing | None], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure in its files, as the page needs it."""

    experiment: int  # Its index; OVERVIEW for the sheet of all claims.
    kind: str
    stem: str
    title: str
    alt: str
    width_inches: float
    height_inches: float


@dataclass(frozen=True, slots=True)
class Drawings:
    figures: tuple[Drawn, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    experiment: int
    stem: str
    subject: str
    kind: str
    call: Call
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class _Rendered:
    drawn: Drawn
    svg: bytes
    png: bytes


def draw_all(judgement: Judgement, folder: Folder, jobs: int) -> Drawings:
    """Draws every figure on so many processes and writes it into the folder."""
    style.apply()
    figures: list[Drawn] = []
    problems: list[str] = []
    with contextlib.closing(_results(_tasks(judgement), jobs)) as results:
        for result in results:
            if isinstance(result, _Rendered):
                folder.write(f"{result.drawn.stem}.svg", result.svg)
                folder.write(f"{result.drawn.stem}.png", result.png)
                figures.append(result.drawn)
            elif result:
                problems.append(result)
    return Drawings(tuple(figures), tuple(problems))


def stems(experiments: Sequence[ExperimentJudgement]) -> list[str]:
    """A file name for each experiment, from its id; safe whatever the id holds, and different for each."""
    taken: set[str] = {"overview"}
    tails: dict[str, Iterator[int]] = {}
    result = []
    for each in experiments:
        stem = plain = re.sub(r"[^a-z0-9_]+", "-", each.experiment.id.lower()).strip("-")[:MOST_OF_STEM] or "experiment"
        while stem in taken:
            stem = f"{plain}-{next(tails.setdefault(plain, itertools.count(2)))}"
        taken.add(stem)
        result.append(stem)
    return result


def _tasks(judgement: Judgement) -> list[_Task]:
    provenance = provenance_of(judgement)
    arms = style.arm_styles(judgement.experiments)
    whole = (overview.draw, (judgement, provenance))
    tasks = [_Task(OVERVIEW, "", "all claims", "overview", whole, provenance)]
    for i, (judged, stem) in enumerate(zip(judgement.experiments, stems(judgement.experiments), strict=True)):
        calls = _calls(judged, arms[i], provenance, judgement.environment.caches)
        tasks += [_Task(i, stem, judged.experiment.id, kind, call, provenance) for kind, call in calls.items()]
    return tasks


def _calls(
    judged: ExperimentJudgement, arms: style.ArmStyles, provenance: Provenance, caches: tuple[Cache, ...]
) -> dict[str, Call]:
    """By the kind of figure, in the order of the page: the answer, how sure it is, what it cost, why."""
    return {
        "ratio": (ratios.draw, (judged, arms, provenance)),
        "spread": (spread.draw, (judged, provenance)),
        "cost": (costs.draw, (judged, arms, provenance, caches)),
        "misses": (misses.draw, (judged, arms, provenance, caches)),
        "memory": (allocations.draw, (judged, arms, provenance)),
        "layout": (layouts.draw, (judged, provenance)),
    }


def _results(tasks: Sequence[_Task], jobs: int) -> Generator[_Rendered | str | None, None, None]:
    """In the order of the tasks."""
    if jobs == 1:
        yield from map(_run, tasks)
        return
    # Forked: the children inherit matplotlib as imported, which takes longer than most figures, and the tasks.
    pool = ProcessPoolExecutor(
        min(jobs, len(tasks)), multiprocessing.get_context("fork"), _inherit, (tasks, os.getpid())
    )
    try:
        yield from pool.map(_run_inherited, range(len(tasks)))
    except BrokenProcessPool:
        raise InputError("cannot draw: a process was ended from outside, perhaps for want of memory") from None
    finally:
        pool.shutdown(cancel_futures=True)


_inherited: list[_Task] = []  # Of a process that draws for another one.


def _inherit(tasks: Sequence[_Task], parent: int) -> None:
    """Makes a forked process ready, and lets it end with its parent however that ends: it would wait for ever."""
    die_with_parent = 1  # PR_SET_PDEATHSIG
    ctypes.CDLL(None).prctl(die_with_parent, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    _inherited.extend(tasks)


def _run_inherited(i: int) -> _Rendered | str | None:
    return _run(_inherited[i])


def _run(task: _Task) -> _Rendered | str | None:
    function, arguments = task.call
    try:
        try:
            drawing = function(*arguments)
        except TooMuchError as error:
            drawing = _notice(task, error)
        if drawing is None:
            return None
        svg, png = style.rendered(drawing.figure)
    except Exception as defect:  # noqa: BLE001 - named to the user, and the program fails at its end
        return f"{task.stem or task.kind}: figure of {task.kind} failed: {type(defect).__name__}: {defect}"
    stem = f"{task.stem}-{drawing.name}" if task.stem else drawing.name
    width, height = drawing.figure.get_size_inches()
    return _Rendered(
        Drawn(task.experiment, drawing.name, stem, drawing.title, drawing.alt, float(width), float(height)), svg, png
    )


def _notice(task: _Task, error: TooMuchError) -> Drawing:
    words = caption.joined(f"Too much to draw: {error}", task.provenance.text)
    return sheet.notice(task.kind, f"{short(task.subject)}: figure of {task.kind}", words)
