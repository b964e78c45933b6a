"""Which comparisons turn over with the code layout alone: the same objects, linked in another order.

    .venv/bin/python -m scripts.evidence.layout_turnover build/bench/bin

Each layout of memlore-benches is run by hand as a Google Benchmark program, a process a point, and all of it again from
the beginning. A comparison is listed if every process of one layout says "faster" and every process of another says
"slower", by more than the margin: who measures one layout alone reports the one or the other.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from .sessions import by_hand
from .sessions.arguments import count, expression, file_to_write, positive
from .sessions.by_hand import NotApplicableError, Session, SessionError
from .sessions.places import Place, places_of
from .sessions.turnover import Comparison, Layout, reading_of, turnover_of
from .sessions.turnover_table import record_of, table_of

EXPERIMENTS = "^(copying/value-or-reference|dispatch/call-cost|layout/traversal)$"
POINTS = r"bytes:\d\d?/|types:1/|elements:512/"

# Of a place: what each layout's processes measured there.
Measured = dict[Place, dict[Path, list[Session]]]


def layouts_in(folder: Path) -> list[Path]:
    """The linker's own order first, then the shuffled ones by number."""
    shuffled = {
        int(found[1]): path
        for path in folder.glob("memlore-benches.layout*")
        if (found := re.fullmatch(r"memlore-benches\.layout(\d+)", path.name))
    }
    if not shuffled:
        raise SessionError(f"{folder}: no memlore-benches.layout1: nothing to compare the one layout with")
    return [folder / "memlore-benches", *(shuffled[number] for number in sorted(shuffled))]


def measure(places: list[Place], programs: list[Path], options: argparse.Namespace) -> Measured:
    """Everything once, then everything again: a moment that harms one process of a layout is over before the next."""
    measured: Measured = {place: defaultdict(list) for place in places}
    for attempt in range(options.processes):
        for place in list(measured):
            tell(f"{attempt + 1}/{options.processes} {place.experiment} {place.key}")
            try:
                for program in programs:
                    words = options.repetitions, options.min_time, options.clock
                    measured[place][program].append(by_hand.run(program, place.benchmarks, *words))
            except NotApplicableError as error:
                tell(f"left out: {error}")
                del measured[place]
    return measured


def comparisons_of(measured: Measured) -> list[Comparison]:
    comparisons = []
    for place, sessions in measured.items():
        for each in place.claims:
            pair = place.names[each.contender], place.names[each.baseline]
            layouts = tuple(
                Layout(program.name, tuple(reading_of(one.median_ratio(*pair), one.ratios(*pair)) for one in found))
                for program, found in sessions.items()
            )
            name = f"{place.experiment}:{each.contender}/{each.baseline}@{place.key}"
            comparisons.append(Comparison(name, each.threshold, layouts))
    return comparisons


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def show(options: argparse.Namespace) -> None:
    programs = layouts_in(options.programs)
    listing = by_hand.timed((options.programs / "memlore", "list", "--json"))[0]
    catalogue: dict[str, Any] = by_hand.parsed(listing, "memlore list")
    places = places_of(catalogue["experiments"], by_hand.listed_by(programs[0]), options.experiments, options.points)
    if not places:
        raise SessionError("--experiments and --points leave no comparison of two arms in time")
    comparisons = comparisons_of(measure(places, programs, options))
    turnovers = [found for each in comparisons if (found := turnover_of(each, options.margin / 100))]
    if options.out:
        settings = {
            name: getattr(options, name) for name in ("repetitions", "min_time", "processes", "margin", "clock")
        }
        record = record_of(comparisons, turnovers, settings)
        options.out.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(table_of(comparisons, turnovers, options.margin))


def options_of(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("programs", type=Path, help="folder of a build's programs, such as build/bench/bin")
    parser.add_argument(
        "--experiments", type=expression, default=EXPERIMENTS, metavar="REGEX", help="default: %(default)s"
    )
    parser.add_argument(
        "--points", type=expression, default=POINTS, metavar="REGEX", help="by key (default: %(default)s)"
    )
    parser.add_argument("--repetitions", type=count, default=20, help="of an arm in a process (default: %(default)s)")
    parser.add_argument(
        "--min-time", type=positive, default=0.003, metavar="SECONDS", help="of a repetition (default: %(default)s)"
    )
    parser.add_argument("--processes", type=count, default=2, help="of a layout at a point (default: %(default)s)")
    parser.add_argument("--margin", type=positive, default=2, metavar="PERCENT", help="default: %(default)s")
    # The code's own time, which a neighbour that takes the CPU away disturbs less; threads need the other.
    parser.add_argument(
        "--clock",
        choices=("cpu_time", "real_time"),
        default="cpu_time",
        help="column to compare (default: %(default)s)",
    )
    parser.add_argument("--out", type=file_to_write, help="everything measured, as JSON")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> int:
    try:
        show(options_of(words))
    except (SessionError, OSError) as error:
        tell(f"layout_turnover: {error}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
