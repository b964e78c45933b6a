from __future__ import annotations

from pathlib import Path

from evidence.attacks.tally import Attempt, Ground, Tally, Try, table_of


def fails(_: Path) -> Attempt:
    return Attempt(failures=("it forgot", "it lied"))


def test_a_try_is_refused_failed_or_neither(tmp_path: Path) -> None:
    refusing = Try("refusing", lambda _: Attempt(refused=True))
    tally = Ground(tmp_path).attack("doors", [refusing, Try("failing", fails), Try("going well", lambda _: Attempt())])
    assert (tally.tried, tally.refused, tally.failed) == (3, 1, ["failing: it forgot; it lied"])


def test_a_try_that_failed_is_not_counted_as_refused() -> None:
    tally = Tally("doors", 1)
    tally.count("this", Attempt(refused=True, failures=("two lines",)))
    assert (tally.refused, len(tally.failed)) == (0, 1)


def test_what_goes_wrong_in_a_try_is_a_failure_of_it(tmp_path: Path) -> None:
    def breaks(folder: Path) -> Attempt:
        raise KeyError(folder.name)

    tally = Ground(tmp_path).attack("doors", [Try("this", breaks)])
    assert tally.failed == ["this: KeyError: 'doors-0'"]


def test_no_try_is_begun_when_the_time_is_over(tmp_path: Path) -> None:
    tally = Ground(tmp_path, seconds=-1).attack("doors", [Try("late", fails)] * 3)
    assert (tally.planned, tally.tried, tally.failed) == (3, 0, [])
    assert "0" in table_of([tally])
    assert "of 3: no time for more" in table_of([tally])


def test_the_folder_of_a_failed_try_stays_where_it_is_asked_for(tmp_path: Path) -> None:
    tries = [Try("good", lambda _: Attempt()), Try("bad", fails)]
    Ground(tmp_path / "forgetful").attack("doors", tries)
    Ground(tmp_path / "keeping", keep=True).attack("doors", tries)
    assert list((tmp_path / "forgetful").iterdir()) == []
    assert [path.name for path in (tmp_path / "keeping").iterdir()] == ["doors-1"]


def test_the_table_shows_the_first_failures_and_counts_the_others() -> None:
    tally = Tally("doors", 9, tried=9, refused=2, failed=[f"number {at}" for at in range(7)])
    lines = table_of([tally], shown=2).splitlines()
    assert lines[1].split() == ["doors", "9", "2", "7"]
    assert [line.strip() for line in lines[2:]] == ["number 0", "number 1", "and 5 more"]
