"""An experiment as the page shows it: its claims, its figures, and the warnings that travel with its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from plots.figures import drawing
from plots.figures.drawing import Drawings, Drawn
from plots.reading.judgement import ExperimentJudgement, Judgement, Warning
from plots.words import cautions
from plots.words.cautions import Caution

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


@dataclass(frozen=True, slots=True)
class Section:
    judged: ExperimentJudgement
    anchor: str
    figures: tuple[Drawn, ...]
    cautions: tuple[Caution, ...]  # Of its comparisons; in full they stand beside each of these.
    warnings: tuple[Warning, ...]  # Of verdicts, and of single arms, which no comparison carries.


def sections_of(judgement: Judgement, drawn: Drawings) -> list[Section]:
    anchors = drawing.stems(judgement.experiments)
    return [
        Section(
            judged=judged,
            anchor=anchor,
            figures=tuple(each for each in drawn.figures if each.experiment == i),
            cautions=_cautions(judged),
            warnings=_warnings(judged),
        )
        for i, (judged, anchor) in enumerate(zip(judgement.experiments, anchors, strict=True))
    ]


def severe(warning: Warning | Caution) -> bool:
    return any(word in warning.code for word in SEVERE)


def _cautions(judged: ExperimentJudgement) -> tuple[Caution, ...]:
    """What travels with the experiment's comparisons, each code once, severe ones first."""
    return tuple(sorted(cautions.counted(judged.comparisons), key=lambda each: not severe(each)))


def _warnings(judged: ExperimentJudgement) -> tuple[Warning, ...]:
    """What travels with the verdicts and with the arms' own numbers, each message once, severe ones first."""
    shown = {warning for each in judged.comparisons if each.estimate.n for warning in each.estimate.warnings}
    others = [each.estimate for each in judged.summaries]
    others += [each.estimate for each in judged.comparisons if not each.estimate.n]
    of_arms = (warning for estimate in others for warning in estimate.warnings if warning not in shown)
    of_verdicts = (warning for claim in judged.claims for warning in claim.verdict.warnings)
    every = dict.fromkeys([*of_verdicts, *of_arms])
    return tuple(sorted(every, key=lambda each: not severe(each)))
