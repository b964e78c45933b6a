"""Python files where memlore works or where the environment points to: none of them is executed, and the page is there.

Each of them would leave a mark. They have names that the interpreter looks for by itself, and names of what the figures
need.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .checks import ending
from .programs import Programs
from .runs import Shape
from .tally import Attempt, Ground, Tally, Try

SHAPE = Shape("^good/(sums|allocations)$", ("--passes", "time,allocate"))
MODULES = (
    *("argparse", "json", "sitecustomize", "usercustomize", "jinja2", "numpy", "matplotlib", "pathlib", "os", "re"),
    *("encodings", "site", "dataclasses", "typing", "random", "evil_backend", "startup", "math", "io", "warnings"),
)
PACKAGES = ("plots", "harness", "mpl_toolkits")
LIMIT_SECONDS = 90


def plant(folder: Path, marks: Path) -> None:
    """Puts the files there. What is executed makes a file in `marks`, whose name says which it was."""
    folder.mkdir(parents=True, exist_ok=True)
    marks.mkdir(exist_ok=True)
    code = "open({!r}, 'w').close()\n"
    for name in MODULES:
        (folder / f"{name}.py").write_text(code.format(str(marks / name)), encoding="utf-8")
    for name in PACKAGES:
        (folder / name).mkdir(exist_ok=True)
        for file in ("__init__", "__main__"):
            (folder / name / f"{file}.py").write_text(code.format(str(marks / f"{name}.{file}")), encoding="utf-8")
    (folder / "matplotlibrc").write_text("backend: module://evil_backend\n", encoding="utf-8")
    (folder / "evil.pth").write_text(f"import os; open({str(marks / 'pth')!r}, 'w')\n", encoding="utf-8")


@dataclass(frozen=True)
class Scene:
    command: str
    where: str  # `here`: the working folder is full of them; `beside`: the environment alone leads there.
    variables: tuple[str, ...]

    def environment(self, evil: Path) -> dict[str, str]:
        values = {
            "PYTHONPATH": str(evil),
            "PYTHONSTARTUP": str(evil / "startup.py"),
            "PYTHONHOME": str(evil),
            "PYTHONUSERBASE": str(evil),
            "MATPLOTLIBRC": str(evil),
            "MPLCONFIGDIR": str(evil),
            "MPLBACKEND": "module://evil_backend",
        }
        return {name: values[name] for name in self.variables}


VARIABLES = (
    *((), ("PYTHONPATH",), ("PYTHONSTARTUP",), ("PYTHONHOME",), ("PYTHONUSERBASE",), ("MPLBACKEND", "PYTHONPATH")),
    *(("MATPLOTLIBRC",), ("MPLCONFIGDIR",), ("PYTHONPATH", "PYTHONSTARTUP", "MPLCONFIGDIR")),
)


def scenes() -> Iterator[Scene]:
    for command in ("judge . --plots", "judge RUN --plots", "run"):
        for where in ("here", "beside"):
            for variables in VARIABLES if command != "run" else VARIABLES[:2]:
                if where == "here" or variables:
                    yield Scene(command, where, variables)


def attempt(programs: Programs, whole: Path, scene: Scene, folder: Path) -> Attempt:
    here, marks = folder / "here", folder / "marks"
    evil = here if scene.where == "here" else folder / "beside"
    run = here if scene.command.startswith("judge .") else folder / "run"
    here.mkdir()
    plant(evil, marks)
    if scene.command != "run":
        shutil.copytree(whole, run, dirs_exist_ok=True)
    words = {
        "judge . --plots": ["judge", ".", "--plots", "--quiet"],
        "judge RUN --plots": ["judge", str(run), "--plots", "--quiet"],
        "run": [each for each in SHAPE.fresh(programs, run) if each != "--no-plots"],
    }[scene.command]
    found = programs.run(words, folder / "tools", LIMIT_SECONDS, cwd=here, extra=scene.environment(evil))
    failures = ending(found, {0})
    if executed := sorted(path.name for path in marks.iterdir()):
        failures.append(f"executed {', '.join(executed[:5])}")
    if not (run / "report.html").is_file():
        failures.append(f"no page: {found.words}")
    return Attempt(failures=tuple(failures))


def attack(programs: Programs, ground: Ground, every: int = 1) -> Tally:
    """Of all that there are, one in `every`."""
    whole = ground.folder / "ground" / "run"
    whole.parent.mkdir(parents=True)
    programs.run(SHAPE.fresh(programs, whole), ground.folder / "ground" / "tools")

    def each(scene: Scene) -> Try:
        name = f"{scene.command}, files {scene.where}, {' '.join(scene.variables) or 'no variable'}"
        return Try(name, lambda folder: attempt(programs, whole, scene, folder))

    return ground.attack("code", [each(scene) for scene in scenes()][::every])
