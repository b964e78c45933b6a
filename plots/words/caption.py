"""Words under a figure that let it stand alone: where, with what, from how much data, and who counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from plots.reading.judgement import ExperimentJudgement, Judgement, Summary
from plots.reading.printable import MOST_OF_SENTENCE, short, shortened

MOST_OF_COMMIT = 12  # Characters that tell commits apart.


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a run comes from, as every caption ends."""

    text: str
    no_hardware: str  # Why hardware counters could not be had; empty where all could.


def provenance_of(judgement: Judgement) -> Provenance:
    environment = judgement.environment
    incomplete = "" if judgement.complete else " The run was interrupted: not all of it is here."
    return Provenance(
        f"Machine {environment.machine}: {processor_of(judgement)}; {compiler_of(judgement)}; commit "
        f"{commit_of(judgement)[:MOST_OF_COMMIT]}. Run {judgement.identity.id}, profile {judgement.profile}."
        f"{incomplete}",
        "; ".join(dict.fromkeys(each.unavailable for each in judgement.counters if each.hardware and each.unavailable)),
    )


def processor_of(judgement: Judgement) -> str:
    return judgement.environment.value_of("cpu", "model") or "processor not recorded"


def compiler_of(judgement: Judgement) -> str:
    """The compiler with its flags, from whichever build fact says so."""
    facts = {fact.name: fact.value for fact in judgement.environment.facts if fact.topic == "build" and fact.value}
    compiler = facts.get("compiler", "compiler not recorded")
    version = facts.get("compiler_version", "")
    flags = facts.get("flags") or facts.get("optimization", "")
    return " ".join(part for part in (compiler, version if version not in compiler else "", flags) if part)


def commit_of(judgement: Judgement) -> str:
    facts = judgement.environment.facts
    return next((each.value for each in facts if each.name == "commit" and each.value), "not recorded")


def title_of(judged: ExperimentJudgement, words: str) -> str:
    """`copying/value-or-reference: time per call by arm`."""
    return f"{short(judged.experiment.id)}: {words}"


def joined(*sentences: str) -> str:
    """Sentences one after the other, each ended once; empty ones are left out, long ones are cut."""
    return " ".join(ended(shortened(each, MOST_OF_SENTENCE)) for each in sentences if each)


def ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) or not sentence else sentence + "."


def sources(summaries: Iterable[Summary]) -> str:
    """Who counted what is drawn: each source once."""
    named = sorted({each.source for each in summaries if each.source and not each.unavailable})
    return f"Counted by {'; '.join(named)}." if named else ""


def observed_once(count: int) -> str:
    """A point without an interval must not pass for certainty."""
    return f"Observed once and drawn without an interval: {count} point{'' if count == 1 else 's'}" if count else ""


def unavailable(summaries: Iterable[Summary]) -> str:
    """Why values are missing: each reason once, in alphabetical order."""
    return "; ".join(sorted({each.unavailable for each in summaries if each.unavailable}))


def held_constant(factors: Iterable[str]) -> str:
    constant = ", ".join(factors)
    return f"Held constant: {constant}" if constant else ""


def tally(words: Iterable[str], order: Iterable[str]) -> str:
    """`holds 3, refuted 1`: each word with its count, in an order; words that do not occur are left out."""
    counts = Counter(words)
    return ", ".join(f"{each} {counts[each]}" for each in order if counts[each])


def listed(words: Iterable[str], most: int = 4) -> str:
    """`a, b, c and 5 more`."""
    every = list(words)
    if len(every) <= most:
        return ", ".join(every)
    return f"{', '.join(every[:most])} and {len(every) - most} more"
