"""report.html: everything concluded on one page that needs no network and runs no script."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment as Templates
from jinja2 import FileSystemLoader, StrictUndefined

from plots import caption, drawing, expectation, metrics, quantity, turns
from plots.drawing import Drawings, Drawn
from plots.experiment import Hypothesis, key_of
from plots.model import ClaimJudgement, Comparison, Fact, HypothesisJudgement, Judgement, Warning

# Codes after which a reader should doubt every number of the run, so they come first.
SEVERE = (
    "incomplete",
    "interrupted",
    "few_invocations",
    "stolen",
    "drift",
    "thermal",
    "throttl",
    "invalid",
    "fault",
)
SHAPES = {"holds": "●", "refuted": "✖", "depends": "◆", "inconclusive": "○", "invalid": "□"}


@dataclass(frozen=True, slots=True)
class Section:
    """A claim as the page shows it."""

    judged: ClaimJudgement
    anchor: str
    figures: tuple[Drawn, ...]
    warnings: tuple[Warning, ...]
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
        ended=caption.joined,
        pair=_pair,
        amount=quantity.amount,
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
        topics=_topics(judgement),
        metrics=metrics.TABLE,
        turn_words=turns.words,
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


def _pair(hypothesis: Hypothesis) -> str:
    return f"{hypothesis.contender} / {hypothesis.baseline}" if hypothesis.baseline else hypothesis.contender


def _severe(warning: Warning) -> bool:
    return any(word in warning.code for word in SEVERE)


def _sections(judgement: Judgement, drawn: Drawings) -> list[Section]:
    anchors = drawing.stems(judgement.claims)
    return [
        Section(
            claim, anchor, tuple(each for each in drawn.figures if each.claim == i), _warnings(claim), turns.of(claim)
        )
        for i, (claim, anchor) in enumerate(zip(judgement.claims, anchors, strict=True))
    ]


def _warnings(claim: ClaimJudgement) -> tuple[Warning, ...]:
    """What travels with the claim's numbers, each message once, severe ones first."""
    estimates = [each.estimate for judged in claim.hypotheses for each in judged.comparisons]
    estimates += [each.estimate for each in claim.summaries]
    every = dict.fromkeys(warning for estimate in estimates for warning in estimate.warnings)
    return tuple(sorted(every, key=lambda each: not _severe(each)))


def _topics(judgement: Judgement) -> dict[str, list[Fact]]:
    topics: dict[str, list[Fact]] = {}
    for fact in judgement.environment.facts:
        topics.setdefault(fact.topic, []).append(fact)
    return topics
