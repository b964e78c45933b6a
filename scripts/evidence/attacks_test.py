"""Every attack in small numbers against the programs that MEMLORE_BIN names."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.attacks import flips, folders, foreign_code, kills, links, locks, mutants, workers
from evidence.attacks.programs import Programs
from evidence.attacks.tally import Ground, Tally

SEED = 1
HOSTILITIES = ["none", "cell 77777", "endless figures", "an exception with escapes"]

ATTACKS: dict[str, Callable[[Programs, Ground], Tally]] = {
    "kills": lambda programs, ground: kills.attack(programs, ground, 3, SEED),
    "mutants": lambda programs, ground: mutants.attack(programs, ground, 100, SEED),
    "flips": lambda programs, ground: flips.attack(programs, ground, 4, SEED),
    "folders": lambda programs, ground: folders.attack(programs, ground, every=6),
    "links": lambda programs, ground: links.attack(programs, ground, every=25),
    "code": lambda programs, ground: foreign_code.attack(programs, ground, every=19),
    "locks": lambda programs, ground: locks.attack(programs, ground, len(locks.KINDS), SEED),
    "workers": lambda programs, ground: workers.attack(programs, ground, HOSTILITIES),
}


@pytest.fixture(scope="session")
def programs() -> Programs:
    folder = os.environ.get("MEMLORE_BIN")
    if not folder:
        pytest.skip("MEMLORE_BIN does not name a folder of binaries")
    # A sanitizer wants more address space than an attacked program is given.
    for name in ("MEMLORE_SANITIZE", "MEMLORE_EMULATED"):
        if os.environ.get(name):
            pytest.skip(f"{name} is set: attacks are made on programs that run by themselves")
    found = Programs(Path(folder).absolute())
    for program in (found.memlore, found.faulty):
        if not program.is_file():
            pytest.skip(f"{program} is not built")
    return found


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_finds_every_promise_kept(programs: Programs, tmp_path: Path, name: str) -> None:
    tally = ATTACKS[name](programs, Ground(tmp_path))
    assert tally.failed == []
    assert tally.tried == tally.planned > 0
