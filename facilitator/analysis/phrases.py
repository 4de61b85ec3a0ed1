"""The small words of the analysis: names of items, so many of those who answered, so much of what was given."""

from collections.abc import Iterable

from msgspec import Struct

from facilitator.analysis.profile import Profile
from facilitator.words import Words

_MOST_NAMES = 4


class Phrases(Struct, frozen=True):
    """The words of one language for one profile."""

    profile: Profile
    words: Words

    def names(self, numbers: Iterable[int]) -> str:
        """Return items by name, no more than a sentence holds."""
        return self.some([f"«{self.profile.items[number]}»" for number in numbers])

    def some(self, names: list[str]) -> str:
        """Return names as a list in words, the last ones as a number where there are many."""
        if len(names) <= _MOST_NAMES + 1:
            return self.words.listed(names)
        more = self.words("and {count} more", count=len(names) - _MOST_NAMES)
        return f"{', '.join(names[:_MOST_NAMES])} {more}"

    def either(self, names: list[str]) -> str:
        """Return names of which any one is meant: "Table 1, Table 2 or Table 4"."""
        if len(names) < 2:
            return "".join(names)
        return self.words("{first} or {last}", first=", ".join(names[:-1]), last=names[-1])

    def voters(self, count: int, whole: int | None = None) -> str:
        """Return so many of the voters who answered: "5 of 7 tables"."""
        whole = len(self.profile.ballots) if whole is None else whole
        if self.profile.unit == "group":
            return self.words("{count} of {present} tables", count=count, present=whole)
        return self.words("{count} of {present} people", count=count, present=whole)

    def bodies(self, count: int, whole: int | None = None) -> str:
        """Return so many of the tables, or forums, that answered."""
        whole = len(self.profile.heard) if whole is None else whole
        if self.profile.level == "table":
            return self.words("{count} of {present} tables", count=count, present=whole)
        return self.words("{count} of {present} forums", count=count, present=whole)

    def amount(self, value: float) -> str:
        """Return a figure with what it counts: "5 votes", "12.5 points"."""
        words, whole = self.words, int(value)
        match self.profile.kind:
            case "mentions" if self.profile.unit == "group":
                return words.n("{count} table", "{count} tables", whole)
            case "mentions" | "actions":
                return words.n("{count} answer", "{count} answers", whole)
            case "dots":
                return self.dots(whole)
            case "ranking":
                return words.n("{count} point", "{points} points", whole if value == whole else 2,
                               points=self.figure(value))  # fmt: skip
            case "grades":
                return words("{mean} on average", mean=words.number(value, 1))

    def dots(self, count: int) -> str:
        """Return so many dots, or votes where each table has one for an item."""
        if self.profile.unit == "group" and self.profile.max_per_item == 1:
            return self.words.n("{count} vote", "{count} votes", count)
        return self.words.n("{count} dot", "{count} dots", count)

    def figure(self, value: float) -> str:
        """Return a figure, with a decimal where it is not whole."""
        return self.words.number(value, 0 if value == int(value) else 1)

    @property
    def unit(self) -> str:
        """What heads the figures."""
        words = self.words
        match self.profile.kind:
            case "mentions" | "actions":
                return words("tables") if self.profile.unit == "group" else words("answers")
            case "dots":
                is_votes = self.profile.unit == "group" and self.profile.max_per_item == 1
                return words("votes") if is_votes else words("dots")
            case "ranking":
                return words("points")
            case "grades":
                return words("mean")
