from __future__ import annotations

import html
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from plots.__main__ import main
from plots.reading.judgement import Judgement

VOID = {"meta", "br", "img", "link", "wbr"}


class Reader(HTMLParser):
    """Collects what a test asks for, and fails on a tag that is not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.images: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = dict(attrs)
        assert len(found) == len(attrs)
        assert not any(name.startswith("on") for name in found)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        if tag == "img":
            self.images.append(found)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(run: Path) -> tuple[str, Reader]:
    text = (run / "report.html").read_text(encoding="utf-8")
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return text, reader


def test_the_page_is_well_formed_and_every_link_leads_somewhere(run: Path) -> None:
    assert main([str(run), "--jobs", "2"]) == 0
    text, reader = read(run)
    assert text.startswith("<!DOCTYPE html>")
    assert len(set(reader.ids)) == len(reader.ids)
    assert not reader.tags & {"script", "iframe", "link", "object"}
    for link in reader.links:
        assert link[1:] in reader.ids if link.startswith("#") else (run / link).is_file(), link
    assert all(each["alt"] and len(each["alt"]) > 60 for each in reader.images)


def test_the_page_tells_what_is_absent_left_out_not_built_and_faulty(run: Path) -> None:
    assert main([str(run), "--jobs", "2"]) == 0
    text, _ = read(run)
    for words in (
        "not there: no cpufreq here",
        "more than its budget",
        "not built: needs Boost.PolyCollection",
        "wrong checksum",
        "no lower end to no upper end",
        "observed once",
        "outside its domain",
        "the same (within 5 %)",
        "the same (within 1.25 times)",
        "within 1.27 times",
        "B2, by_value / by_reference: time per operation ≤ 1.5, up to 64 bytes: 12 points, and 12 outside its domain; ",
        "The rule explains 11 of 12 decided points. Exceptions: ",
        "stolen_time",
        "few_processes",
        "0123456789abcdef0123456789abcdef01234567",
        "memlore run --profile quick --seed 31",
    ):
        assert words in text, words


def test_every_warning_of_a_comparison_travels_to_the_page(run: Path, judgement: Judgement) -> None:
    assert main([str(run), "--jobs", "2"]) == 0
    text, _ = read(run)
    every = {
        warning.message
        for claim in judgement.claims
        for comparison in claim.comparisons
        for warning in comparison.estimate.warnings
    }
    assert len(every) > 10
    assert [each for each in every if each not in html.unescape(text)] == []
    assert "<code>wide</code> at 12 of 48 comparisons: known to ±7.5 %, where the profile asks for ±1.0 %" in text


def test_a_warning_of_a_single_arm_travels_to_the_page(run: Path, document: dict[str, Any]) -> None:
    document["experiments"][2]["summaries"][0]["estimate"]["warnings"] = [{"code": "odd", "message": "an odd arm"}]
    (run / "judgement.json").write_text(json.dumps(document), encoding="utf-8")
    assert main([str(run), "--jobs", "2"]) == 0
    assert "<code>odd</code> an odd arm" in read(run)[0]


def test_a_claim_shows_its_row_sentence_test_verdict_and_rule_in_the_words_of_the_record(
    run: Path, judgement: Judgement
) -> None:
    assert main([str(run), "--jobs", "2"]) == 0
    text = html.unescape(read(run)[0])
    for each in judgement.claims:
        row = text[text.index(f"<td>{each.claim.row}</td>\n<td>{each.claim.sentence}<br>") :]
        row = row[: row.index("</tr>")]
        assert f"<small>{each.test}</small>" in row
        assert f'<strong class="verdict {each.verdict.word}">' in row
        assert f"<td>{each.verdict.reason.message}</td>" in row


def test_an_experiment_shows_its_question_before_its_claims(run: Path, judgement: Judgement) -> None:
    assert main([str(run), "--jobs", "2"]) == 0
    text = html.unescape(read(run)[0])
    for each in judgement.experiments:
        section = text[text.index(f">{each.experiment.question}</h2>") :]
        assert section.index(f"<code>{each.experiment.id}</code>") < section.index(each.claims[0].claim.sentence)


def test_a_comparison_shows_its_data(run: Path) -> None:
    assert main([str(run), "--jobs", "2"]) == 0
    assert '<td class="figure whole">24 in 12</td>\n<td class="figure whole">117 of 120</td>' in read(run)[0]


def test_a_run_is_cited_with_its_profile_as_altered(run: Path) -> None:
    assert main([str(run), "--jobs", "2"]) == 0
    text = read(run)[0]
    cited = text[text.index('id="cite"') :]
    for words in (
        "20261123T041500Z-quick-1f on example-vm (Example EPYC 9R14 96-Core Processor)",
        "profile full, altered: half-width 20 %, at least 3 processes; 24 processes, seed 31",
        "Compiler: g++ 12.2.0 -O3",
        "Commit:   0123456789abcdef0123456789abcdef01234567",
        "Command:  memlore run --profile quick --seed 31",
    ):
        assert words in cited, words


def test_the_page_says_what_the_run_may_be_believed(run: Path) -> None:
    assert main([str(run), "--jobs", "2"]) == 0
    text, _ = read(run)
    assert "1.14 of their own 95 % half-widths: intervals of this run are too narrow by that factor" in text
    assert "intervals called 95 % are taken at 96.5 %, because the run stops where they are narrow" in text
    assert "up to 24 in the time pass" in text


STEAL = {
    "id": "steal",
    "title": "Stolen time",
    "severity": "severe",
    "found": "12.0 % of processor time were stolen in 183 s",
    "effect": "The worker's clock goes on and its code does not.",
    "remedy": "measure when the host is quiet",
}


def page_with(run: Path, document: dict[str, Any], findings: list[dict[str, str]]) -> str:
    (run / "judgement.json").write_text(json.dumps(document | {"findings": findings}), encoding="utf-8")
    assert main([str(run), "--jobs", "2"]) == 0
    return read(run)[0]


def test_a_severe_finding_stands_above_the_verdicts_in_plain_words(run: Path, document: dict[str, Any]) -> None:
    text = html.unescape(page_with(run, document, [STEAL]))
    place = text.index("Do not trust these numbers")
    assert place < text.index('id="verdicts"')
    shown = text[place : text.index('id="verdicts"')]
    for words in (STEAL["found"], STEAL["effect"], STEAL["remedy"]):
        assert words in shown, words


def test_other_findings_stand_with_the_environment_only(run: Path, document: dict[str, Any]) -> None:
    note = STEAL | {"severity": "note", "title": "Merging of equal pages"}
    well = STEAL | {"severity": "ok", "title": "Swapping", "remedy": ""}
    text = page_with(run, document, [well, note])
    assert "Do not trust" not in text
    assert "2 checks of machine and build: note 1, ok 1" in text
    assert text.index('id="environment"') < text.index("Merging of equal pages") < text.index("Swapping")


def test_a_run_without_findings_says_nothing_of_them(run: Path) -> None:
    assert main([str(run), "--jobs", "2"]) == 0
    text, _ = read(run)
    assert "Do not trust" not in text
    assert "checks of machine and build" not in text


def hostile(value: Any, key: str = "") -> Any:
    """Every free text of a record replaced by an attack; words that the reader checks stay."""
    if isinstance(value, dict):
        return {name: hostile(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [hostile(each, key) for each in value]
    free = (
        "question",
        "sentence",
        "test",
        "row",
        "words",
        "source",
        "description",
        "message",
        "detail",
        "caveats",
        "machine",
        "absent",
        "operation",
        "command_line",
        "created",
        "profile",
        "reason",
        "not_built",
        "unit",
        "type",
        "title",
        "found",
        "effect",
        "remedy",
    )
    return (
        "</title><script>alert(1)</script>\"' onload=x $\\frac{$ \u202e\ud800\x00 & {{ 7*7 }}"
        if (isinstance(value, str) and key in free)
        else value
    )


def test_hostile_text_cannot_inject_anything(run: Path, document: dict[str, Any]) -> None:
    document["findings"] = [STEAL | dict.fromkeys(("title", "found", "effect", "remedy"), "free")]
    (run / "judgement.json").write_text(json.dumps(hostile(document)), encoding="utf-8")
    assert main([str(run), "--jobs", "2"]) == 0
    text, reader = read(run)
    assert "script" not in reader.tags
    assert "<script" not in text
    assert "{{ 7*7 }}" in text


@pytest.mark.parametrize("content", [None, b"{}", b"\xff"])
def test_bad_input_gives_exit_code_2_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "judgement.json").write_bytes(content)
    assert main([str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert "judgement.json" in captured.err
    assert captured.out == ""


def test_a_folder_that_cannot_be_made_gives_exit_code_2(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (run / "plots").write_text("in the way")
    assert main([str(run)]) == 2
    assert "cannot make the folder" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "99999"])
def test_a_number_of_jobs_that_makes_no_sense_is_refused(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["somewhere", "--jobs", jobs])
    assert exit_.value.code == 2
    assert "number of processes" in capsys.readouterr().err


def test_a_judgement_without_experiments_still_has_a_page(run: Path, document: dict[str, Any]) -> None:
    (run / "judgement.json").write_text(json.dumps(document | {"experiments": [], "complete": False}), encoding="utf-8")
    assert main([str(run)]) == 0
    assert "Incomplete." in read(run)[0]
