"""What the tests share: the synthetic judgement, as parsed JSON to change and as nouns."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plots.paper import style
from plots.reading import loading
from plots.reading.judgement import ExperimentJudgement, Judgement

RECORD = Path(__file__).parent / "testdata" / "judgement.json"


@pytest.fixture
def document() -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return parsed


@pytest.fixture(scope="session")
def judgement() -> Judgement:
    style.apply()
    return loading.load(RECORD)


@pytest.fixture
def experiment(judgement: Judgement) -> Callable[[str], ExperimentJudgement]:
    return lambda name: next(each for each in judgement.experiments if each.experiment.id == name)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The folder of a run with the synthetic judgement."""
    (tmp_path / "judgement.json").write_bytes(RECORD.read_bytes())
    return tmp_path


# Words that the reader checks.
CHECKED = (
    *("kind", "metric", "relation", "tier", "passes", "decision", "stance", "dominant", "word", "counter", "pass"),
    *("severity", "simulator", "sign"),
)


def lengthened(value: Any, tail: str, key: str = "") -> Any:
    """A record whose every free text and name ends in a tail."""
    if isinstance(value, dict):
        return {name: lengthened(inner, tail, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [lengthened(each, tail, key) for each in value]
    return value + tail if isinstance(value, str) and value and key not in CHECKED else value
