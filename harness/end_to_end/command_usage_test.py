"""Words that the command does not know, and places it cannot write to: exit 2, one sentence, what would be right."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

LONG = "x" * 66_000
# A line of ours that is none, a cleared screen, a turned direction of writing, a character of no width.
HOSTILE = "a\nmemlore: HOLDS\x1b[2J\u202e\u200b"


def assert_refused(process, *words: str) -> None:
    assert process.returncode == 2, process.stderr
    assert process.stdout == ""
    assert process.stderr.startswith("memlore: ")
    assert process.stderr.endswith("\n")
    assert process.stderr[:-1].isprintable(), process.stderr
    assert len(process.stderr) < 1200
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
        (["run", "--processes", "0"], ["--processes"]),
        (["run", "--processes", "many"], ["--processes"]),
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
        ([LONG], ["'xxx", "…' is not known here"]),
        ([HOSTILE], ["'a memlore: HOLDS\ufffd[2J\ufffd\ufffd' is not known here"]),
        (["list", "--benches", HOSTILE], ["no benches program at a memlore: HOLDS"]),
        (["list", "--benches", LONG[:4000]], ["no benches program at xxx", "name one with --benches"]),
        (["judge", "x", "--fail-on", LONG], ["--fail-on xxx", "…: no such verdict"]),
    ],
)
def test_a_word_that_is_not_known_is_refused_with_the_nearest_one(programs, arguments, words) -> None:
    assert_refused(programs.command(*arguments), *words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list", "--json=no"], ["--json takes no value, not 'no'"]),
        (["list", "--json=true"], ["--json takes no value"]),
        (["run", "--no-plots=5"], ["--no-plots takes no value, not '5'"]),
        (["run", "--quiet=maybe"], ["--quiet takes no value, not 'maybe'"]),
        (["judge", "x", "--plots=0"], ["--plots takes no value, not '0'"]),
        (["run", "--help=no"], ["--help takes no value"]),
        (["--version=2"], ["--version takes no value"]),
    ],
)
def test_a_flag_takes_no_value(programs, arguments, words) -> None:
    assert_refused(programs.command(*arguments), *words)


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--resume", ""],
        ["run", "--out", ""],
        ["run", "--benches", ""],
        ["run", "--events", ""],
        ["aa", "--out", ""],
        ["aa", "--benches", ""],
        ["list", "--benches", ""],
        ["doctor", "--benches", ""],
        ["counters", "--benches", ""],
        ["counters", "--events", ""],
        ["run", "--resume="],
        ["run", "--out="],
    ],
)
def test_an_empty_value_is_no_default(programs, arguments) -> None:
    assert_refused(programs.command(*arguments), arguments[1].removesuffix("="))


@pytest.mark.parametrize("arguments", [["judge", ""], ["compare", "", "x"], ["compare", "x", ""]])
def test_an_empty_name_of_a_run_is_refused(programs, arguments) -> None:
    assert_refused(programs.command(*arguments), "the value is empty")


def test_an_option_is_not_the_value_of_another_one(programs, tmp_path) -> None:
    process = programs.command("run", "--out", "--json", cwd=tmp_path)
    assert_refused(process, "--out needs a value before '--json'")
    assert list(tmp_path.iterdir()) == []


def test_an_option_takes_one_word_and_not_the_run_behind_it(programs, sound_run) -> None:
    process = programs.command("judge", "--quiet", "--fail-on", "inconclusive", sound_run.folder)
    assert process.returncode in (0, 1, 3), process.stderr
    assert "no such verdict" not in process.stderr
    for words in (
        ["run", "--fail-on", "holds", "refuted"],
        ["doctor", "--fail-on", "severe", "warning"],
        ["aa", "--fail-on", "power", "false-alarms"],
        ["run", "--passes", "time", "count"],
    ):
        assert_refused(programs.command(*words), f"'{words[-1]}' is not known here")


@pytest.mark.parametrize("value", ["-1", "+1", "18446744073709551616", "9" * 70_000, "0x10", "1e3", "", " 1", HOSTILE])
@pytest.mark.parametrize("command", ["run", "aa"])
def test_a_seed_is_a_whole_number_of_64_bits(programs, command, value) -> None:
    assert_refused(programs.command(command, "--seed", value), "--seed: '", "from 0 to 18446744073709551615")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--comparisons", "0", "--power-runs", "0"], ["--comparisons 0", "--power-runs 0", "nothing to test"]),
        (["--comparisons", "1000001"], ["--comparisons: '1000001'", "from 0 to 1000000"]),
        (["--power-runs", "-1"], ["--power-runs: '-1'", "from 0 to 1000"]),
        (["--filter", "("], ["--filter '('", "not a regular expression"]),
        (["--filter", "nosuch"], ["--filter 'nosuch' finds no experiment"]),
    ],
)
def test_a_self_test_of_nothing_is_refused(programs, tmp_path, arguments, words) -> None:
    process = programs.command("aa", "--benches", programs.faulty, "--out", tmp_path / "aa", *arguments)
    assert_refused(process, *words)
    assert not (tmp_path / "aa").exists()


@pytest.mark.parametrize(
    ("filter", "words"),
    [
        ("nosuch", ["--filter 'nosuch' finds no experiment", "memlore list"]),
        ("good/sum5$", ["--filter 'good/sum5$' finds no experiment", "did you mean 'good/sums'?"]),
        ("(", ["--filter '(' is not a regular expression: "]),
        (r"a\1", ["is not a regular expression: "]),
        (LONG, ["--filter 'xxx", "…' finds no experiment"]),
        ("(" + LONG + "){1000}", ["--filter '(xxx", "…' is not a regular expression: "]),
        ("(" * 66_000, ["--filter '(((", "…' is not a regular expression: "]),
        (HOSTILE + "(", ["--filter 'a memlore: HOLDS", "' is not a regular expression: "]),
    ],
)
@pytest.mark.parametrize("json", [[], ["--json"]])
def test_a_list_of_nothing_is_refused(programs, filter, words, json) -> None:
    assert_refused(programs.command("list", "--benches", programs.faulty, "--filter", filter, *json), *words)


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
    assert_refused(programs.measure(sound_run.folder, "good/sums"), str(sound_run.folder), "there is a run already")
    assert (sound_run.folder / "run.json").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_refused(programs, tmp_path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    assert_refused(programs.measure(tmp_path / "file" / "run", "good/sums"), str(tmp_path / "file" / "run"))


def test_a_complete_run_is_not_resumed(programs, sound_run) -> None:
    process = programs.command("run", "--resume", sound_run.folder, "--benches", programs.faulty)
    assert_refused(process, str(sound_run.folder), "complete")


def test_nothing_is_not_resumed(programs, tmp_path) -> None:
    process = programs.command("run", "--resume", tmp_path, "--benches", programs.faulty)
    assert_refused(process, str(tmp_path), "no journal")


@pytest.mark.parametrize("command", ["run", "judge", "compare", "list", "doctor"])
def test_help_is_no_error(programs, command) -> None:
    process = programs.command(command, "--help")
    assert process.returncode == 0
    assert "--json" in process.stdout
    assert process.stderr == ""


@pytest.mark.skipif(os.environ.get("MEMLORE_EMULATED") is not None, reason="the emulator needs /proc")
def test_help_is_shown_where_there_is_no_proc(programs) -> None:
    without_proc = ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs none /proc && exec "$@"', "sh"]
    if subprocess.run([*without_proc, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("nothing can be mounted here")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [*without_proc, str(programs.memlore), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    for words in (["--help"], ["run", "--help"], ["list", "--help"]):
        process = run(*words)
        assert (process.returncode, process.stderr) == (0, "")
    assert_refused(run("list"), "/proc/self/exe", "--benches")


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


@pytest.mark.parametrize("says", ["echo nonsense", "true", "echo '{}'", r"printf '\033[2J\n\0'"])
def test_a_benches_program_that_is_none_is_named(programs, tmp_path, says) -> None:
    impostor = tmp_path / "impostor"
    impostor.write_text(f"#!/bin/sh\n{says}\n", encoding="utf-8")
    impostor.chmod(0o755)
    process = programs.command("list", "--benches", impostor)
    assert_refused(process, f"{impostor} is no benches program of memlore: ")
    assert "json.exception" not in process.stderr
