"""Words that the command does not know, and places it cannot write to: exit 2, one sentence, what would be right."""

from __future__ import annotations

import json

import pytest


def assert_refused(process, *words: str) -> None:
    assert process.returncode == 2, process.stderr
    assert process.stdout == ""
    assert process.stderr.startswith("memlore: ")
    assert process.stderr.count("\n") == 1, process.stderr
    for word in words:
        assert word in process.stderr, process.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rnu"], ["'rnu'", "did you mean 'run'?"]),
        (["jugde", "x"], ["'jugde'", "did you mean 'judge'?"]),
        (["run", "--profil", "smoke"], ["'--profil'", "did you mean '--profile'?"]),
        (["list", "--fitler", "x"], ["'--fitler'", "did you mean '--filter'?"]),
        (["judge", "x", "--jsno"], ["'--jsno'", "did you mean '--json'?"]),
        (["run", "--banana"], ["'--banana'", "memlore run --help"]),
        (["run", "--fail-on", "refutd"], ["--fail-on refutd", "did you mean 'refuted'?", "inconclusive"]),
        (["judge", "x", "--fail-on", "bad"], ["--fail-on bad", "holds, refuted, depends, inconclusive, invalid"]),
        (["run", "--invocations", "0"], ["--invocations"]),
        (["run", "--invocations", "many"], ["--invocations"]),
        (["run", "--seed", "-1"], ["--seed"]),
        (["run", "--hang-limit", "0"], ["--hang-limit"]),
        (["run", "--resume", "x", "--seed", "1"], ["--resume", "--seed"]),
        (["run", "--resume", "x", "--filter", "y"], ["--resume", "--filter"]),
        (["run", "--benches", "/nowhere/benches"], ["/nowhere/benches", "--benches"]),
        (["run", "--benches", "/"], ["--benches"]),
        (["judge"], ["run"]),
        (["docter"], ["'docter'", "did you mean 'doctor'?"]),
        (["doctor", "--fail-on", "sever"], ["--fail-on sever", "did you mean 'severe'?"]),
        (["comapre", "x", "y"], ["'comapre'", "did you mean 'compare'?"]),
        (["compare", "x"], ["second"]),
        (["compare", "x", "y", "--plots"], ["'--plots'", "memlore compare --help"]),
        ([], ["say what to do", "--help"]),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_the_nearest_one(programs, arguments, words) -> None:
    assert_refused(programs.command(*arguments), *words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--profile", "smok"], ["--profile smok", "did you mean 'smoke'?"]),
        (["--filter", "good/sum5$"], ["'good/sum5$'", "did you mean 'good/sums'?"]),
        (["--filter", "("], ["'('", "not a regular expression"]),
    ],
)
def test_a_name_that_the_benches_do_not_know_is_refused(programs, tmp_path, arguments, words) -> None:
    process = programs.command("run", "--benches", programs.faulty, "--out", tmp_path / "run", *arguments)
    assert_refused(process, *words)
    assert not (tmp_path / "run").exists()


def test_a_folder_with_a_run_is_not_written_over(programs, sound_run) -> None:
    before = (sound_run.folder / "run.json").read_bytes()
    assert_refused(programs.measure(sound_run.folder, "good/sums"), str(sound_run.folder), "--out")
    assert (sound_run.folder / "run.json").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_refused(programs, tmp_path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    assert_refused(programs.measure(tmp_path / "file" / "run", "good/sums"), str(tmp_path / "file" / "run"))


def test_a_complete_run_is_not_resumed(programs, sound_run) -> None:
    process = programs.command("run", "--resume", sound_run.folder, "--benches", programs.faulty)
    assert_refused(process, "--resume", "complete")


def test_nothing_is_not_resumed(programs, tmp_path) -> None:
    process = programs.command("run", "--resume", tmp_path, "--benches", programs.faulty)
    assert_refused(process, "--resume", str(tmp_path), "no journal")


@pytest.mark.parametrize("command", ["run", "judge", "compare", "list", "doctor"])
def test_help_is_no_error(programs, command) -> None:
    process = programs.command(command, "--help")
    assert process.returncode == 0
    assert "--json" in process.stdout
    assert process.stderr == ""


def test_list_shows_claims_and_their_arms(programs) -> None:
    process = programs.command("list", "--benches", programs.faulty, "--filter", "good/sums")
    assert process.returncode == 0
    assert "good/sums" in process.stdout
    assert "arm second" in process.stdout
    assert "bad/" not in process.stdout


def test_list_as_json_is_the_catalogue_and_nothing_else(programs) -> None:
    process = programs.command("list", "--benches", programs.faulty, "--json")
    catalogue = json.loads(process.stdout)
    assert catalogue["kind"] == "memlore.catalogue"
    assert "bad/hangs" in [each["id"] for each in catalogue["experiments"]]
    assert process.stderr == ""


def test_a_benches_program_that_is_none_is_named(programs, tmp_path) -> None:
    impostor = tmp_path / "impostor"
    impostor.write_text("#!/bin/sh\necho nonsense\n", encoding="utf-8")
    impostor.chmod(0o755)
    assert_refused(programs.command("list", "--benches", impostor), str(impostor), "not valid JSON")
