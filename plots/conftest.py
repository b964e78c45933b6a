"""What the tests share: the synthetic judgement, as parsed JSON to change and as nouns."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plots import loading, style
from plots.model import ClaimJudgement, Judgement

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
def claim(judgement: Judgement) -> Callable[[str], ClaimJudgement]:
    return lambda name: next(each for each in judgement.claims if each.experiment.id == name)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The folder of a run with the synthetic judgement."""
    (tmp_path / "judgement.json").write_bytes(RECORD.read_bytes())
    return tmp_path
