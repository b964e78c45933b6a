"""Makes one small run of every experiment with the programs of a build, and checks what it leaves.

    .venv/bin/python scripts/smoke.py build/test/bin

It checks only what must be true on any machine, and therefore no time and no verdict.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

SCHEMAS = Path(__file__).resolve().parent.parent / "results" / "schema"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
SMALLEST_FIGURE_PIXELS = 100


class SmokeError(Exception):
    """What a check found."""


@dataclass(frozen=True)
class Subject:
    """The programs of a build and the run that they made."""

    programs: Path
    run: Path
    run_limit_seconds: int

    def start(self, program: str, *words: object, limit: int = 60) -> str:
        """Runs a program to its end, which has to be a good one; what it printed."""
        command = [str(self.programs / program), *map(str, words)]
        try:
            process = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, timeout=limit, check=False
            )
        except FileNotFoundError:
            raise SmokeError(f"{command[0]} is not there") from None
        except subprocess.TimeoutExpired:
            raise SmokeError(f"{' '.join(command)}: not done after {limit} s") from None
        if process.returncode != 0:
            raise SmokeError(f"{' '.join(command)}: exit code {process.returncode}")
        return process.stdout

    def record(self, name: str) -> dict[str, Any]:
        """A record of the run; of the kind and schema that are published for it."""
        found = parsed((self.run / f"{name}.json").read_text(encoding="utf-8"), f"{name}.json")
        schema = parsed((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"), f"{name}.schema.json")
        for field in ("kind", "schema_version"):
            expected = schema["properties"][field]["const"]
            if found.get(field) != expected:
                raise SmokeError(f"{name}.json: {field} is {found.get(field)!r}, and {expected!r} is published")
        return found

    def catalogue(self) -> list[dict[str, Any]]:
        experiments: list[dict[str, Any]] = parsed(self.start("memlore", "list", "--json"), "memlore list")[
            "experiments"
        ]
        return experiments


def parsed(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise SmokeError(f"{name}: {error}") from None
    if not isinstance(found, dict):
        raise SmokeError(f"{name}: not an object")
    return found


def expect_equal(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SmokeError(f"{what}: {found!r}, not {expected!r}")


def everything_runs(subject: Subject) -> str:
    words = ("run", "--profile", "smoke", "--seed", 1, "--quiet", "--out", subject.run)
    subject.start("memlore", *words, limit=subject.run_limit_seconds)
    return str(subject.run)


def the_raw_record_is_whole(subject: Subject) -> str:
    record = subject.record("run")
    expect_equal("run.json: complete", record["complete"], True)
    expect_equal("run.json: faults", record["faults"], [])
    if not record["series"] or not record["observations"]:
        raise SmokeError("run.json: no block or no observation")
    leftovers = [path.name for path in subject.run.iterdir() if path.name.startswith("journal")]
    expect_equal("journals left behind", leftovers, [])
    return f"{len(record['series'])} series, {len(record['observations'])} observations"


def every_claim_is_judged(subject: Subject) -> str:
    expected = {each["id"]: [claim["sentence"] for claim in each["claims"]] for each in subject.catalogue()}
    if not expected:
        raise SmokeError("the catalogue is empty")
    judged = {
        each["experiment"]["id"]: [claim["claim"]["sentence"] for claim in each["claims"]]
        for each in subject.record("judgement")["experiments"]
    }
    expect_equal("judged claims", judged, expected)
    return f"{sum(map(len, judged.values()))} claims of {len(judged)} experiments"


def no_claim_is_invalid(subject: Subject) -> str:
    verdicts = {
        claim["claim"]["sentence"]: claim["verdict"]
        for each in subject.record("judgement")["experiments"]
        for claim in each["claims"]
    }
    invalid = {name: each["reason"]["message"] for name, each in verdicts.items() if each["word"] == "invalid"}
    expect_equal("invalid claims", invalid, {})
    words = [each["word"] for each in verdicts.values()]
    return ", ".join(f"{words.count(word)} {word}" for word in sorted(set(words)))


def each_figure_is_drawn_twice(subject: Subject) -> str:
    folder = subject.run / "plots"
    drawn = {path.stem for path in folder.glob("*.svg")}
    expect_equal("figures as PNG", {path.stem for path in folder.glob("*.png")}, drawn)
    for name in sorted(drawn):
        check_svg(folder / f"{name}.svg")
        check_png(folder / f"{name}.png")
    if "overview" not in drawn:
        raise SmokeError("no overview")
    for each in subject.record("judgement")["experiments"]:
        name = each["experiment"]["id"]
        found = [comparison for claim in each["claims"] for comparison in claim["comparisons"]]
        # An experiment of which this build or machine observes nothing has no figure.
        if all(comparison["reason"]["code"] == "not_measured" for comparison in found):
            continue
        if not any(stem.startswith(name.replace("/", "-") + "-") for stem in drawn):
            raise SmokeError(f"no figure of {name}")
    return f"{len(drawn)} figures"


def check_svg(path: Path) -> None:
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise SmokeError(f"{path.name}: {error}") from None
    texts = [each for each in root.iter() if each.tag.endswith("}text")]
    shapes = [each for each in root.iter() if each.tag.endswith(("}path", "}use", "}rect"))]
    if not texts or not shapes:
        raise SmokeError(f"{path.name}: {len(texts)} texts and {len(shapes)} shapes")


def check_png(path: Path) -> None:
    head = path.read_bytes()[:24]
    if len(head) < 24 or not head.startswith(PNG_SIGNATURE):
        raise SmokeError(f"{path.name}: not a PNG")
    width, height = int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    if min(width, height) < SMALLEST_FIGURE_PIXELS:
        raise SmokeError(f"{path.name}: {width} by {height} pixels")


def the_page_shows_every_claim(subject: Subject) -> str:
    page = html.unescape((subject.run / "report.html").read_text(encoding="utf-8"))
    for each in subject.catalogue():
        for text in (each["id"], *(claim["sentence"] for claim in each["claims"])):
            if text not in page:
                raise SmokeError(f"report.html does not say {text!r}")
    pictures = re.findall(r'<img src="([^"]+)"', page)
    if not pictures:
        raise SmokeError("report.html shows no figure")
    missing = [each for each in pictures if not (subject.run / each).is_file()]
    expect_equal("figures of report.html that are not there", missing, [])
    return f"{len(pictures)} figures in it"


def judging_again_says_the_same(subject: Subject) -> str:
    expected = (subject.run / "judgement.json").read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(subject.run / "run.json", folder)
        subject.start("memlore", "judge", "--quiet", folder)
        if (Path(folder) / "judgement.json").read_bytes() != expected:
            raise SmokeError("another judgement of the same run.json")
    return f"{len(expected)} bytes"


def benches_by_hand_list_every_timed_experiment(subject: Subject) -> str:
    listed = subject.start("memlore-benches", "--benchmark_list_tests").splitlines()
    timed = {
        each["id"]
        for each in subject.catalogue()
        if any(arm["has_kernel"] and not arm["not_built"] for arm in each["arms"])
    }
    experiments = {"/".join(line.split("/")[:2]) for line in listed}
    # By hand the kernels of the self-test run, too; they are of no experiment in the catalogue.
    expect_equal("listed experiments", {each for each in experiments if not each.startswith("self-test/")}, timed)
    return f"{len(listed)} benchmarks"


def benches_by_hand_run(subject: Subject) -> str:
    first = subject.start("memlore-benches", "--benchmark_list_tests").splitlines()[0]
    # The library reads POSIX expressions, to which Python's escapes are errors.
    pattern = re.sub(r"[^\w/:]", ".", first)
    words = (f"--benchmark_filter=^{pattern}$", "--benchmark_min_time=0.01", "--benchmark_format=json")
    measured = parsed(subject.start("memlore-benches", *words), "memlore-benches")["benchmarks"]
    expect_equal("benchmarks that ran", [each["name"] for each in measured], [first])
    return first


CHECKS: tuple[Callable[[Subject], str], ...] = (
    everything_runs,
    the_raw_record_is_whole,
    every_claim_is_judged,
    no_claim_is_invalid,
    each_figure_is_drawn_twice,
    the_page_shows_every_claim,
    judging_again_says_the_same,
    benches_by_hand_list_every_timed_experiment,
    benches_by_hand_run,
)


def outcomes(subject: Subject) -> Iterator[bool]:
    for check in CHECKS:
        begin = time.monotonic()
        try:
            passed, found = True, check(subject)
        # A record of another shape than expected, or a file that is not there, is a finding, too.
        except (SmokeError, OSError, KeyError, TypeError, ValueError, IndexError) as error:
            passed, found = False, f"{type(error).__name__}: {error}"
        name = check.__name__.replace("_", " ")
        print(f"{'passed' if passed else 'FAILED'}  {name} ({found}; {time.monotonic() - begin:.1f} s)", flush=True)
        yield passed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("programs", type=Path, help="folder of a build's programs, such as build/test/bin")
    parser.add_argument("--out", type=Path, help="keep the run in this folder")
    parser.add_argument("--limit", type=int, default=240, metavar="SECONDS", help="for the run (default: %(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="memlore-smoke-") as folder:
        run = options.out or Path(folder) / "run"
        results = list(outcomes(Subject(options.programs.absolute(), run, options.limit)))
    print(f"smoke: {results.count(True)} passed, {results.count(False)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
