"""All figures of a judgement: which there are, in what order, and their files.

A figure is a task, so that processes share the work evenly; one that fails is a defect of ours, named at the end, and
costs no other figure.
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plots import allocations, costs, layouts, misses, overview, ratios, spread, style
from plots.caption import Provenance, provenance_of
from plots.input_error import InputError
from plots.model import Cache, ClaimJudgement, Judgement
from plots.sheet import Drawing

OVERVIEW = -1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure in its files, as the page needs it."""

    claim: int  # Index of its claim; OVERVIEW for the sheet of all claims.
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
    claim: int
    stem: str
    folder: Path
    draw: tuple[Callable[..., Drawing | None], tuple[object, ...]]


def draw_all(judgement: Judgement, folder: Path, jobs: int) -> Drawings:
    """Writes every figure into the folder, on so many processes."""
    tasks = _tasks(judgement, folder)
    style.apply()
    if jobs > 1:
        # Forked: the children inherit matplotlib as imported, which takes longer than most figures.
        with multiprocessing.get_context("fork").Pool(min(jobs, len(tasks))) as pool:
            results = pool.map(_run, tasks, chunksize=1)
    else:
        results = [_run(task) for task in tasks]
    return Drawings(
        tuple(each for each in results if isinstance(each, Drawn)),
        tuple(each for each in results if isinstance(each, str)),
    )


def stems(claims: Sequence[ClaimJudgement]) -> list[str]:
    """A file name for each claim, from its id; safe whatever the id holds, and different for different claims."""
    taken: set[str] = {"overview"}
    result = []
    for claim in claims:
        plain = re.sub(r"[^a-z0-9_]+", "-", claim.experiment.id.lower()).strip("-")[:80] or "experiment"
        stem = next(each for each in (plain, *(f"{plain}-{i}" for i in range(2, len(claims) + 3))) if each not in taken)
        taken.add(stem)
        result.append(stem)
    return result


def _tasks(judgement: Judgement, folder: Path) -> list[_Task]:
    provenance = provenance_of(judgement)
    arms = style.arm_styles(judgement.claims)
    tasks = [_Task(OVERVIEW, "", folder, (overview.draw, (judgement, provenance)))]
    for i, (claim, stem) in enumerate(zip(judgement.claims, stems(judgement.claims), strict=True)):
        calls = _calls(claim, arms[i], provenance, judgement.environment.caches)
        tasks += [_Task(i, stem, folder, call) for call in calls]
    return tasks


def _calls(
    claim: ClaimJudgement, arms: style.ArmStyles, provenance: Provenance, caches: tuple[Cache, ...]
) -> list[tuple[Callable[..., Drawing | None], tuple[object, ...]]]:
    """In the order of the page: the answer, how sure it is, what it cost, why."""
    return [
        (ratios.draw, (claim, arms, provenance)),
        (spread.draw, (claim, provenance)),
        (costs.draw, (claim, arms, provenance, caches)),
        (misses.draw, (claim, arms, provenance, caches)),
        (allocations.draw, (claim, arms, provenance)),
        (layouts.draw, (claim, provenance)),
    ]


def _run(task: _Task) -> Drawn | str | None:
    function, arguments = task.draw
    try:
        drawing = function(*arguments)
        if drawing is None:
            return None
        svg, png = style.rendered(drawing.figure)
    except Exception as defect:  # noqa: BLE001 - named to the user, and the program fails at its end
        name = task.stem or "overview"
        return f"{name}: figure of {function.__module__.rpartition('.')[2]} failed: {type(defect).__name__}: {defect}"
    stem = f"{task.stem}-{drawing.name}" if task.stem else drawing.name
    try:
        (task.folder / f"{stem}.svg").write_bytes(svg)
        (task.folder / f"{stem}.png").write_bytes(png)
    except OSError as error:
        raise InputError(f"cannot write {task.folder / stem}.svg and .png: {error.strerror}") from None
    width, height = drawing.figure.get_size_inches()
    return Drawn(task.claim, drawing.name, stem, drawing.title, drawing.alt, float(width), float(height))
