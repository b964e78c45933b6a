"""Limits of the machine are no faults of ours: exit 3, and one sentence that names the limit and its value."""

from __future__ import annotations

import os
import resource

import pytest

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("MEMLORE_SANITIZE") or os.environ.get("MEMLORE_EMULATED")),
    reason="a sanitizer or an emulator needs more than these limits leave",
)


def limited(kind: int, value: int):
    """What sets a limit in the new process, soft and hard."""
    return lambda: resource.setrlimit(kind, (value, value))


def assert_named(process, limit: str) -> None:
    assert process.returncode == 3, process.stderr
    assert process.stderr.startswith("memlore: "), process.stderr
    assert process.stderr.count("\n") == 1, process.stderr
    assert limit in process.stderr


def words_of(command: str, programs, folder) -> list[object]:
    words: dict[str, list[object]] = {
        "list": ["list", "--benches", programs.faulty],
        "judge": ["judge", folder],
        "doctor": ["doctor", "--benches", programs.faulty],
        "run": programs.measuring(folder, "^good/sums$"),
    }
    return words[command]


@pytest.mark.parametrize("command", ["list", "judge", "doctor", "run"])
@pytest.mark.parametrize(
    ("kind", "value", "limit"),
    [
        (resource.RLIMIT_NOFILE, 8, "the limit on open files is 8 (ulimit -n); memlore needs"),
        (resource.RLIMIT_NOFILE, 16, "the limit on open files is 16 (ulimit -n); memlore needs"),
        (resource.RLIMIT_STACK, 64 << 10, "the limit on the stack is 64 KiB (ulimit -s); memlore needs"),
        (resource.RLIMIT_STACK, 1 << 20, "the limit on the stack is 1024 KiB (ulimit -s); memlore needs"),
    ],
)
def test_a_limit_that_is_too_small_for_any_work_is_named(programs, tmp_path, command, kind, value, limit) -> None:
    words = words_of(command, programs, tmp_path / "run")
    process = programs.command(*words, preexec_fn=limited(kind, value))
    assert_named(process, limit)
    assert process.stdout == ""
    assert not (tmp_path / "run").exists()


def test_too_little_memory_is_named(programs, sound_run) -> None:
    codes = []
    for mebi in range(6, 40, 2):
        limit = limited(resource.RLIMIT_AS, mebi << 20)
        process = programs.command("judge", "--quiet", sound_run.folder, preexec_fn=limit)
        codes.append(process.returncode)
        if process.returncode == 3:
            assert_named(process, f"the limit on address space is {mebi << 10} KiB (ulimit -v)")
    cannot_be_loaded = 127
    assert set(codes) == {cannot_be_loaded, 3, 0}


@pytest.mark.parametrize("command", ["list", "doctor"])
def test_too_few_processes_are_named(programs, command) -> None:
    nobody = 65534
    options = {"user": nobody, "group": nobody, "extra_groups": []} if os.geteuid() == 0 else {}
    if options and programs.command("--version", **options).returncode != 0:
        pytest.skip(f"the programs in {programs.folder} are not for everybody")
    words = words_of(command, programs, None)
    assert_named(
        programs.command(*words, preexec_fn=limited(resource.RLIMIT_NPROC, 0), **options),
        "the limit on processes of a user is 0 (ulimit -u)",
    )
