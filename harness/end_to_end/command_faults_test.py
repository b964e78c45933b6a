"""An arm that misbehaves makes its own experiment invalid, by kind and with the reason; everything else is judged."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

# Experiment: what its fault is called, and words of the reason.
FAULTS = {
    "bad/aborts": ("crashed", "signal 6"),
    "bad/crashes": ("crashed", "signal 11"),
    "bad/crashes-later": ("crashed", "signal 11"),
    "bad/exits": ("crashed", "exited with 0"),
    "bad/hangs": ("hung", "reported nothing for 1 s"),
    "bad/throws-preparing": ("threw", "thrown while preparing"),
    "bad/throws-running": ("threw", "thrown while running"),
    "bad/wrong-checksum": ("wrong_checksum", "do not do equal work"),
}
SOUND = {"good/absent", "good/allocations", "good/sums"}


@pytest.fixture(scope="session")
def faulty_run(programs, sound_run, tmp_path_factory):
    """A run of every fault there is, among experiments that have none."""
    folder = tmp_path_factory.mktemp("faulty")
    process = programs.measure(
        folder / "run",
        "^bad/|^good/(sums|absent|allocations)$",
        *("--processes", 3, "--hang-limit", 1, "--seed", 5),
        extra={"MEMLORE_FAULTY_COUNT": str(folder / "count")},
    )
    return type(sound_run)(process, folder / "run")


@pytest.fixture(scope="session")
def experiments(faulty_run):
    return {each["experiment"]["id"]: each for each in faulty_run.judgement["experiments"]}


def test_a_run_with_an_invalid_claim_exits_with_3(faulty_run) -> None:
    assert faulty_run.process.returncode == 3, faulty_run.process.stderr


@pytest.mark.parametrize("experiment", FAULTS)
def test_a_fault_is_told_by_its_kind_arm_and_point(experiments, faulty_run, experiment) -> None:
    kind, words = FAULTS[experiment]
    judged = experiments[experiment]
    assert [(each["kind"], each["point"]) for each in judged["faults"]] == [(kind, "place:broken")]
    # Of two arms that disagree nobody can say which one is wrong.
    if kind != "wrong_checksum":
        assert judged["faults"][0]["arm"] == "culprit"
    assert words in judged["faults"][0]["detail"]
    assert judged["claims"]
    for claim in judged["claims"]:
        assert claim["verdict"]["word"] == "invalid"
        assert claim["verdict"]["reason"]["code"] == kind
        assert words in claim["verdict"]["reason"]["message"]
        assert claim["verdict"]["reason"]["message"] in faulty_run.process.stdout


@pytest.mark.parametrize("experiment", sorted(SOUND))
def test_the_neighbours_of_a_fault_are_judged(experiments, experiment) -> None:
    assert experiments[experiment]["faults"] == []
    for claim in experiments[experiment]["claims"]:
        assert claim["verdict"]["word"] != "invalid"
        assert any(each["estimate"]["n"] > 0 for each in claim["comparisons"])


def test_the_neighbours_of_a_fault_have_every_planned_block(faulty_run, recorded, planned) -> None:
    record = faulty_run.record
    cells = [i for i, each in enumerate(record["plan"]["cells"]) if each["experiment"] == "good/sums"]
    blocks = [place for place, _ in recorded(record) if place[1] in cells]
    assert sorted(blocks) == sorted(place for place in planned(record) if place[1] in cells)
    assert blocks


def test_nobody_else_is_blamed(faulty_run) -> None:
    assert sorted(each["experiment"] for each in faulty_run.record["faults"]) == sorted(FAULTS)


def test_what_was_measured_before_a_late_crash_is_kept(faulty_run) -> None:
    record = faulty_run.record
    cells = [i for i, each in enumerate(record["plan"]["cells"]) if each["experiment"] == "bad/crashes-later"]
    assert 0 in {each["process"] for each in record["series"] if each["cell"] in cells}


def test_nothing_but_the_record_is_left_of_a_run_whose_workers_said_nothing(faulty_run) -> None:
    assert {each.name for each in faulty_run.folder.iterdir()} == {"run.json", "judgement.json"}


def test_an_invalid_claim_can_be_a_gate(programs, faulty_run, tmp_path) -> None:
    (tmp_path / "run.json").write_bytes((faulty_run.folder / "run.json").read_bytes())
    assert programs.command("judge", tmp_path, "--quiet").returncode == 3
    process = programs.command("judge", tmp_path, "--quiet", "--fail-on", "invalid")
    assert process.returncode == 1
    assert "--fail-on invalid: test bad/aborts is invalid" in process.stderr


def test_a_worker_that_somebody_kills_is_a_fault_of_the_arm_at_work(
    programs, sound_run, journalled, finished, wait_until, tmp_path
) -> None:
    folder = tmp_path / "run"
    process = programs.start(programs.measuring(folder, "^good/(slow|allocations)$", "--processes", 20))

    def killed_at_work() -> bool:
        """Stops a worker, looks whether it is in the middle of a cell, and kills it if so."""
        workers = children_of(process.pid)
        for each in workers:
            os.kill(each, signal.SIGSTOP)
        time.sleep(0.2)  # For what it has reported.
        in_a_cell = bool(workers) and (folder / "journal.jsonl").exists() and journalled(folder) != finished(folder)
        for each in workers:
            os.kill(each, signal.SIGKILL if in_a_cell else signal.SIGCONT)
        return in_a_cell

    wait_until(killed_at_work, "a worker in the middle of a cell")
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 3, errors
    done = type(sound_run)(process, folder)
    fault = done.record["faults"][0]
    assert len(done.record["faults"]) == 1
    assert (fault["experiment"], fault["kind"]) == ("good/slow", "crashed")
    assert fault["arm"] in {"nap", "doze"}
    assert "signal 9" in fault["detail"]
    words = {each["experiment"]["id"]: each["claims"][0]["verdict"]["word"] for each in done.judgement["experiments"]}
    assert words == {"good/slow": "invalid", "good/allocations": "holds"}


def children_of(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
