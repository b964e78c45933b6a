"""A run in which nothing goes wrong: its files, its words, and that a seed decides the plan."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from json_schema import mismatches

SCHEMAS = Path(__file__).resolve().parents[2] / "results" / "schema"


def judged(judgement, experiment):
    return next(each for each in judgement["experiments"] if each["experiment"]["id"] == experiment)


def test_a_run_leaves_record_and_judgement_and_no_scratch(sound_run) -> None:
    assert sorted(each.name for each in sound_run.folder.iterdir()) == ["judgement.json", "run.json"]
    assert sound_run.record["kind"] == "memlore.run"
    assert sound_run.record["complete"] is True
    assert sound_run.record["faults"] == []
    assert sound_run.judgement["kind"] == "memlore.judgement"


def test_json_is_the_judgement_and_nothing_else(sound_run) -> None:
    assert sound_run.process.stdout == (sound_run.folder / "judgement.json").read_text(encoding="utf-8")
    assert "recording to" in sound_run.process.stderr


@pytest.mark.parametrize("name", ["run", "judgement"])
def test_a_record_is_as_its_schema_says(sound_run, name) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    record = json.loads((sound_run.folder / f"{name}.json").read_text(encoding="utf-8"))
    assert list(mismatches(record, schema, schema)) == []


def test_every_planned_block_of_every_arm_that_exists_is_there_once(sound_run, recorded, planned) -> None:
    record = sound_run.record
    timed = {each["id"] for each in record["experiments"] if "time" in each["passes"]}
    absent = {
        (each["experiment"], each["arm"]) for each in record["plan"]["left_out"] if each["arm"] and not each["pass"]
    }

    def exists(place) -> bool:
        cell = record["plan"]["cells"][place[1]]
        broken = any(each["label"] == "broken" for each in cell["point"])
        gone = broken and (cell["experiment"], cell["arms"][place[2]]["name"]) in absent
        return cell["experiment"] in timed and not gone

    assert sorted(place for place, _ in recorded(record)) == sorted(filter(exists, planned(record)))


def test_three_allocations_an_operation_are_counted_as_three(sound_run) -> None:
    experiment = judged(sound_run.judgement, "good/allocations")
    assert experiment["claims"][0]["verdict"]["word"] == "holds"
    metrics = {(each["arm"], each["metric"]): each["estimate"]["value"] for each in experiment["summaries"]}
    assert metrics["three", "allocations_per_op"] == 3
    assert metrics["three", "frees_per_op"] == 3
    assert metrics["three", "allocated_bytes_per_op"] == 120
    assert metrics["three", "peak_live_bytes"] == 40  # each block is freed before the next is asked for
    assert metrics["none", "peak_live_bytes"] == 0
    assert metrics["none", "allocations_per_op"] == 0


def test_an_arm_that_is_absent_at_a_point_is_left_out_there_with_its_reason(sound_run) -> None:
    experiment = judged(sound_run.judgement, "good/absent")
    left_out = [(each["point"], each["arm"], each["reason"]) for each in experiment["left_out"]]
    assert left_out == [("place:broken", "sometimes", "there is no such sum here")]
    timed = {(each["point"][0]["label"], each["arm"]) for each in experiment["summaries"] if each["estimate"]["n"] > 0}
    assert timed == {("sound", "always"), ("sound", "sometimes"), ("broken", "always")}


def test_points_with_more_threads_than_processors_are_left_out(sound_run) -> None:
    experiment = judged(sound_run.judgement, "good/threads")
    assert "threads:64" in [each["point"] for each in experiment["left_out"]]
    assert experiment["faults"] == []


def test_judging_again_gives_the_same_bytes(programs, sound_run, tmp_path) -> None:
    shutil.copy(sound_run.folder / "run.json", tmp_path)
    process = programs.command("judge", tmp_path, "--json")
    assert process.returncode == 0
    assert process.stderr == ""
    first = (sound_run.folder / "judgement.json").read_bytes()
    assert (tmp_path / "judgement.json").read_bytes() == first
    assert process.stdout.encode() == first


def test_judging_leaves_the_record_as_it_is(programs, sound_run, tmp_path) -> None:
    shutil.copy(sound_run.folder / "run.json", tmp_path)
    assert programs.command("judge", tmp_path / "run.json", "--quiet").returncode == 0
    assert (tmp_path / "run.json").read_bytes() == (sound_run.folder / "run.json").read_bytes()
    assert (tmp_path / "judgement.json").exists()


def test_quiet_says_nothing(programs, tmp_path) -> None:
    process = programs.measure(tmp_path / "run", "good/allocations", "--quiet")
    assert process.returncode == 0
    assert process.stdout == ""
    assert process.stderr == ""


def test_the_table_names_verdict_claim_and_report(programs, sound_run, tmp_path) -> None:
    shutil.copy(sound_run.folder / "run.json", tmp_path)
    process = programs.command("judge", tmp_path)
    assert "good/allocations" in process.stdout
    assert "holds" in process.stdout
    assert f"report: {tmp_path / 'judgement.json'}" in process.stdout
    assert "\x1b" not in process.stdout


def order_and_plan(record):
    """What the seed decides: the plan before calibration, and which block came when."""
    plan = json.loads(json.dumps(record["plan"]))
    del plan["timekeeping"]
    for cell in plan["cells"]:
        del cell["setup_ns"], cell["block_ns"]
        for arm in cell["arms"]:
            del arm["iterations"], arm["iteration_ns"]
    order = {
        (series["process"], series["order"][i]): (series["cell"], series["arm"], series["round"][i])
        for series in record["series"]
        for i in range(len(series["round"]))
    }
    return plan, order


def run_with_seed(programs, folder, seed):
    process = programs.measure(folder, "^good/sums$", "--seed", seed, "--processes", 4, "--quiet")
    assert process.returncode == 0, process.stderr
    return json.loads((folder / "run.json").read_text(encoding="utf-8"))


def test_the_same_seed_gives_the_same_plan_and_order_and_another_seed_another(programs, tmp_path) -> None:
    first, again, other = (
        order_and_plan(run_with_seed(programs, tmp_path / name, seed))
        for name, seed in [("first", 11), ("again", 11), ("other", 12)]
    )
    assert first == again
    assert first[0]["processes"] != other[0]["processes"]
    assert first[1] != other[1]


def test_the_gate_fails_on_the_word_that_was_asked_for(programs, sound_run, tmp_path) -> None:
    shutil.copy(sound_run.folder / "run.json", tmp_path)
    failed = programs.command("judge", tmp_path, "--quiet", "--fail-on", "refuted", "--fail-on", "holds")
    assert failed.returncode == 1
    told = "test good/allocations is holds: three: allocations per operation ≤ 3"
    assert failed.stderr == f"memlore: --fail-on holds: {told}\n"
    passed = programs.command("judge", tmp_path, "--quiet", "--fail-on", "refuted")
    assert passed.returncode == 0
    assert passed.stderr == ""


def test_the_plots_are_drawn_unless_they_are_not_wanted(programs, tmp_path) -> None:
    words = [each for each in programs.measuring(tmp_path / "run", "good/allocations") if each != "--no-plots"]
    process = programs.command(*words)
    assert process.returncode == 0, process.stderr
    if "no figures" in process.stderr:
        pytest.skip(process.stderr.strip())
    assert f"report: {tmp_path / 'run' / 'report.html'}" in process.stdout
    assert (tmp_path / "run" / "report.html").exists()
    assert list((tmp_path / "run" / "plots").glob("*.svg"))
