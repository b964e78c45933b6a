from __future__ import annotations

import dataclasses
from collections.abc import Callable

from plots.reading.judgement import ExperimentJudgement, Judgement
from plots.words import caption


def test_a_provenance_names_machine_compiler_commit_and_the_profile_as_altered(judgement: Judgement) -> None:
    assert caption.provenance_of(judgement).text == (
        "Machine example-vm: Example EPYC 9R14 96-Core Processor; g++ 12.2.0 -O3; commit 0123456789ab. Run "
        "20261123T041500Z-quick-1f, profile full, altered: half-width 20 %, at least 3 processes."
    )


def test_an_interrupted_run_says_so_under_every_figure(judgement: Judgement) -> None:
    partial = dataclasses.replace(judgement, complete=False)
    assert caption.provenance_of(partial).text.endswith(
        "at least 3 processes. The run was interrupted: not all of it is here."
    )


def test_what_was_observed_once_is_counted() -> None:
    assert caption.observed_once(0) == ""
    assert caption.observed_once(1) == "Observed once and drawn without an interval: 1 point"
    assert caption.observed_once(3).endswith("3 points")


def test_words_are_tallied_in_their_own_order() -> None:
    assert caption.tally(["depends", "holds", "holds"], ("holds", "refuted", "depends")) == "holds 2, depends 1"


def test_missing_values_say_each_reason_once(experiment: Callable[[str], ExperimentJudgement]) -> None:
    said = caption.unavailable(experiment("dispatch/virtual-or-direct").summaries)
    assert "no performance monitoring unit" in said
    assert ";" not in said
