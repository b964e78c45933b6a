from __future__ import annotations

import json
from pathlib import Path

import pytest

import tidy

# Stands in for clang-tidy: finds BAD anywhere, and JOINED only where two files were made one.
STAND_IN = r"""#!/bin/sh
for file; do :; done
echo "$file" >>"$(dirname "$0")/read"
grep -q BAD "$file" && printf '%s:1:2: error: bad [check]\n  BAD\n%s:9:9: note: why\n' "$file" "$file"
[ "$(grep -c JOINED "$file")" -gt 1 ] && echo 'error: only when joined [check]'
[ -z "$(grep BAD "$file")" ] && [ "$(grep -c JOINED "$file")" -le 1 ]
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The folder of a source tree with an empty build and the tool."""
    tool = tmp_path / "clang-tidy"
    tool.write_text(STAND_IN, encoding="utf-8")
    tool.chmod(0o755)
    (tmp_path / "build" / "check").mkdir(parents=True)
    return tmp_path


def entry(tree: Path, file: str, text: str, flags: str = "-O1") -> dict[str, str]:
    path = tree / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return {"directory": str(tree), "file": str(path), "command": f"g++ {flags} -o {path}.o -c {path}"}


def run(tree: Path, *entries: dict[str, str]) -> int:
    (tree / "build/check/compile_commands.json").write_text(json.dumps(entries), encoding="utf-8")
    return tidy.main(str(tree / "build/check"), str(tree / "clang-tidy"))


def read(tree: Path) -> list[str]:
    return [Path(line).name for line in (tree / "read").read_text(encoding="utf-8").splitlines()]


def test_files_with_the_same_flags_are_read_at_once(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [entry(tree, f"harness/model/{name}.cpp", "int x;\n") for name in "abcd"]
    assert run(tree, *files) == 0
    assert read(tree) == ["joined.cpp"]
    assert capsys.readouterr().out == ""


def test_other_flags_and_another_component_are_read_apart(tree: Path) -> None:
    places = (("harness/model/a.cpp", "-O1"), ("harness/model/b.cpp", "-O2"), ("harness/stats/c.cpp", "-O1"))
    assert run(tree, *(entry(tree, file, "int x;\n", flags) for file, flags in places)) == 0
    assert sorted(read(tree)) == ["a.cpp", "b.cpp", "c.cpp"]


def test_a_finding_is_told_of_its_own_file_once(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [entry(tree, f"harness/model/{name}.cpp", "BAD\n" if name == "c" else "int x;\n") for name in "abcd"]
    assert run(tree, *files, files[2]) == 1
    bad = tree / "harness/model/c.cpp"
    assert capsys.readouterr().out == f"{bad}:1:2: error: bad [check]\n  BAD\n{bad}:9:9: note: why\n"


def test_what_only_the_joining_causes_is_no_finding(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tree, *(entry(tree, f"harness/model/{name}.cpp", "JOINED\n") for name in "ab")) == 0
    assert read(tree) == ["joined.cpp", "a.cpp", "b.cpp"]
    assert capsys.readouterr().out == ""


def test_a_tool_that_fails_without_a_finding_is_one(tree: Path) -> None:
    (tree / "clang-tidy").write_text("#!/bin/sh\necho no such check >&2\nexit 1\n", encoding="utf-8")
    assert run(tree, entry(tree, "harness/model/a.cpp", "")) == 1


def test_what_configure_generated_is_not_read(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tree, entry(tree, "build/check/generated.cpp", "BAD\n")) == 1
    assert capsys.readouterr().out.startswith("no file to read in ")


FIRST = """#include <string>
#include "one/words.h"
namespace {
struct Cell {
  int words;
};
int words(const Cell& cell) { return cell.words; }
}  // namespace
"""
SECOND = """#include <string>
namespace {
using Cell = int;
const std::string other = "x";
int words(Cell) { return 2; }
}  // namespace
"""


def test_names_of_unnamed_namespaces_are_found_at_the_beginnings_of_lines() -> None:
    assert tidy.own_names(FIRST) == {"Cell", "words"}
    assert tidy.own_names(SECOND) == {"Cell", "other", "words"}
    assert tidy.own_names("namespace x {\nint words();\n}  // namespace x\n") == set()


def test_an_include_stands_once_and_names_that_clash_are_made_different() -> None:
    text = tidy.joined([FIRST, SECOND])
    assert text.count("#include <string>") == 1
    assert '#include "one/words.h"' in text
    assert "int words0(const Cell0& cell0) { return cell0.words; }" not in text
    assert "int words0(const Cell0& cell) { return cell.words; }" in text
    assert "using Cell1 = int;" in text
    assert "const std::string other" in text


def test_large_groups_are_cut_into_even_parts() -> None:
    files = [Path(f"{number}.cpp") for number in range(tidy.MOST_FILES + 1)]
    assert [len(part) for part in tidy.even_parts(files)] == [13, 13]
