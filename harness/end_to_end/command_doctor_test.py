"""The doctor: what it prints, what a gate does, and that a run records what was found."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

MANY = 25


def doctor(programs, *words: object, **options) -> subprocess.CompletedProcess[str]:
    return programs.command("doctor", "--benches", programs.faulty, *words, **options)


def finding(findings, name):
    return next(each for each in findings if each["id"] == name)


@pytest.fixture(scope="module")
def examination(programs):
    process = doctor(programs, "--json")
    assert process.returncode == 0, process.stderr
    assert process.stderr == ""
    return json.loads(process.stdout)


def test_json_is_the_examination_and_nothing_else(examination) -> None:
    assert (examination["kind"], examination["schema_version"]) == ("memlore.doctor", 1)


def test_many_things_are_looked_at_each_once_and_told_in_the_order_of_harm(examination) -> None:
    ids = [each["id"] for each in examination["findings"]]
    assert len(ids) >= MANY
    assert len(set(ids)) == len(ids)
    order = ["severe", "warning", "note", "unknown", "ok"]
    places = [order.index(each["severity"]) for each in examination["findings"]]
    assert places == sorted(places)


def test_every_finding_says_what_was_found_and_what_it_does(examination) -> None:
    for each in examination["findings"]:
        assert each["title"], each
        assert each["found"], each
        assert each["effect"], each
        assert bool(each["remedy"]) == (each["severity"] in ("note", "warning", "severe")), each


def test_a_person_reads_every_finding_and_a_conclusion(programs, examination) -> None:
    process = doctor(programs)
    assert process.returncode == 0, process.stderr
    for each in examination["findings"]:
        assert f"({each['id']})\n" in process.stdout
    lines = process.stdout.splitlines()
    assert lines[-1].startswith(f"{examination['machine']}: ")
    assert "checks passed" in lines[-1]


def test_a_build_for_tests_is_severe_and_fails_the_gate(programs, examination) -> None:
    build = finding(examination["findings"], "optimisation")
    if build["severity"] == "ok":
        pytest.skip("this build has no assertions")
    assert build["severity"] == "severe"
    assert "with assertions" in build["found"]
    process = doctor(programs, "--fail-on", "severe", "--json")
    assert process.returncode == 1
    assert process.stderr.startswith("memlore: --fail-on severe: ")
    assert json.loads(process.stdout)["kind"] == "memlore.doctor"


def test_a_preloaded_library_is_a_warning_that_only_its_gate_fails_on(programs) -> None:
    extra = {"LD_PRELOAD": "libm.so.6"}
    process = doctor(programs, "--json", "--fail-on", "warning", extra=extra)
    assert process.returncode == 1
    found = finding(json.loads(process.stdout)["findings"], "preloaded_libraries")
    assert found["severity"] == "warning"
    assert "libm.so.6" in found["found"]


def test_what_the_allocator_is_told_is_a_warning(programs) -> None:
    process = doctor(programs, "--json", extra={"MALLOC_ARENA_MAX": "1"})
    assert process.returncode == 0
    found = finding(json.loads(process.stdout)["findings"], "allocator_settings")
    assert (found["severity"], found["found"]) == ("warning", "set for every worker: MALLOC_ARENA_MAX=1")


def test_one_allowed_cpu_is_found(programs) -> None:
    cpu = min(os.sched_getaffinity(0))
    process = doctor(programs, "--json", preexec_fn=lambda: os.sched_setaffinity(0, {cpu}))
    found = finding(json.loads(process.stdout)["findings"], "allowed_cpus")
    assert (found["severity"], found["found"]) == ("warning", f"may run on CPU {cpu}")


@pytest.mark.parametrize("word", ["sever", "note", "ok"])
def test_a_gate_that_there_is_not_is_refused(programs, word) -> None:
    process = doctor(programs, "--fail-on", word)
    assert process.returncode == 2
    assert process.stdout == ""
    assert process.stderr.startswith(f"memlore: --fail-on {word}: ")
    assert "severe, warning" in process.stderr


def test_the_doctor_leaves_nothing_behind(programs, tmp_path) -> None:
    assert doctor(programs, cwd=tmp_path).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_run_records_what_was_found_and_its_judgement_tells_it(sound_run, examination) -> None:
    recorded = sound_run.record["findings"]
    assert [each["id"] for each in recorded] == list(dict.fromkeys(each["id"] for each in recorded))
    assert {each["id"] for each in recorded} == {each["id"] for each in examination["findings"]}
    assert sound_run.judgement["findings"] == recorded


def test_a_run_looks_again_at_what_went_on_meanwhile(sound_run) -> None:
    facts = sound_run.record["environment"]["facts"]
    sampled = next(float(each["value"]) for each in facts if (each["topic"], each["name"]) == ("activity", "seconds"))
    usage = sum(each["wall_ns"] for each in sound_run.record["parent"]) / 1e9
    work = finding(sound_run.record["findings"], "other_work")
    watched = float(work["found"].split(" CPUs in ")[1].removesuffix(" s"))
    if work["severity"] != "ok" and abs(watched - sampled) < 0.06 < usage - sampled:
        pytest.skip(f"the worse of two is told, and others were busier before the run: {work['found']}")
    # Told in tenths, or in whole seconds from 10 s on.
    assert watched >= usage - (0.06 if usage < 9 else 0.6)
    assert watched > sampled + 0.04


def test_severe_findings_end_the_table_of_a_run_in_plain_words(programs, sound_run, tmp_path) -> None:
    record = sound_run.record
    severe = {
        "id": "steal",
        "title": "Stolen time",
        "severity": "severe",
        "found": "the hypervisor took 12.0 %",
        "effect": "The clock goes on.",
        "remedy": "ask the host",
    }
    (tmp_path / "run.json").write_text(json.dumps(record | {"findings": [severe]}), encoding="utf-8")
    process = programs.command("judge", tmp_path)
    stolen = "Stolen time: the hypervisor took 12.0 %"
    for words in ("do not trust the numbers", stolen, "The clock goes on.", "ask the host"):
        assert words in process.stdout, process.stdout
    (tmp_path / "run.json").write_text(json.dumps(record | {"findings": []}), encoding="utf-8")
    assert "do not trust" not in programs.command("judge", tmp_path).stdout
