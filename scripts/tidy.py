"""Runs clang-tidy over the C++ files of a build, those with the same flags joined into one piece.

    .venv/bin/python scripts/tidy.py build/check .venv/bin/clang-tidy

For a file of a hundred lines clang-tidy spends 1.8 s of 2.5 s on the headers of the standard library and of GoogleTest.
A piece of 25 files parses them once. Two files may give the same name to different things in their unnamed namespaces;
the later one is renamed. A piece with a finding, which may be due to the joining alone, is halved until each finding is
of a single file as it stands.

Prints each finding once; exit code 1 if there is one. What clang-tidy cannot see in a piece is an include that a file
lacks and an earlier one has: the aarch64 preset builds without precompiled headers and fails there.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

MOST_FILES = 25  # A larger piece takes more memory and hardly less time.

UNNAMED_NAMESPACE = re.compile(r"^namespace \{$(.*?)^\}  // namespace$", re.MULTILINE | re.DOTALL)
TYPE = re.compile(r"^(?:struct|class|union|enum(?: class)?) (?:alignas\(.*?\) )?(\w+)(?= final| ?[:{;])", re.MULTILINE)
ALIAS = re.compile(r"^using (\w+) =", re.MULTILINE)
FUNCTION_OR_VARIABLE = re.compile(
    r"^(?!struct|class|union|enum|using|namespace|template|TEST)[\w\[].*? [&*]*(\w+)(?:[({;\[]| =)", re.MULTILINE
)
WORD = re.compile(r"\b[A-Za-z_]\w*")
OWN_WORD = re.compile(r"(?<![\w.:>])[A-Za-z_]\w*")
FINDING = re.compile(r"^(?=\S+:\d+:\d+: (?:error|warning): |error: )", re.MULTILINE)


@dataclass(frozen=True)
class Flags:
    folder: str  # Where the compiler is started.
    words: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    flags: Flags
    files: tuple[Path, ...]

    def halves(self) -> tuple[Piece, Piece]:
        middle = len(self.files) // 2
        return Piece(self.flags, self.files[:middle]), Piece(self.flags, self.files[middle:])


@dataclass(frozen=True)
class Tidy:
    tool: str
    build: Path
    halved: list[Piece] = field(default_factory=list)

    def of_file(self, file: Path) -> str:
        return self.said(self.build, file)

    def of_joined(self, piece: Piece) -> str:
        """What clang-tidy says of the files as one, which nobody but halving reads."""
        folder = self.build / "tidy" / f"{len(piece.files)}{'-'.join(piece.files[0].parts[1:])}"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "joined.cpp"
        file.write_text(joined(each.read_text(encoding="utf-8") for each in piece.files), encoding="utf-8")
        command = {"directory": piece.flags.folder, "file": str(file), "arguments": [*piece.flags.words, str(file)]}
        (folder / "compile_commands.json").write_text(json.dumps([command]), encoding="utf-8")
        # A name at the outermost level of one file may be a local one of another.
        return self.said(folder, file, "--extra-arg=-Wno-shadow")

    def said(self, database: Path, file: Path, *options: str) -> str:
        command = [self.tool, "--quiet", "-p", str(database), *options, str(file)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        return done.stdout if done.returncode else ""

    def of(self, piece: Piece) -> list[str]:
        """The findings of each file by itself."""
        if len(piece.files) == 1:
            return findings_in(self.of_file(piece.files[0]))
        if not self.of_joined(piece):
            return []
        self.halved.append(piece)
        return [finding for half in piece.halves() for finding in self.of(half)]


def findings_in(said: str) -> list[str]:
    """Each with the notes that belong to it; whatever else clang-tidy fails with is one, too."""
    head, *findings = FINDING.split(said)
    return findings or ([head] if head else [])


def once_each(findings: Iterable[str]) -> Iterator[str]:
    """A finding in a header shows up for each file that includes it."""
    return iter({each.split("\n")[0]: each for each in findings}.values())


def joined(texts: Iterable[str]) -> str:
    """The files one after another, each include once, and names that clash made different."""
    files = list(texts)
    words = [set(WORD.findall(each)) for each in files]
    used_in = Counter(word for each in words for word in each)
    included: set[str] = set()
    result = []
    for number, text in enumerate(files):
        clashing = {name for name in own_names(text) if used_in[name] > 1}
        lines = [line for line in text.split("\n") if line not in included]
        included.update(line for line in lines if line.startswith("#include "))
        result.append("\n".join(renamed(line, clashing, number) for line in lines))
    return "\n".join(result)


def renamed(line: str, names: set[str], number: int) -> str:
    """With a number behind each of the names, but not behind a member's (`.name`, `->name`, `Type::name`)."""
    if line.startswith("#include "):
        return line
    return OWN_WORD.sub(lambda word: f"{word[0]}{number}" if word[0] in names else word[0], line)


def own_names(text: str) -> set[str]:
    """What a file declares in its unnamed namespace, as far as a look at the beginnings of lines tells."""
    inside = "".join(UNNAMED_NAMESPACE.findall(text))
    return {*TYPE.findall(inside), *ALIAS.findall(inside), *FUNCTION_OR_VARIABLE.findall(inside)}


def pieces_of(entries: Iterable[dict[str, str]], generated: Path) -> list[Piece]:
    """Pieces of files with the same flags, the largest first; a file that is compiled twice stands in one."""
    groups: dict[tuple[Flags, Path], list[Path]] = defaultdict(list)
    seen: set[Path] = set()
    for entry in entries:
        file = Path(entry["file"])
        if file in seen or generated in file.parents:
            continue
        seen.add(file)
        words = shlex.split(entry["command"])
        flags = Flags(entry["directory"], tuple(words[: words.index("-o")]))
        part_of_tree = Path(*file.relative_to(generated.parent).parts[:2])  # A component, or a family of benches.
        groups[flags, part_of_tree].append(file)
    pieces = [Piece(flags, part) for (flags, _), files in groups.items() for part in even_parts(sorted(files))]
    return sorted(pieces, key=lambda piece: -len(piece.files))


def even_parts(files: list[Path]) -> Iterator[tuple[Path, ...]]:
    count = -(-len(files) // MOST_FILES)
    for part in range(count):
        yield tuple(files[part * len(files) // count : (part + 1) * len(files) // count])


def main(folder: str, tool: str) -> int:
    build = Path(folder).absolute()
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    pieces = pieces_of(entries, generated=build.parent)
    if not pieces:
        print(f"no file to read in {build}/compile_commands.json")
        return 1
    shutil.rmtree(build / "tidy", ignore_errors=True)
    tidy = Tidy(tool, build)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        found = [each for findings in threads.map(tidy.of, pieces) for each in findings]
    files = sum(len(each.files) for each in pieces)
    print(f"tidy: {files} files in {len(pieces)} pieces, halved {len(tidy.halved)} times", file=sys.stderr)
    for each in once_each(found):
        print(each.rstrip("\n"))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
