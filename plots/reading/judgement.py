"""What was concluded: the nouns of harness/model/conclusions/judgement.h, field for field as far as they are shown.

Text is made printable while loading; `None` for an end of an interval means that it has no end on that side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plots.reading.experiment import Claim, Condition, Experiment, Name, Point
from plots.reading.run import CounterStatus, Environment, Fault, Finding, LeftOut, RunIdentity

Decision = Literal["greater", "less", "same", "undecided"]
CounterSource = Literal[
    "allocations_interposed", "perf_hardware", "perf_software", "callgrind_host", "callgrind_reference", "process"
]
Stance = Literal["supports", "contradicts", "undecided", "outside"]
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
    warnings: tuple[Warning, ...]


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
    def exact(self) -> bool:
        return self.level >= 1

    @property
    def once(self) -> bool:
        """One observation: a point whose interval nobody knows."""
        return self.n == 1 and not self.exact

    @property
    def has_interval(self) -> bool:
        return self.n > 1 and not self.exact


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
    """A claim at one point."""

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
    slowed: int  # Of the estimate's n, those that do not count: neighbours slowed them.

    @property
    def processes(self) -> int:
        """Those that the ratio is of."""
        return self.estimate.n - self.slowed

    @property
    def judged(self) -> bool:
        """True where the claim speaks of the point."""
        return self.stance != "outside"


@dataclass(frozen=True, slots=True)
class Region:
    where: tuple[Condition, ...]
    words: str
    holds: bool
    decided: int
    explained: int
    low: float | None  # With `high` the size of the effect; None: something over nothing.
    high: float | None


@dataclass(frozen=True, slots=True)
class Turn:
    """Where along an ordered factor a rule changes from one region to the next."""

    factor: Name
    below: int
    above: int
    open: tuple[int, ...]  # Levels between them that were measured and left open.
    crossing: int | None


@dataclass(frozen=True, slots=True)
class Rule:
    regions: tuple[Region, ...]
    turns: tuple[Turn, ...]
    decided: int
    explained: int
    exceptions: tuple[Point, ...]  # Decided points that the regions do not explain.


@dataclass(frozen=True, slots=True)
class ClaimJudgement:
    claim: Claim
    test: str  # The claim's comparison in words.
    verdict: Verdict
    rule: Rule | None
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """One arm at one point in one metric."""

    point: Point
    arm: Name
    metric: Name
    estimate: Estimate
    source: str
    unavailable: str
    counter: CounterSource | None  # None: timed.
    resolution: float  # A count below this could not be told from none and is reported as 0.

    @property
    def simulated(self) -> bool:
        return self.counter in ("callgrind_host", "callgrind_reference")

    @property
    def by_reference(self) -> bool:
        return self.counter == "callgrind_reference"


@dataclass(frozen=True, slots=True)
class ExperimentJudgement:
    experiment: Experiment
    claims: tuple[ClaimJudgement, ...]
    summaries: tuple[Summary, ...]
    left_out: tuple[LeftOut, ...]
    faults: tuple[Fault, ...]

    @property
    def comparisons(self) -> list[Comparison]:
        return [each for claim in self.claims for each in claim.comparisons]


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
    experiments: int  # With claims that estimates decide.
    selected: int  # Of these, the experiments in which anything is decided.


@dataclass(frozen=True, slots=True)
class Judgement:
    identity: RunIdentity
    environment: Environment
    profile: str  # In words: `full, altered: half-width 20 %`.
    processes: int
    seed: int
    complete: bool
    noise_floor: NoiseFloor
    errors: ErrorBudget
    counters: tuple[CounterStatus, ...]
    warnings: tuple[Warning, ...]
    findings: tuple[Finding, ...]
    experiments: tuple[ExperimentJudgement, ...]

    @property
    def claims(self) -> list[ClaimJudgement]:
        return [claim for each in self.experiments for claim in each.claims]
