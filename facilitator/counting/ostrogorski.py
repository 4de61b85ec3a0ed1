"""The whole accepted and every part rejected, or the other way around."""

from collections.abc import Sequence

from msgspec import Struct


class Verdicts(Struct, frozen=True):
    """How many of the voters accept the whole, and how many each part."""

    voters: int
    whole: int
    parts: tuple[int, ...]

    @property
    def is_paradox(self) -> bool:
        """Whether a majority says the one of the whole and majorities the opposite of every part."""
        over = [2 * count > self.voters for count in self.parts]
        under = [2 * count < self.voters for count in self.parts]
        return bool(self.parts) and (
            (2 * self.whole > self.voters and all(under)) or (2 * self.whole < self.voters and all(over))
        )


def verdicts(voters: Sequence[Sequence[bool]]) -> Verdicts:
    """Count who accepts the whole, because most of its parts are accepted, and who accepts each part.

    Source: M. Ostrogorski, "La démocratie et l'organisation des partis politiques", 1903, as in J. S. Kelly, "The
    Ostrogorski paradox", Social Choice and Welfare 6, 1989, 71–76.

    Args:
        voters: Per voter whether each part is accepted. A voter who accepts exactly half does not accept the whole.

    Returns:
        The counts, parts in their order.

    Raises:
        ValueError: The voters have different numbers of parts.
    """
    parts = tuple(sum(column) for column in zip(*voters, strict=True))
    return Verdicts(len(voters), sum(2 * sum(voter) > len(voter) for voter in voters), parts)
