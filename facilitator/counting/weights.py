"""Whether what leads hangs on the weights."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from facilitator.counting.grades import combined
from facilitator.counting.places import places

How = Literal["mean", "sum", "product"]
Values = Mapping[int, Sequence[float | None]]
_FACTORS = (0.5, 1.5)


class OtherLead(Struct, frozen=True):
    """Another choice of weights, and what leads with it.

    `part` counts from 0 and `factor` is 0.5 or 1.5, what the weight of that part was multiplied by; both are None
    where all weights were made equal.
    """

    part: int | None
    factor: float | None
    leaders: tuple[int, ...]


class WeightCheck(Struct, frozen=True):
    """What leads with the weights as they are, and every choice of other weights with which something else does."""

    leaders: tuple[int, ...]
    changes: tuple[OtherLead, ...]


def check_weights(values: Values, weights: Sequence[float], how: How) -> WeightCheck:
    """Try whether what leads survives equal weights, and each weight halved and half as large again.

    One weight is changed at a time. Equal weights keep the sign of those that tell against (`sum`). Totals are
    those of `facilitator.counting.grades.combined`; several items may lead together, and one more or one less among
    them is a change.

    Source: one-at-a-time sensitivity analysis of weights, E. Triantaphyllou, "Multi-Criteria Decision Making Methods:
    A Comparative Study", 2000, chapter 8; half as much and half as much again is a choice of ours.

    Args:
        values: Per item one number per part; None where the part has none.
        weights: One finite number per part, 0 or more; with `sum` also less.
        how: How the parts are combined.

    Returns:
        The leaders and what changes them: equal weights first, then part by part, the smaller weight first.

    Raises:
        ValueError: The weights are not as many as the values, one is less than 0 where it may not be, or a number is
            not finite.
    """
    leaders = _leaders(values, weights, how)
    tried = [OtherLead(None, None, _leaders(values, [-1 if weight < 0 else 1 for weight in weights], how))]
    for part in range(len(weights)):
        for factor in _FACTORS:
            tried.append(OtherLead(part, factor, _leaders(values, _changed(weights, part, factor), how)))
    return WeightCheck(leaders, tuple(other for other in tried if other.leaders != leaders))


def _leaders(values: Values, weights: Sequence[float], how: How) -> tuple[int, ...]:
    totals = [combined(row, weights, how) for row in values.values()]
    return tuple(item for item, place in zip(values, places(totals), strict=True) if place == 1)


def _changed(weights: Sequence[float], part: int, factor: float) -> list[float]:
    # In decimals: 0.1 × 1.5 in floats is a little more than 0.15, which would break ties.
    other = float(Decimal(str(weights[part])) * Decimal(str(factor)))
    return [*weights[:part], other, *weights[part + 1 :]]
