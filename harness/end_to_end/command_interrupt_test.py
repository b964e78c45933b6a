"""Whatever ends a run early loses at most the block under way, and --resume does exactly the rest."""

from __future__ import annotations

import json
import resource
import signal
from pathlib import Path

import pytest

PROCESSES = 4


@pytest.fixture
def slow(programs, journalled, wait_until, tmp_path):
    """Starts a run of a slow experiment and returns it in the middle of its time pass."""
    started = []

    def start(*arguments):
        words = ["--processes", PROCESSES, "--seed", 3, *arguments]
        process = programs.start(programs.measuring(tmp_path / "run", "^good/slow$", *words))
        started.append(process)
        # The first process is done by then and the second under way: it has 2 cells of at most 3 arms in 2 rounds.
        wait_until(lambda: len(journalled(tmp_path / "run")) >= 14 or process.poll() is not None, "blocks")
        assert process.poll() is None, process.stderr.read()
        return process, tmp_path / "run"

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def resume(programs, folder, *arguments):
    return programs.command("run", "--resume", folder, "--benches", programs.faulty, "--no-plots", *arguments)


def assert_completed(folder: Path, before, recorded, planned) -> None:
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    blocks = recorded(record)
    assert record["complete"] is True
    assert record["faults"] == []
    assert sorted(place for place, _ in blocks) == sorted(planned(record))
    assert {place: dict(blocks)[place] for place in before} == before, "a finished cell was measured again"
    processes: dict[tuple[int, int], set[int]] = {}
    for series in record["series"]:
        processes.setdefault((series["cell"], series["process"]), set()).add(series["worker"])
    assert {len(each) for each in processes.values()} == {1}, "a round of two processes"
    assert not (folder / "journal.jsonl").exists()
    assert not (folder / "scratch").exists()


def test_control_c_keeps_every_block_and_says_how_to_go_on(slow, programs, finished, recorded, planned) -> None:
    process, folder = slow()
    before = finished(folder)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert f"memlore run --resume {folder} --benches {programs.faulty}" in errors
    assert not (folder / "run.json").exists()
    kept = finished(folder)
    assert before.items() <= kept.items()
    assert resume(programs, folder).returncode == 0
    assert_completed(folder, kept, recorded, planned)


def test_sigterm_is_an_interruption_as_well(slow, journalled) -> None:
    process, folder = slow()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 130
    assert len(journalled(folder)) >= 14


def test_kill_9_leaves_a_journal_to_go_on_with_and_no_worker(
    slow, programs, finished, recorded, planned, wait_until
) -> None:
    process, folder = slow()
    workers = [int(each) for each in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    assert workers
    process.kill()
    process.communicate(timeout=20)
    wait_until(lambda: not any(is_running(each) for each in workers), "the end of the workers")
    kept = finished(folder)
    assert len(kept) >= 10
    assert resume(programs, folder).returncode == 0
    assert_completed(folder, kept, recorded, planned)


def is_running(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] not in {"Z", "X"}
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_line_that_was_cut_short_is_dropped(slow, programs, finished, recorded, planned) -> None:
    process, folder = slow()
    process.kill()
    process.communicate(timeout=20)
    kept = finished(folder)
    with (folder / "journal.jsonl").open("a", encoding="utf-8") as journal:
        journal.write('{"block":{"process":1,"cell":0,"ar')
    assert resume(programs, folder).returncode == 0
    assert_completed(folder, kept, recorded, planned)


def test_a_run_can_be_interrupted_more_than_once(slow, programs, finished, recorded, planned, wait_until) -> None:
    process, folder = slow()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    first = finished(folder)
    words = ["run", "--resume", str(folder), "--benches", str(programs.faulty), "--no-plots"]
    again = programs.start(words)
    wait_until(lambda: len(finished(folder)) > len(first), "another cell")
    again.send_signal(signal.SIGINT)
    again.communicate(timeout=20)
    assert again.returncode == 130
    second = finished(folder)
    assert first.items() < second.items()
    assert resume(programs, folder).returncode == 0
    assert_completed(folder, second, recorded, planned)


def test_an_interrupted_run_can_be_judged_and_says_that_it_is_incomplete(slow, programs) -> None:
    process, folder = slow()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    judged = programs.command("judge", folder, "--json")
    assert judged.returncode == 0, judged.stderr
    judgement = json.loads(judged.stdout)
    assert judgement["complete"] is False
    assert "incomplete" in [each["code"] for each in judgement["warnings"]]


def test_an_interrupted_run_keeps_its_findings_and_a_resumed_one_looks_again(slow, programs) -> None:
    def severities(document) -> dict[str, str]:
        assert len({each["id"] for each in document["findings"]}) == len(document["findings"])
        return {each["id"]: each["severity"] for each in document["findings"]}

    process, folder = slow()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert '{"finding"' in (folder / "journal.jsonl").read_text(encoding="utf-8")
    judged = json.loads(programs.command("judge", folder, "--json").stdout)
    assert severities(judged)["preloaded_libraries"] == "ok"
    # A library that is preloaded on the second day only.
    words = ["run", "--resume", folder, "--benches", programs.faulty, "--no-plots"]
    assert programs.command(*words, extra={"LD_PRELOAD": "libm.so.6"}).returncode == 0
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert severities(record)["preloaded_libraries"] == "warning"
    assert severities(record).keys() == severities(judged).keys()


def test_a_full_disk_stops_the_run_with_one_sentence_and_resume_goes_on(
    slow, programs, finished, recorded, planned
) -> None:
    process, folder = slow("--quiet")
    size = (folder / "journal.jsonl").stat().st_size
    # As good as a full disk: the journal may grow by a few lines and the start of another.
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size + 700, resource.RLIM_INFINITY))
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 2, errors
    assert errors.startswith(f"memlore: cannot write {folder / 'journal.jsonl'}: File too large")
    assert "what was measured is kept" in errors
    assert f"--resume {folder}" in errors
    assert errors.count("\n") == 1
    kept = finished(folder)
    assert resume(programs, folder).returncode == 0
    assert_completed(folder, kept, recorded, planned)


def test_a_disk_without_room_for_the_beginning_is_no_obstacle_to_the_next_try(programs, tmp_path) -> None:
    folder = tmp_path / "run"

    def without_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))

    process = programs.measure(folder, "good/allocations", preexec_fn=without_room)
    assert process.returncode == 2
    assert str(folder) in process.stderr
    assert "room" in process.stderr
    assert programs.measure(folder, "good/allocations").returncode == 0


def test_a_run_does_not_go_on_with_another_build(slow, programs, tmp_path) -> None:
    process, folder = slow()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    other = tmp_path / "memlore-benches-faulty"
    other.write_bytes(programs.faulty.read_bytes() + b"one byte more")
    other.chmod(0o755)
    before = (folder / "journal.jsonl").read_bytes()
    refused = programs.command("run", "--resume", folder, "--benches", other)
    assert refused.returncode == 2
    assert "another build" in refused.stderr
    assert (folder / "journal.jsonl").read_bytes() == before
