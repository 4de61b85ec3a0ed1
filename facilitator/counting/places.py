"""Places and the line after the k-th: who goes on."""

from collections.abc import Sequence


def places(values: Sequence[float | None]) -> list[int | None]:
    """Give each item its place: 1 + the number of items with strictly more (1, 2, 2, 4).

    Equal values share a place and the places after them are left out, so that a place says how many are ahead.

    Args:
        values: One number per item, any finite number; None for an item that is not counted.

    Returns:
        A place per item, from 1, in the order of `values`; None where the value is None.
    """
    first: dict[float, int] = {}
    for place, value in enumerate(sorted((v for v in values if v is not None), reverse=True), start=1):
        first.setdefault(value, place)
    return [None if value is None else first[value] for value in values]


def above_cut(values: Sequence[float | None], cut: int | None) -> list[bool]:
    """Tell which items stay above the line after the k-th.

    Ties at the line stay above it, so more than k can be above. What has nothing (None, zero or less) does not go on,
    so fewer than k can be above.

    Args:
        values: One number per item, any finite number; None for an item that is not counted.
        cut: k, at least 1; None when there is no line.

    Returns:
        True per item above the line, in the order of `values`; all True when there is no line.

    Raises:
        ValueError: The cut is less than 1.
    """
    if cut is None:
        return [True] * len(values)
    if cut < 1:
        raise ValueError(f"a cut is at least 1, not {cut}")
    return [
        value is not None and value > 0 and place is not None and place <= cut
        for value, place in zip(values, places(values), strict=True)
    ]


def margin(values: Sequence[float | None], cut: int | None) -> float | None:
    """Count the votes between the last item above the line and the first below it.

    Args:
        values: One number per item, any finite number; None for an item that is not counted.
        cut: k, at least 1; None when there is no line.

    Returns:
        The difference, more than 0; None when there is no line or nothing counted on one side of it.

    Raises:
        ValueError: The cut is less than 1.
    """
    kept = above_cut(values, cut)
    above = [value for value, up in zip(values, kept, strict=True) if up and value is not None]
    below = [value for value, up in zip(values, kept, strict=True) if not up and value is not None]
    return min(above) - max(below) if above and below else None
