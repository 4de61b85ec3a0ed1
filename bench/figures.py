"""What a bench prints: a figure beside what it is compared with, and whether that is good enough."""

import json
import operator
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles

_GOALS = {"<=": operator.le, ">=": operator.ge}


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value beside a baseline of the same run. `goal` is for the ratio: "<= 1.4"; empty for none."""

    figure: str
    value: float
    baseline: float
    ratio: float
    goal: str = ""
    met: bool | None = None


def compared(figure: str, value: float, baseline: float, goal: str = "", inverse: bool = False) -> Figure:
    """Return a figure with its ratio to the baseline.

    Args:
        figure: What was measured, and in which unit.
        value: The measured value.
        baseline: What it is compared with, in the same unit.
        goal: What the ratio should be.
        inverse: Whether the ratio says how many times less the value is than the baseline.
    """
    ratio = baseline / value if inverse else value / baseline
    sign, _, limit = goal.partition(" ")
    return Figure(figure, value, baseline, ratio, goal, _GOALS[sign](ratio, float(limit)) if goal else None)


def p(values: Sequence[float], percent: int) -> float:
    """Return the value that `percent` of the values do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


def spread(values: Sequence[float]) -> float:
    """Return how far the middle half of the values lie apart, as a share of their median: the machine's noise."""
    return (p(values, 75) - p(values, 25)) / median(values)


def show(figures: Sequence[Figure], noise: float, as_json: bool) -> None:
    """Print figures, and the machine's noise while they were measured."""
    if as_json:
        for figure in figures:
            print(json.dumps(asdict(figure) | {"noise": round(noise, 3)}))
        return
    for one in figures:
        verdict = {True: "met", False: "NOT MET", None: ""}[one.met]
        print(f"{one.figure:74} {one.value:10.4g} {one.baseline:10.4g} {one.ratio:8.3g} {one.goal:7} {verdict}")
    print(f"noise: half of the baseline's values lie within {noise:.0%} of its median")
