"""report.html: everything concluded on one page that needs no network and runs no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment as Templates
from jinja2 import FileSystemLoader, StrictUndefined

from plots import caption, cautions, drawing, expectation, metrics, quantity, trust, turns
from plots.cautions import Caution
from plots.drawing import Drawings, Drawn
from plots.experiment import key_of
from plots.model import (
    ClaimJudgement,
    Comparison,
    Fact,
    Finding,
    HypothesisJudgement,
    Judgement,
    Severity,
    Spread,
    Warning,
)

# Codes after which a reader should doubt every number of the run, so they come first.
SEVERE = (
    "incomplete",
    "interrupted",
    "few_processes",
    "stolen",
    "drift",
    "thermal",
    "throttl",
    "invalid",
    "fault",
)
# Of findings about the machine, the most harmful first; what is not known before what is well.
SEVERITIES: tuple[Severity, ...] = ("severe", "warning", "note", "unknown", "ok")
SHAPES = {"holds": "●", "refuted": "✖", "depends": "◆", "inconclusive": "○", "invalid": "□"}


@dataclass(frozen=True, slots=True)
class Section:
    """A claim as the page shows it."""

    judged: ClaimJudgement
    anchor: str
    figures: tuple[Drawn, ...]
    cautions: tuple[Caution, ...]  # Of its comparisons; in full they stand beside each of these.
    warnings: tuple[Warning, ...]  # Of the verdict, and of single arms, which no comparison carries.
    turn: str


def render(judgement: Judgement, drawn: Drawings) -> str:
    templates = Templates(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(
        number=quantity.number,
        key=key_of,
        ratio=ratio_words,
        interval=interval_words,
        range=range_words,
        expectation=expectation.words,
        ended=caption.ended,
        pair=expectation.pair,
        amount=quantity.amount,
        scatter=scatter_words,
        processes=processes_words,
        rounds=rounds_words,
        shape=SHAPES.__getitem__,
    )
    template = templates.get_template("report.html")
    return template.render(
        judgement=judgement,
        compiler=caption.compiler_of(judgement),
        cpu=judgement.environment.value_of("cpu", "model") or "not recorded",
        commit=commit_of(judgement),
        sections=_sections(judgement, drawn),
        numbers={each.stem: i for i, each in enumerate(drawn.figures, 1)},
        overview=next((each for each in drawn.figures if each.claim == drawing.OVERVIEW), None),
        warnings=sorted(judgement.warnings, key=lambda each: not _severe(each)),
        severe=_severe,
        severe_findings=[each for each in judgement.findings if each.severity == "severe"],
        findings=sorted(judgement.findings, key=lambda each: SEVERITIES.index(each.severity)),
        findings_counted=findings_counted(judgement.findings),
        topics=_topics(judgement),
        metrics=metrics.TABLE,
        turn_words=turns.words,
        turn_origin=turns.origin,
        noise=trust.noise(judgement.noise_floor),
        errors=trust.errors(judgement.errors),
    )


def ratio_words(comparison: Comparison) -> str:
    if comparison.estimate.n == 0:
        return "not measured"
    return "baseline is 0" if comparison.estimate.found is None else quantity.number(comparison.estimate.found)


def interval_words(comparison: Comparison) -> str:
    """`0.98 to 1.04`; an open end is said, not drawn as infinity."""
    if comparison.estimate.n == 0:
        return ""
    if comparison.estimate.level >= 1:
        return "exact"
    low = "no lower end" if comparison.low_95 is None else quantity.number(comparison.low_95)
    high = "no upper end" if comparison.high_95 is None else quantity.number(comparison.high_95)
    return f"{low} to {high}"


def scatter_words(spread: Spread | None) -> list[tuple[str, bool]]:
    """Layout, process and round in per cent of the ratio, and which is the largest; `–` for what cannot be told."""
    if spread is None:
        return []
    parts = (("layout", spread.layout), ("process", spread.process), ("round", spread.round))
    return [("–" if value is None else _per_cent(value), spread.dominant == name) for name, value in parts]


def _per_cent(deviation: float) -> str:
    return f"{100 * deviation:.{1 if 0 < deviation < 0.1 else 0}f}"


def processes_words(comparison: Comparison) -> str:
    """`148 of 218` count; the number alone where all do."""
    n = comparison.estimate.n
    return f"{comparison.processes} of {n}" if comparison.slowed else str(n)


def rounds_words(comparison: Comparison) -> str:
    """`237 of 240` count; nothing where nothing was timed."""
    rounds = comparison.rounds
    return f"{rounds.measured - rounds.set_aside} of {rounds.measured}" if rounds.measured else ""


def range_words(judged: HypothesisJudgement) -> str:
    """The interval of a single comparison; the range of estimates over a sweep."""
    if not judged.comparisons:
        return "not compared"
    if len(judged.comparisons) == 1:
        only = judged.comparisons[0]
        interval = interval_words(only)
        return f"{ratio_words(only)} ({interval})" if interval else ratio_words(only)
    values = [each.estimate.found for each in judged.comparisons if each.estimate.found is not None]
    measured = sum(each.estimate.n > 0 for each in judged.comparisons)
    if measured == 0:
        return "not measured"
    reach = f"{quantity.number(min(values))} to {quantity.number(max(values))}" if values else ""
    if values and quantity.number(min(values)) == quantity.number(max(values)):
        reach = quantity.number(min(values))
    parts = [f"{reach} at {len(values)} points"] if values else []
    parts += [f"baseline 0 at {measured - len(values)}"] if measured > len(values) else []
    parts += [f"not measured at {len(judged.comparisons) - measured}"] if measured < len(judged.comparisons) else []
    return ", ".join(parts)


def commit_of(judgement: Judgement) -> str:
    return next(
        (each.value for each in judgement.environment.facts if each.name == "commit" and each.value), "not recorded"
    )


def findings_counted(findings: Sequence[Finding]) -> str:
    """`50 checks of machine and build: 1 severe, 2 warning, 47 ok`."""
    counts = Counter(each.severity for each in findings)
    words = ", ".join(f"{counts[each]} {each}" for each in SEVERITIES if counts[each])
    return f"{len(findings)} checks of machine and build: {words}"


def _severe(warning: Warning | Caution) -> bool:
    return any(word in warning.code for word in SEVERE)


def _sections(judgement: Judgement, drawn: Drawings) -> list[Section]:
    anchors = drawing.stems(judgement.claims)
    return [
        Section(
            judged=claim,
            anchor=anchor,
            figures=tuple(each for each in drawn.figures if each.claim == i),
            cautions=_cautions(claim),
            warnings=_warnings(claim),
            turn=turns.of(claim),
        )
        for i, (claim, anchor) in enumerate(zip(judgement.claims, anchors, strict=True))
    ]


def _comparisons(claim: ClaimJudgement) -> list[Comparison]:
    return [each for judged in claim.hypotheses for each in judged.comparisons]


def _cautions(claim: ClaimJudgement) -> tuple[Caution, ...]:
    """What travels with the claim's comparisons, each code once, severe ones first."""
    return tuple(sorted(cautions.counted(_comparisons(claim)), key=lambda each: not _severe(each)))


def _warnings(claim: ClaimJudgement) -> tuple[Warning, ...]:
    """What travels with the arms' own numbers, each message once, severe ones first."""
    shown = {warning for each in _comparisons(claim) if each.estimate.n for warning in each.estimate.warnings}
    others = [each.estimate for each in claim.summaries]
    others += [each.estimate for each in _comparisons(claim) if not each.estimate.n]
    of_arms = (warning for estimate in others for warning in estimate.warnings if warning not in shown)
    every = dict.fromkeys([*claim.verdict.warnings, *of_arms])
    return tuple(sorted(every, key=lambda each: not _severe(each)))


def _topics(judgement: Judgement) -> dict[str, list[Fact]]:
    topics: dict[str, list[Fact]] = {}
    for fact in judgement.environment.facts:
        topics.setdefault(fact.topic, []).append(fact)
    return topics
