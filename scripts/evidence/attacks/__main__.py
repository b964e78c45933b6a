"""Attacks memlore and counts.

    .venv/bin/python -m scripts.evidence.attacks build/test/bin

Prints a line an attack: how often it was tried, how often memlore refused as promised, and how often it failed, with
the first failures in words. Exit code 1 if anything failed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from . import flips, folders, foreign_code, kills, links, locks, mutants, workers
from .programs import Programs
from .runs import GroundError
from .tally import Ground, Tally, table_of

Attack = Callable[[Programs, Ground, argparse.Namespace], Tally]

ATTACKS: dict[str, Attack] = {
    "kills": lambda programs, ground, options: kills.attack(programs, ground, options.kills, options.seed),
    "mutants": lambda programs, ground, options: mutants.attack(
        programs, ground, options.mutants, options.seed, options.record
    ),
    "flips": lambda programs, ground, options: flips.attack(programs, ground, options.flips, options.seed),
    "folders": lambda programs, ground, _: folders.attack(programs, ground),
    "links": lambda programs, ground, _: links.attack(programs, ground),
    "code": lambda programs, ground, _: foreign_code.attack(programs, ground),
    "locks": lambda programs, ground, options: locks.attack(programs, ground, options.pairs, options.seed),
    "workers": lambda programs, ground, _: workers.attack(programs, ground),
}


def whole_number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r}: 0 or more is needed")
    return int(text)


def options_of(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="attacks", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("programs", type=Path, help="folder of a build's programs, such as build/test/bin")
    for name, times in (("kills", 200), ("mutants", 10_000), ("flips", 500), ("pairs", 50)):
        parser.add_argument(f"--{name}", type=whole_number, default=times, metavar="N", help="(default: %(default)s)")
    parser.add_argument("--seed", type=whole_number, default=1, help="of all that is drawn (default: %(default)s)")
    parser.add_argument("--only", choices=ATTACKS, action="append", help="this attack alone (may be repeated)")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="an attack begins no try after so long")
    parser.add_argument("--shown", type=whole_number, default=5, metavar="N", help="failures in words (default: 5)")
    parser.add_argument("--record", type=Path, help="mutants of this run.json instead of one that is made")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="the folders of failed tries stay in this new one")
    return parser.parse_args(words)


def tallies(options: argparse.Namespace, folder: Path) -> Iterator[Tally]:
    programs = Programs(options.programs.absolute())
    for name in options.only or ATTACKS:
        print(f"attacks: {name}", file=sys.stderr, flush=True)
        yield ATTACKS[name](programs, Ground(folder / name, options.seconds, bool(options.keep)), options)


def main(words: list[str] | None = None) -> int:
    options = options_of(words)
    try:
        if options.keep:
            options.keep.mkdir()
            found = list(tallies(options, options.keep.absolute()))
        else:
            with tempfile.TemporaryDirectory(prefix="memlore-attacks-") as folder:
                found = list(tallies(options, Path(folder)))
    except (GroundError, OSError) as error:
        print(f"attacks: {error}", file=sys.stderr)
        return 2
    print(table_of(found, options.shown))
    return 1 if any(each.failed for each in found) else 0


if __name__ == "__main__":
    sys.exit(main())
