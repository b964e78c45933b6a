"""Words under a figure that let it stand alone: where, with what, from how much data, and who counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plots.model import ClaimJudgement, Judgement, Summary
from plots.printable import MOST_OF_SENTENCE, short, shortened


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a run comes from, as every caption ends."""

    text: str
    no_hardware: str  # Why hardware counters could not be had; empty where all could.


def provenance_of(judgement: Judgement) -> Provenance:
    environment = judgement.environment
    cpu = environment.value_of("cpu", "model") or "CPU model not recorded"
    plural = "" if judgement.processes == 1 else "s"
    incomplete = "" if judgement.complete else " The run was interrupted: not all of it is here."
    return Provenance(
        f"Machine {environment.machine}: {cpu}; {compiler_of(judgement)}. Run {judgement.identity.id}, profile "
        f"{judgement.profile}, up to {judgement.processes} process{plural} (processes).{incomplete}",
        "; ".join(dict.fromkeys(each.unavailable for each in judgement.counters if each.hardware and each.unavailable)),
    )


def compiler_of(judgement: Judgement) -> str:
    """The compiler with its flags, from whichever build fact says so."""
    facts = {fact.name: fact.value for fact in judgement.environment.facts if fact.topic == "build" and fact.value}
    compiler = facts.get("compiler", "compiler not recorded")
    version = facts.get("compiler_version", "")
    flags = facts.get("flags") or facts.get("optimization", "")
    return " ".join(part for part in (compiler, version if version not in compiler else "", flags) if part)


def title_of(claim: ClaimJudgement, words: str) -> str:
    """`copying/value-or-reference: what was expected and what was found`."""
    return f"{short(claim.experiment.id)}: {words}"


def joined(*sentences: str) -> str:
    """Sentences one after the other, each ended once; empty ones are left out, long ones are cut."""
    return " ".join(ended(shortened(each, MOST_OF_SENTENCE)) for each in sentences if each)


def ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) or not sentence else sentence + "."


def sources(summaries: Iterable[Summary]) -> str:
    """Who counted what is drawn: each source once."""
    named = sorted({each.source for each in summaries if each.source and not each.unavailable})
    return f"Counted by {'; '.join(named)}." if named else ""


def single_looks(summaries: Iterable[Summary]) -> str:
    """A value that was looked at once has no interval; that must not pass for certainty."""
    once = any(each.estimate.level <= 0 and each.estimate.found is not None for each in summaries)
    return "Values without a bar that are not exact were looked at once." if once else ""


def unavailable(summaries: Iterable[Summary]) -> str:
    """Why a counter is missing: each reason once, with the number of cells that it took."""
    reasons: dict[str, int] = {}
    for each in summaries:
        if each.unavailable:
            reasons[each.unavailable] = reasons.get(each.unavailable, 0) + 1
    return "; ".join(sorted(reasons))


def listed(words: Iterable[str], most: int = 4) -> str:
    """`a, b, c and 5 more`."""
    every = list(words)
    if len(every) <= most:
        return ", ".join(every)
    return f"{', '.join(every[:most])} and {len(every) - most} more"
