"""report.html: everything concluded on one page that needs no network and runs no script."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment as Templates
from jinja2 import FileSystemLoader, StrictUndefined

from plots.figures import drawing
from plots.figures.drawing import Drawings
from plots.page.sections import sections_of, severe
from plots.paper import style
from plots.reading import metrics
from plots.reading.judgement import Judgement
from plots.reading.run import Fact, Finding, Severity
from plots.words import caption, comparison, quantity, trust

# Of findings about the machine, the most harmful first; what is not known before what is well.
SEVERITIES: tuple[Severity, ...] = ("severe", "warning", "note", "unknown", "ok")


def render(judgement: Judgement, drawn: Drawings) -> str:
    template = _templates().get_template("report.html")
    return template.render(
        judgement=judgement,
        compiler=caption.compiler_of(judgement),
        cpu=caption.processor_of(judgement),
        commit=caption.commit_of(judgement),
        sections=sections_of(judgement, drawn),
        verdicts=caption.tally([each.verdict.word for each in judgement.claims], style.VERDICTS),
        numbers={each.stem: i for i, each in enumerate(drawn.figures, 1)},
        overview=next((each for each in drawn.figures if each.experiment == drawing.OVERVIEW), None),
        warnings=sorted(judgement.warnings, key=lambda each: not severe(each)),
        severe=severe,
        severe_findings=[each for each in judgement.findings if each.severity == "severe"],
        findings=sorted(judgement.findings, key=lambda each: SEVERITIES.index(each.severity)),
        findings_counted=findings_counted(judgement.findings),
        topics=_topics(judgement),
        metrics=metrics.TABLE,
        noise=trust.noise(judgement.noise_floor),
        errors=trust.errors(judgement.errors),
    )


def _templates() -> Templates:
    templates = Templates(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(
        number=quantity.number,
        amount=quantity.amount,
        ended=caption.ended,
        ratio=comparison.ratio,
        interval=comparison.interval,
        decision=comparison.decision,
        stance=comparison.stance,
        scatter=comparison.scatter,
        processes=comparison.processes,
        rounds=comparison.rounds,
        found=comparison.found,
        points=comparison.points,
        sign=lambda word: style.VERDICTS[word].sign,
    )
    return templates


def findings_counted(findings: Sequence[Finding]) -> str:
    """`50 checks of machine and build: severe 1, warning 2, ok 47`."""
    words = caption.tally((each.severity for each in findings), SEVERITIES)
    return f"{len(findings)} checks of machine and build: {words}"


def _topics(judgement: Judgement) -> dict[str, list[Fact]]:
    topics: dict[str, list[Fact]] = {}
    for fact in judgement.environment.facts:
        topics.setdefault(fact.topic, []).append(fact)
    return topics
