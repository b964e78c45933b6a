"""What the end-to-end tests share: the programs of a build, how to start them, and how to read what they leave.

MEMLORE_BIN names the build's folder of binaries; ctest sets it. Without it, or without the programs, all of it is
skipped. MEMLORE_EMULATED says that they are of another architecture.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from made_up_runs import with_ratios

from evidence.attacks import journal
from evidence.attacks.journal import Block, Place
from evidence.attacks.programs import Build

LIMIT_SECONDS = 60

Blocks = dict[Place, Block]

# What needs exact allocations or a simulated pass, which a sanitized build does not have.
NEEDS_EVERY_PASS = {
    "test_a_worker_that_somebody_kills_is_a_fault_of_the_arm_at_work",
    "test_every_pass_works_from_and_into_a_path_of_any_name",
    "test_one_cpu_simulates_what_several_do",
    "test_simulated_counts_are_the_same_bit_for_bit_from_another_folder_environment_and_seed",
    "test_the_gate_fails_on_the_word_that_was_asked_for",
    "test_the_neighbours_of_a_fault_are_judged[good/allocations]",
    "test_the_table_names_verdict_claim_and_report",
    "test_three_allocations_an_operation_are_counted_as_three",
    "test_with_valgrind_instructions_are_simulated",
    "test_without_valgrind_the_simulated_pass_is_left_out_with_the_reason",
}

# What starts the programs under valgrind.
NEEDS_VALGRIND = {
    "test_a_slowdown_that_is_not_planted_is_seen_by_its_instructions",
    "test_every_pass_works_from_and_into_a_path_of_any_name",
    "test_with_valgrind_instructions_are_simulated",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    sanitized = os.environ.get("MEMLORE_SANITIZE")
    emulated = os.environ.get("MEMLORE_EMULATED")
    for item in items:
        if sanitized and item.name in NEEDS_EVERY_PASS:
            item.add_marker(pytest.mark.skip(reason=f"built with -fsanitize={sanitized}"))
        if emulated and item.name in NEEDS_VALGRIND:
            item.add_marker(pytest.mark.skip(reason="valgrind runs programs of its own architecture only"))


@dataclass(frozen=True)
class Programs(Build):
    """The programs of one build. Most runs go without valgrind, whose start alone takes a second."""

    no_tools: Path

    def environment(self, valgrind: bool, extra: dict[str, str]) -> dict[str, str]:
        path = {} if valgrind else {"PATH": str(self.no_tools)}
        return {**os.environ, **path, **extra}

    def command(
        self,
        *arguments: object,
        valgrind: bool = False,
        extra: dict[str, str] | None = None,
        **options: Any,
    ) -> subprocess.CompletedProcess[str]:
        """Runs memlore to its end."""
        options = {"capture_output": True, "text": True, "errors": "replace", "timeout": LIMIT_SECONDS, **options}
        words = [str(self.memlore), *map(str, arguments)]
        return subprocess.run(words, env=self.environment(valgrind, extra or {}), check=False, **options)

    def measure(self, out: Path, filter: str, *arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
        return self.command(*self.measuring(out, filter, *arguments), **options)

    def start(self, words: list[str], **options: Any) -> subprocess.Popen[str]:
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
        return subprocess.Popen([str(self.memlore), *words], env=self.environment(False, {}), **options)


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Programs:
    folder = os.environ.get("MEMLORE_BIN")
    if not folder:
        pytest.skip("MEMLORE_BIN does not name a folder of binaries")
    found = Programs(Path(folder).absolute(), tmp_path_factory.mktemp("no_tools"))
    for program in (found.memlore, found.faulty):
        if not program.is_file():
            pytest.skip(f"{program} is not built")
    return found


@dataclass(frozen=True)
class Finished:
    """A run that is over: what it said, and its folder, which no test may change."""

    process: subprocess.CompletedProcess[str]
    folder: Path

    @property
    def record(self) -> dict[str, Any]:
        return load(self.folder / "run.json")

    @property
    def judgement(self) -> dict[str, Any]:
        return load(self.folder / "judgement.json")


@pytest.fixture(scope="session")
def sound_run(programs: Programs, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A run in which nothing goes wrong."""
    folder = tmp_path_factory.mktemp("sound") / "run"
    process = programs.measure(folder, "^good/(sums|absent|allocations|threads)$", "--seed", 7, "--json")
    assert process.returncode == 0, process.stderr
    return Finished(process, folder)


@pytest.fixture(scope="session")
def another_run(programs: Programs, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A second run of a part of what the sound run has."""
    folder = tmp_path_factory.mktemp("another") / "run"
    process = programs.measure(folder, "^good/(sums|absent)$", "--seed", 8, "--quiet")
    assert process.returncode == 0, process.stderr
    return Finished(process, folder)


@pytest.fixture
def compare(programs: Programs, sound_run: Finished, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Compares two runs; a dictionary of ratios stands for a made-up run, a record for itself."""

    def path_of(run: Path | dict[str, Any], name: str) -> Path:
        if isinstance(run, Path):
            return run
        record = run if "plan" in run else with_ratios(sound_run.record, run)
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "run.json").write_text(json.dumps(record), encoding="utf-8")
        return tmp_path / name

    def compare_runs(
        first: Path | dict[str, Any], second: Path | dict[str, Any], *words: str
    ) -> subprocess.CompletedProcess[str]:
        return programs.command("compare", *words, path_of(first, "first"), path_of(second, "second"))

    return compare_runs


def load(path: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return parsed


@pytest.fixture(scope="session")
def journalled() -> Callable[[Path], Blocks]:
    """The blocks in the journal of a run under way, torn lines left aside."""
    return lambda folder: journal.blocks_of(journal.records_in(journal.text_of(folder)))


@pytest.fixture(scope="session")
def finished() -> Callable[[Path], Blocks]:
    """The same of cells that one process timed to their end: what a resumed run does not measure again."""
    return lambda folder: journal.finished(journal.records_in(journal.text_of(folder)))


@pytest.fixture(scope="session")
def recorded() -> Callable[[dict[str, Any]], list[tuple[Place, Block]]]:
    """The blocks in the record of a run, as a list: one that is there twice is seen."""
    return journal.recorded


@pytest.fixture(scope="session")
def planned() -> Callable[[dict[str, Any]], list[Place]]:
    """Where the plan of a run wants a block. For runs of experiments that are all timed and exist at every point."""

    def read(record: dict[str, Any]) -> list[Place]:
        plan = record["plan"]
        return [
            Place(process["index"], cell, arm, turn)
            for process in plan["processes"]
            for cell, what in enumerate(plan["cells"])
            for arm in range(len(what["arms"]))
            for turn in range(plan["profile"]["rounds"])
        ]

    return read


@pytest.fixture(scope="session")
def wait_until() -> Callable[[Callable[[], bool], str], None]:
    """Waits for a condition; a test that waits in vain says for what."""

    def wait(condition: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + LIMIT_SECONDS
        while not condition():
            assert time.monotonic() < end, f"waited in vain for {what}"
            time.sleep(0.02)

    return wait
