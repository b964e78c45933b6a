from __future__ import annotations

import json
import random

import pytest

from evidence.attacks.mutator import CHANGES, Change, Mutant, by_byte, mutated, places_in, rename, repeat

RECORD = {
    "kind": "memlore.run",
    "experiments": [{"id": "good/sums", "arms": ["first", "second"]}],
    "series": [{"experiment": "good/sums", "cell": 0, "elapsed_ns": [3, 4, 5]}],
    "complete": True,
}
TEXT = json.dumps(RECORD).encode()


def test_the_same_seed_gives_the_same_mutant_and_another_one_another() -> None:
    assert mutated(TEXT, "1/7") == mutated(TEXT, "1/7")
    assert len({mutated(TEXT, f"1/{number}")[0] for number in range(200)}) > 150


def test_mutants_differ_from_the_record_and_say_in_what() -> None:
    made = [mutated(TEXT, f"2/{number}") for number in range(300)]
    assert all(told for _, told in made)
    # What is swapped with itself, or replaced by what it was, stays the same now and then.
    assert sum(text == TEXT for text, _ in made) < 30


def test_many_mutants_are_still_json_so_that_more_than_the_parser_is_tried() -> None:
    def is_json(text: bytes) -> bool:
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            return False
        return True

    share = sum(is_json(mutated(TEXT, f"3/{number}")[0]) for number in range(400)) / 400
    assert 0.4 < share < 0.9


@pytest.mark.parametrize("change", dict.fromkeys(CHANGES), ids=lambda change: str(change.__name__))
def test_no_change_anywhere_breaks_the_mutator(change: Change) -> None:
    for number in range(100):
        mutant = Mutant(json.loads(TEXT), random.Random(number))
        change(mutant, mutant.somewhere())
        assert mutant.text()


def test_a_name_becomes_another_one_wherever_it_stands() -> None:
    for seed in range(50):
        mutant = Mutant(json.loads(TEXT), random.Random(seed))
        rename(mutant, ())
        record = mutant.document
        assert record["experiments"][0]["id"] == record["series"][0]["experiment"]


def test_a_key_can_stand_twice_in_the_text_alone() -> None:
    mutant = Mutant(json.loads(TEXT), random.Random(0))
    repeat(mutant, ("series", 0, "cell"))
    assert mutant.text().count(b'"cell"') == 2
    assert b"@raw" not in mutant.text()


def test_bytes_are_flipped_cut_lost_repeated_and_inserted() -> None:
    made = {by_byte(TEXT, random.Random(seed))[1].split()[0] for seed in range(60)}
    assert made == {"flip", "cut", "lose", "repeat", "insert"}


def test_every_value_is_a_place() -> None:
    paths = [path for path, _ in places_in(RECORD)]
    assert ("series", 0, "elapsed_ns", 2) in paths
    assert len(paths) == len(set(paths)) == 17
