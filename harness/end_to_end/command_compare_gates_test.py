"""The exit codes of a comparison of runs: gates, and runs that are invalid."""

from __future__ import annotations

import pytest
from made_up_runs import DEPENDS, HOLDS, REFUTED, with_fault, with_ratios


@pytest.mark.parametrize(
    ("second", "failing"),
    [
        (HOLDS, set()),
        (REFUTED, {"contradiction", "point-contradiction"}),
        (DEPENDS, {"shifted", "point-contradiction"}),
    ],
)
def test_a_gate_fails_on_its_own_word_only(compare, second, failing) -> None:
    for gate in ("contradiction", "shifted", "point-contradiction"):
        process = compare(HOLDS, second, "--quiet", "--fail-on", gate)
        assert process.returncode == (1 if gate in failing else 0), gate
        assert process.stderr.startswith(f"memlore: --fail-on {gate}: ") == (gate in failing)
        assert process.stdout == ""


def test_gates_can_be_repeated_and_name_the_claim(compare, sound_run, another_run) -> None:
    process = compare(HOLDS, REFUTED, "--quiet", "--fail-on", "shifted", "--fail-on", "contradiction")
    assert process.returncode == 1
    expected = "memlore: --fail-on contradiction: test good/sums is holds | refuted: second / first"
    assert process.stderr.startswith(expected)
    process = compare(sound_run.folder, another_run.folder, "--quiet", "--fail-on", "undecided")
    assert process.returncode == 1
    assert "inconclusive | inconclusive" in process.stderr


def test_a_gate_takes_no_run_for_its_word(programs, compare, tmp_path) -> None:
    compare(HOLDS, REFUTED)
    runs = [tmp_path / "first", tmp_path / "second"]
    process = programs.command("compare", "--fail-on", "contradiction", *runs, "--quiet")
    assert process.returncode == 1, process.stderr


def test_a_claim_that_is_invalid_in_one_run_exits_with_3_unless_a_gate_fails(compare, sound_run) -> None:
    record = with_fault(with_ratios(sound_run.record, REFUTED), "good/threads")
    assert compare(HOLDS, record, "--quiet").returncode == 3
    assert compare(HOLDS, record, "--quiet", "--fail-on", "contradiction").returncode == 1


def test_a_word_that_is_no_gate_is_refused_with_the_nearest_one(compare, sound_run) -> None:
    process = compare(sound_run.folder, sound_run.folder, "--fail-on", "contradicton")
    assert process.returncode == 2
    assert process.stdout == ""
    assert process.stderr == (
        "memlore: --fail-on contradicton: no such agreement; did you mean 'contradiction'?; "
        "known: contradiction, shifted, undecided, point-contradiction\n"
    )
