"""The documents name only what is there: files, headings, modules, commands and their options."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("results/*.md")])

WIDEST_LINE = 120
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FILE_OF_THE_TREE = re.compile(r"[\w./-]+/[\w.-]+\.(?:h|cpp|py|cmake|json)|[\w.-]+(?:/[\w.-]+)+/?")
FOLDERS_OF_THE_TREE = ("scripts", "harness", "benches", "plots", "docs", "results")
COMMAND = re.compile(r"^\s*(?:\S*/)?memlore ([a-z]+)([^#]*)")

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def prose_and_code(document: Path) -> tuple[list[str], list[str]]:
    """The lines outside and inside of fences; a command that goes on behind a backslash is one line."""
    prose: list[str] = []
    code: list[str] = []
    fenced = False
    for line in document.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        else:
            (code if fenced else prose).append(line)
    assert not fenced, f"{document.name}: a fence is not closed"
    return prose, code


def anchors_of(document: Path) -> set[str]:
    """What GitHub makes of the headings."""
    headings = [line.lstrip("#").strip() for line in prose_and_code(document)[0] if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links_of(document: Path) -> Iterator[str]:
    for target in LINK.findall("\n".join(prose_and_code(document)[0])):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = document if not path else document.parent / path
        if not file.exists() or (anchor and anchor not in anchors_of(file)):
            yield target


def is_in_the_tree(path: str) -> bool:
    """From the root, or as includes name it without `harness/`."""
    return (ROOT / path).exists() or (ROOT / "harness" / path).exists()


def paths_named_in(document: Path) -> Iterator[str]:
    prose, code = prose_and_code(document)
    quoted = re.findall(r"`([^`\s]+)`", "\n".join(prose))
    rooms = (*FOLDERS_OF_THE_TREE, *(path.name for path in (ROOT / "harness").iterdir() if path.is_dir()))
    for word in quoted:
        if FILE_OF_THE_TREE.fullmatch(word) and word.split("/")[0] in rooms:
            yield word
    for word in " ".join(code).split():
        name = word.removeprefix("./")
        if FILE_OF_THE_TREE.fullmatch(name) and name.split("/")[0] in FOLDERS_OF_THE_TREE:
            yield name
    for module in re.findall(r"-m (scripts[\w.]+)", "\n".join(code)):
        path = module.replace(".", "/")
        yield path if (ROOT / path).is_dir() else f"{path}.py"


@cache
def help_of(command: str) -> str:
    program = Path(os.environ["MEMLORE_BIN"]) / "memlore"
    return subprocess.run([program, command, "--help"], check=True, capture_output=True, text=True).stdout


def unknown_options_of(document: Path) -> Iterator[str]:
    for line in prose_and_code(document)[1]:
        for command, rest in COMMAND.findall(line):
            text = help_of(command)
            if f" {command}" not in text:
                yield f"memlore {command}"
            for option in re.findall(r"--[a-z-]+", rest):
                if not re.search(rf"{option}\b", text):
                    yield f"memlore {command} {option}"


@each_document
def test_links_lead_somewhere(document: Path) -> None:
    assert list(broken_links_of(document)) == []


@each_document
def test_paths_are_in_the_tree(document: Path) -> None:
    assert [path for path in paths_named_in(document) if not is_in_the_tree(path)] == []


@each_document
def test_lines_fit_a_screen(document: Path) -> None:
    lines = prose_and_code(document)[0]
    assert [line for line in lines if len(line) > WIDEST_LINE and not line.startswith(("|", "!", "<!--"))] == []


@each_document
def test_commands_take_the_options_that_are_named(document: Path) -> None:
    if "MEMLORE_BIN" not in os.environ:
        pytest.skip("MEMLORE_BIN does not name a folder of binaries")
    assert list(unknown_options_of(document)) == []


def test_every_document_is_looked_at() -> None:
    assert {"README.md", "METHOD.md", "EVIDENCE.md", "USAGE.md"} <= {path.name for path in DOCUMENTS}
