"""The nouns of judgement.json, field for field as harness/model/conclusions/judgement.h names them.

Text is made printable while loading; `None` for an end of an interval means that it has no end on that side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plots.experiment import Experiment, Hypothesis, Name, Point

Decision = Literal["greater", "less", "equivalent", "inconclusive"]
Sign = Literal["less", "same", "more"]
CounterSource = Literal[
    "allocations_interposed", "perf_hardware", "perf_software", "callgrind_host", "callgrind_reference", "process"
]
Stance = Literal["supports", "contradicts", "undecided"]
Severity = Literal["unknown", "ok", "note", "warning", "severe"]
Source = Literal["layout", "process", "round", ""]
VerdictWord = Literal["holds", "refuted", "depends", "inconclusive", "invalid"]


@dataclass(frozen=True, slots=True)
class Warning:
    code: Name
    message: str


@dataclass(frozen=True, slots=True)
class Reason:
    code: Name
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    word: VerdictWord
    reason: Reason
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    value: float | None  # None: not a finite number, as 3 allocations to 0.
    low: float | None
    high: float | None
    level: float
    n: int  # 0: not measured, and then the value means nothing.
    warnings: tuple[Warning, ...]

    @property
    def found(self) -> float | None:
        """The value where there is one that is finite."""
        return self.value if self.n > 0 else None

    @property
    def has_interval(self) -> bool:
        """False for an exact count (level 1) and for a single look (level 0)."""
        return 0 < self.level < 1


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations of the log ratio; None where they cannot be told."""

    layout: float | None
    process: float | None  # Holds the layouts', too, where those are None.
    round: float | None
    dominant: Source
    layouts: int  # Number of code layouts that were measured.


@dataclass(frozen=True, slots=True)
class RoundCount:
    measured: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class Comparison:
    point: Point
    estimate: Estimate
    low_95: float | None
    high_95: float | None
    contender: float | None
    baseline: float | None
    noise_floor: float
    error: float
    spread: Spread | None  # None: not timed.
    rounds: RoundCount
    decision: Decision
    stance: Stance
    reason: Reason
    slowed: int = 0  # Of the estimate's n, those that do not count: neighbours slowed them.

    @property
    def processes(self) -> int:
        """Those that the ratio is of."""
        return self.estimate.n - self.slowed


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where along a factor the ratio crosses the threshold."""

    at: float
    low: float | None
    high: float | None
    slices: int  # Combinations of the other factors that cross.


@dataclass(frozen=True, slots=True)
class Turn:
    factor: Name
    below: Name
    above: Name
    agreement: float
    crossing: Crossing | None


@dataclass(frozen=True, slots=True)
class CountedPair:
    contender: float
    baseline: float
    sign: Sign


@dataclass(frozen=True, slots=True)
class CountAgreement:
    """What a counter of the processor and the simulation say of the same question at one point."""

    point: Point
    metric: Name  # Of the processor's counter.
    hardware: CountedPair
    simulated: CountedPair
    simulator: CounterSource
    agree: bool


@dataclass(frozen=True, slots=True)
class HypothesisJudgement:
    hypothesis: Hypothesis
    verdict: Verdict
    turn: Turn | None
    comparisons: tuple[Comparison, ...]
    counts: tuple[CountAgreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    point: Point
    arm: Name
    metric: Name
    estimate: Estimate
    source: str
    unavailable: str
    counter: CounterSource | None = None  # None: timed, or an older record.
    resolution: float = 0.0  # A count below this could not be told from none and is reported as 0.

    @property
    def simulated(self) -> bool:
        return self.source.startswith("callgrind")

    @property
    def by_reference(self) -> bool:
        return self.counter == "callgrind_reference"


@dataclass(frozen=True, slots=True)
class LeftOut:
    experiment: Name
    point: str
    arm: Name
    # The record's own word is a keyword of Python; see `decoding.RENAMED`.
    pass_: Name
    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    experiment: Name
    point: str
    arm: Name
    kind: Name
    detail: str


@dataclass(frozen=True, slots=True)
class ClaimJudgement:
    experiment: Experiment
    verdict: Verdict
    hypotheses: tuple[HypothesisJudgement, ...]
    summaries: tuple[Summary, ...]
    left_out: tuple[LeftOut, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    topic: Name
    name: Name
    value: str | None
    absent: str


@dataclass(frozen=True, slots=True)
class Cache:
    level: int
    size_bytes: int
    ways: int
    line_bytes: int
    shared_by: int


@dataclass(frozen=True, slots=True)
class Environment:
    machine: Name
    facts: tuple[Fact, ...]
    caches: tuple[Cache, ...]

    def value_of(self, topic: str, name: str) -> str | None:
        return next((fact.value for fact in self.facts if (fact.topic, fact.name) == (topic, name)), None)


@dataclass(frozen=True, slots=True)
class RunIdentity:
    id: Name
    created: Name
    command_line: str


@dataclass(frozen=True, slots=True)
class NoiseFloor:
    ratio: float
    median_ratio: float
    inflation: float  # The same distance in units of the controls' own half-widths.
    controls: int


@dataclass(frozen=True, slots=True)
class ErrorBudget:
    family_error: float
    interval_level: float
    timed_claims: int
    selected_claims: int


@dataclass(frozen=True, slots=True)
class CounterStatus:
    metric: Name
    event: Name
    hardware: bool
    unavailable: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen of one thing about machine, system or build that can bend a measurement."""

    id: Name
    title: str
    severity: Severity
    found: str
    effect: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Judgement:
    identity: RunIdentity
    environment: Environment
    profile: Name
    processes: int
    seed: int
    complete: bool
    noise_floor: NoiseFloor
    errors: ErrorBudget
    counters: tuple[CounterStatus, ...]
    warnings: tuple[Warning, ...]
    claims: tuple[ClaimJudgement, ...]
    findings: tuple[Finding, ...] = ()  # None in a record of a time when nobody looked.
