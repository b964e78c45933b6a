"""Curves of arms over a factor: what cost curves and counter figures share.

An arm is its colour and marker everywhere; a level of the second factor is a dash and a hollow marker.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from plots.paper import axes, style
from plots.paper.legend import Key
from plots.paper.sweep import Axis, level_of
from plots.reading.judgement import ExperimentJudgement, Summary


@dataclass(frozen=True, slots=True)
class Look:
    """How summaries become curves."""

    x: axes.Horizontal
    arms: style.ArmStyles
    second: Axis | None = None
    steps: bool = False
    thinning: bool = False  # Later curves are thinner: exactly equal ones all remain visible.


@dataclass(frozen=True, slots=True)
class _Curve:
    arm: style.ArmStyle
    place: int  # Among the curves of the panel.
    of: int
    level: int  # Index of the second factor's level.
    summaries: tuple[Summary, ...]


def with_values(summaries: Sequence[Summary]) -> list[Summary]:
    return [each for each in summaries if not each.unavailable and each.estimate.found is not None]


def draw(panel: Axes, summaries: Sequence[Summary], look: Look) -> None:
    for curve in _curves(summaries, look):
        _draw_curve(panel, curve, look)


def reach(summaries: Sequence[Summary]) -> list[float | None]:
    """What the y axis must show: values and the ends of intervals."""
    ends = [(each.estimate.low, each.estimate.high) for each in summaries if each.estimate.has_interval]
    return [*(each.estimate.found for each in summaries), *itertools.chain.from_iterable(ends)]


def keys(judged: ExperimentJudgement, summaries: Sequence[Summary], look: Look) -> list[Key]:
    """A key for every arm and level that is drawn; an arm that was not built is named as missing."""
    by_words = look.x.axis is None or look.x.axis.categorical
    entries: list[Key] = []
    drawn = {each.arm for each in summaries}
    for name, arm in look.arms.items():
        if name in drawn:
            entries.append((_key(arm.colour, arm.marker, None if by_words else style.DASHES[0]), name))
    for i, value in enumerate(look.second.values if look.second else ()):
        line = _key(style.QUIET, "o", None if by_words else style.DASHES[i], "white" if i % 2 else style.QUIET)
        entries.append((line, f"{look.second.title} {look.second.shown(value)}" if look.second else ""))
    entries += [((), f"{arm.name}: {arm.not_built}") for arm in judged.experiment.arms if arm.not_built]
    return entries


def _key(colour: str, marker: str, line: style.Dash | None, fill: str | None = None) -> tuple[Line2D]:
    return (
        Line2D(
            [0, 0.5, 1],
            [0.5] * 3,
            color=colour,
            linestyle=line or "none",
            marker=marker,
            markevery=[1],
            markersize=4.5,
            markeredgewidth=0.9,
            markeredgecolor=colour,
            markerfacecolor=fill or colour,
        ),
    )


def _curves(summaries: Sequence[Summary], look: Look) -> list[_Curve]:
    by_curve: dict[tuple[str, int], list[Summary]] = {}
    for each in summaries:
        by_curve.setdefault((each.arm, level_of(each.point, look.second)), []).append(each)
    groups = []
    for name, arm in look.arms.items():
        for i, level in enumerate(look.second.values if look.second else (0,)):
            if mine := by_curve.get((name, level)):
                groups.append((arm, i, tuple(sorted(mine, key=lambda s: look.x.place(level_of(s.point, look.x.axis))))))
    return [_Curve(arm, place, len(groups), level, mine) for place, (arm, level, mine) in enumerate(groups)]


def _draw_curve(panel: Axes, curve: _Curve, look: Look) -> None:
    by_words = look.x.axis is None or look.x.axis.categorical
    spread = min(0.7, 0.18 * curve.of)
    dodge = ((curve.place + 0.5) / curve.of - 0.5) * spread if by_words else 0.0
    places = [look.x.place(level_of(each.point, look.x.axis)) + dodge for each in curve.summaries]
    values = [each.estimate.found or 0.0 for each in curve.summaries]
    colour = curve.arm.colour
    for place, each in zip(places, curve.summaries, strict=True):
        if each.estimate.has_interval:
            axes.draw_interval(panel, place, each.estimate.low, each.estimate.high, colour)
    every = max(1, len(places) // 8) if look.steps else 1
    first = min(curve.place * every // curve.of, len(places) - 1)
    remaining = (curve.of - 1 - curve.place) / max(1, curve.of - 1) if look.thinning else 0.0
    panel.plot(
        places,
        values,
        color=colour,
        linestyle="none" if by_words else style.DASHES[curve.level],
        linewidth=1.2 + 2.0 * remaining,
        drawstyle="steps-mid" if look.steps and not by_words else "default",
        marker=curve.arm.marker,
        markersize=4 + 2 * remaining,
        markevery=(first, every),
        markeredgecolor=colour,
        markerfacecolor="white" if curve.level % 2 else colour,
        markeredgewidth=0.8,
        zorder=2.6 + 0.01 * curve.place,
    )
