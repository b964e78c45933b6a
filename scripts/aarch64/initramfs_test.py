from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from aarch64 import initramfs

ENTRIES = [
    initramfs.folder("bin"),
    initramfs.program("bin/tool", b"\x7fELF!"),
    initramfs.link("bin/other", "tool"),
    initramfs.text("steps", "one true\n"),
]


def test_every_record_begins_at_a_multiple_of_four_bytes() -> None:
    for each in ENTRIES:
        assert len(initramfs.record(each, 1)) % 4 == 0


def test_a_record_says_mode_length_and_name_in_eight_hexadecimal_digits_each() -> None:
    record = initramfs.record(initramfs.program("abc", b"four"), 7).decode()
    magic, digits = 6, 8
    fields = [record[at : at + digits] for at in range(magic, magic + 13 * digits, digits)]
    assert record.startswith("070701")
    assert (fields[0], fields[1], fields[6], fields[11]) == ("00000007", "000081ED", "00000004", "00000004")
    assert record[magic + 13 * digits :] == "abc\0\0\0four"


def test_cpio_finds_in_it_what_was_put_in(tmp_path: Path) -> None:
    if shutil.which("cpio") is None:
        pytest.skip("cpio is not installed")
    process = subprocess.run(
        ["cpio", "--extract", "--quiet", "--make-directories"],
        input=initramfs.archive(ENTRIES),
        cwd=tmp_path,
        check=True,
    )
    assert process.returncode == 0
    assert (tmp_path / "bin/tool").read_bytes() == b"\x7fELF!"
    assert (tmp_path / "bin/tool").stat().st_mode & 0o111
    assert (tmp_path / "bin/other").readlink() == Path("tool")
    assert (tmp_path / "steps").read_text(encoding="utf-8") == "one true\n"


def test_a_library_that_the_sysroot_lacks_is_named(tmp_path: Path) -> None:
    sysroot = tmp_path / "sysroot"
    sysroot.mkdir()
    with pytest.raises(FileNotFoundError, match=r"libabsent\.so"):
        initramfs.shared_library("libabsent.so", sysroot)
