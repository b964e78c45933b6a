"""The counters of memlore on an emulated AArch64 machine: its PMU counts cycles and instructions, exactly.

    export MEMLORE_BIN=build/aarch64/bin MEMLORE_SYSROOT=build/aarch64-sysroot
    .venv/bin/python -m pytest -rs scripts/aarch64/guest_check.py

ctest starts it in the aarch64 preset. The machine is started once for all of it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from aarch64.guest import PROGRAMS, Said, Step, console_of, root_file_system, said_in

LIMIT_SECONDS = 300
GUEST_PROGRAMS = ("memlore", "memlore-benches", "memlore_system_test")

STEPS = (
    Step("unit-tests", f"{PROGRAMS}/memlore_system_test --gtest_color=no"),
    Step(
        "run",
        f"{PROGRAMS}/memlore run --profile smoke --filter '^copying/value-or-reference$' --point 'bytes:8/' "
        "--passes time,count --seed 7 --no-plots --quiet --out /tmp/run",
    ),
    Step("record", "cat /tmp/run/run.json"),
    Step("known-answers", f"{PROGRAMS}/memlore counters --self-test --quiet --json 2>/tmp/errors || cat /tmp/errors"),
)

EXACT = {"cycles", "instructions"}
NOT_IN_THIS_PMU = {"cache-misses", "branch-misses"}


@pytest.fixture(scope="session")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Said]:
    """What the steps said. The console as it was is left beside the programs."""
    emulator = shutil.which("qemu-system-aarch64")
    if emulator is None:
        pytest.skip("no guest: qemu-system-aarch64 is not installed (scripts/bootstrap --aarch64)")
    if not (programs := os.environ.get("MEMLORE_BIN")) or not (sysroot := os.environ.get("MEMLORE_SYSROOT")):
        pytest.skip("no guest: MEMLORE_BIN and MEMLORE_SYSROOT do not name a cross build and its sysroot")
    kernels = sorted(Path(sysroot).glob("boot/vmlinuz-*"))
    if not kernels:
        pytest.skip(f"no guest: there is no kernel in {sysroot} (scripts/bootstrap --aarch64)")
    scratch = tmp_path_factory.mktemp("guest")
    root = scratch / "root.cpio"
    paths = [Path(programs) / name for name in GUEST_PROGRAMS]
    root.write_bytes(root_file_system(paths, STEPS, Path(sysroot), scratch))
    console = console_of(emulator, kernels[-1], root, LIMIT_SECONDS)
    (Path(programs).parent / "guest.log").write_text(console, encoding="utf-8")
    found = said_in(console)
    assert set(found) == {each.name for each in STEPS}, console[-4000:]
    return found


@pytest.fixture(scope="session")
def record(said: dict[str, Said]) -> dict[str, Any]:
    assert said["run"].status == 0, said["run"].text
    parsed: dict[str, Any] = json.loads(said["record"].text)
    return parsed


def counters_of(record: dict[str, Any], names: set[str]) -> dict[str, dict[str, Any]]:
    found = {each["event"]: each for each in record["counters"] if each["event"] in names}
    assert set(found) == names
    return found


def counted(record: dict[str, Any], metric: str) -> dict[tuple[int, int], float]:
    """Counts per operation of the count pass, by cell and arm."""
    return {
        (each["cell"], each["arm"]): each["value"]
        for each in record["observations"]
        if each["pass"] == "count" and each["metric"] == metric
    }


def test_the_unit_tests_of_what_talks_to_the_kernel_pass_in_the_guest(said: dict[str, Said]) -> None:
    assert said["unit-tests"].status == 0, said["unit-tests"].text


def test_a_run_is_complete_and_without_faults(record: dict[str, Any]) -> None:
    assert record["complete"]
    assert record["faults"] == []
    assert record["series"]


def test_cycles_and_instructions_are_there(record: dict[str, Any]) -> None:
    assert {name: each["unavailable"] for name, each in counters_of(record, EXACT).items()} == dict.fromkeys(EXACT, "")
    for metric in ("cycles_per_op", "instructions_per_op"):
        assert counted(record, metric)


def test_the_instructions_of_an_operation_are_a_whole_number(record: dict[str, Any]) -> None:
    instructions = counted(record, "instructions_per_op")
    assert {place: value for place, value in instructions.items() if not value.is_integer()} == {}
    # Counting down and branching back are two.
    assert min(instructions.values()) > 2


def test_a_cycle_is_an_instruction_in_this_machine(record: dict[str, Any]) -> None:
    instructions = counted(record, "instructions_per_op")
    cycles = counted(record, "cycles_per_op")
    assert cycles.keys() == instructions.keys()
    for place, value in cycles.items():
        assert value == pytest.approx(instructions[place], rel=0.001), place


def test_events_that_the_pmu_lacks_are_said_to_be_missing_from_it(record: dict[str, Any]) -> None:
    for each in counters_of(record, NOT_IN_THIS_PMU).values():
        assert re.search(r"\bthe PMU of this \w+ (has no such|does not have this) event", each["unavailable"])
        assert "virtual machine" not in each["unavailable"]


def test_events_that_the_pmu_lacks_are_nowhere_counted(record: dict[str, Any]) -> None:
    assert not counted(record, "cache_misses_per_op")
    assert not counted(record, "branch_misses_per_op")


@pytest.fixture(scope="session")
def answers(said: dict[str, Said]) -> list[dict[str, Any]]:
    """What the counters answered to questions with known answers."""
    text = said["known-answers"].text
    if not text.startswith("{"):
        pytest.skip(f"memlore has no self-test of its counters: {text}")
    found: list[dict[str, Any]] = json.loads(text)["answers"]
    return found


def test_no_source_of_counts_answers_a_known_question_wrongly(answers: list[dict[str, Any]]) -> None:
    assert [each for each in answers if each["word"] == "wrong"] == []


def test_instructions_are_answered_to_the_last_one(answers: list[dict[str, Any]]) -> None:
    asked = [
        each
        for each in answers
        if each["answer"]["metric"] == "instructions_per_op" and each.get("counted") is not None
    ]
    assert asked
    for each in asked:
        assert each["counted"] == each["answer"]["expected"]
