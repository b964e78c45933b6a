"""What the folder of someone else's record may hold, and what a full disk may do."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plots.__main__ import main
from plots.reading import files
from plots.reading.files import Folder, InputError

VICTIM = "a file of the user\n"


@pytest.fixture
def run(tmp_path: Path, document: dict[str, Any]) -> Path:
    """The folder of a run with two figures."""
    (tmp_path / "judgement.json").write_text(json.dumps(document | {"experiments": document["experiments"][-1:]}))
    return tmp_path


@pytest.fixture
def victim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("home") / "victim"
    path.write_text(VICTIM)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    with Folder.at(tmp_path) as opened:
        yield opened


@contextlib.contextmanager
def room_of(size: int) -> Iterator[None]:
    """As on a full disk, no file of this process grows beyond some bytes. The log of the tests may be such a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize("name", ["report.html", "plots/overview.svg", "plots/overview.png"])
def test_a_link_is_replaced_and_what_it_points_to_stays(run: Path, victim: Path, name: str) -> None:
    (run / "plots").mkdir()
    (run / name).symlink_to(victim)
    assert main([str(run)]) == 0
    assert victim.read_text() == VICTIM
    assert not (run / name).is_symlink()
    assert (run / name).stat().st_size > 1000


def test_a_second_name_of_a_file_is_replaced_and_the_file_stays(run: Path, victim: Path) -> None:
    (run / "report.html").hardlink_to(victim)
    assert main([str(run)]) == 0
    assert victim.read_text() == VICTIM


def test_a_named_pipe_in_place_of_a_figure_is_replaced(run: Path) -> None:
    (run / "plots").mkdir()
    os.mkfifo(run / "plots" / "overview.svg")
    assert main([str(run)]) == 0
    assert (run / "plots" / "overview.svg").is_file()


@pytest.mark.parametrize("target", ["a folder", "nothing"])
def test_a_link_in_place_of_the_folder_of_figures_is_refused(
    run: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (run / "plots").symlink_to(elsewhere if target == "a folder" else elsewhere / "missing")
    assert main([str(run)]) == 2
    assert capsys.readouterr().err == f"cannot make the folder {run}/plots: a link or a file is in its place\n"
    assert names_in(elsewhere) == []
    assert names_in(run) == ["judgement.json", "plots"]


@pytest.mark.parametrize("kind", ["a named pipe", "a folder", "a device"])
def test_a_judgement_that_is_no_regular_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    path = tmp_path / "judgement.json"
    if kind == "a named pipe":
        os.mkfifo(path)
    elif kind == "a folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    assert main([str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"cannot read {path}: it is not a regular file\n"


def test_a_judgement_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "judgement.json"
    path.touch()
    os.truncate(path, files.MOST_BYTES + 1)
    with pytest.raises(InputError, match=f"is larger than {files.MOST_BYTES} bytes"):
        files.read(path)


@pytest.mark.parametrize("room", [0, 1000])
def test_what_cannot_be_written_whole_is_not_there(folder: Folder, tmp_path: Path, room: int) -> None:
    with pytest.raises(InputError) as error, room_of(room):
        folder.write("figure.svg", b"x" * 100_000)
    assert str(error.value) == f"cannot write {tmp_path}/figure.svg: {os.strerror(errno.EFBIG)}"
    assert names_in(tmp_path) == []


def test_what_cannot_be_replaced_whole_stays(folder: Folder, tmp_path: Path) -> None:
    folder.write("figure.svg", b"older")
    with pytest.raises(InputError), room_of(1000):
        folder.write("figure.svg", b"x" * 100_000)
    assert (tmp_path / "figure.svg").read_bytes() == b"older"
    assert names_in(tmp_path) == ["figure.svg"]


@pytest.mark.parametrize("function", ["fsync", "rename"])
def test_a_disk_that_fails_late_leaves_nothing(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, function: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, function, fail)
    with pytest.raises(InputError, match=r"cannot write .*/figure\.svg: No space left on device"):
        folder.write("figure.svg", b"x")
    assert names_in(tmp_path) == []


def test_a_folder_in_place_of_a_file_is_named(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (run / "report.html").mkdir()
    assert main([str(run)]) == 2
    assert capsys.readouterr().err.startswith(f"cannot write {run}/report.html: ")
    assert names_in(run) == ["judgement.json", "plots", "report.html"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_leaves_no_part_of_a_figure(run: Path, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    with room_of(20_000):
        assert main([str(run), "--jobs", jobs]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert error.startswith(f"cannot write {run}/plots/")
    assert error.endswith(f": {os.strerror(errno.EFBIG)}\n")
    for each in (run / "plots").iterdir():
        assert each.read_bytes().rstrip().endswith(b"</svg>" if each.suffix == ".svg" else b"IEND\xaeB`\x82"), each
    assert names_in(run) == ["judgement.json", "plots"]


def test_files_are_as_readable_as_the_user_wants_them(folder: Folder, tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        folder.write("figure.svg", b"x")
    finally:
        os.umask(mask)
    assert (tmp_path / "figure.svg").stat().st_mode & 0o777 == 0o640
