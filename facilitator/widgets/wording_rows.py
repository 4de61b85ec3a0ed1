"""The rows of the wordings: what may be the same, and what was joined with where it came from."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from rich.text import Text
from textual.widgets.option_list import Option

from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import pad, shorten, spread, widest
from facilitator.series.blocks import short_names
from facilitator.series.heard import Heard
from facilitator.series.proposing import Proposal
from facilitator.series.whole import Series
from facilitator.text import key
from facilitator.words import Words

_MOST_FORUMS = 6
_WIDEST_NAME = 40


class Joined(Struct, frozen=True):
    """A wording that was joined, and what it is called now."""

    name: str
    text: str


def head(proposed: int, joined: int, counted: bool, width: int, words: Words, palette: Palette) -> Text:
    """Return the first lines: what this is, how much may be the same, and that nothing is joined by itself.

    Args:
        proposed: How many proposals there are.
        joined: How many wordings are joined.
        counted: Whether all proposals are found.
        width: The cells of a line.
        words: The language.
        palette: Colours.
    """
    left = Text(words("The same, in other words"), style=f"bold {palette.text}".strip())
    counts = words("{count} proposed · {joined} joined", count=proposed, joined=joined) if counted else words(
        "Looking for what may be the same …")  # fmt: skip
    told = words("Nothing is joined by itself, and every session keeps its own words.")
    return Text("\n").join([spread(left, Text(counts, style=palette.soft), width), Text(told, style=palette.quiet)])


def options(series: Series, proposed: Sequence[Proposal], joined: Sequence[Joined], known: Mapping[str, Heard],
            width: int, words: Words, palette: Palette) -> list[Option]:  # fmt: skip
    """Return the rows of the list, with their places among proposals and joined wordings as ids.

    Args:
        series: The series.
        proposed: What may be the same.
        joined: What was joined.
        known: Where each wording stands.
        width: The cells of a row.
        words: The language.
        palette: Colours.
    """
    out: list[Option] = []
    where = _Where(series, known)
    for at, proposal in enumerate(proposed):
        lines = [Text.assemble(" ", line) for line in _proposal(proposal, where, width - 1, words, palette)]
        out += [Option(Text("\n").join(lines), id=str(at)), Option(Text(), disabled=True)]
    if joined:
        title = Text(" " + words("Joined by hand"), style=f"bold {palette.text}".strip())
        out.append(Option(Text("\n").join([title, Text()]), disabled=True))
    name = min(_WIDEST_NAME, widest(one.name for one in joined), width // 2)
    before = ""
    for at, one in enumerate(joined, len(proposed)):
        shown = "" if one.name == before else shorten(one.name, name)
        before = one.name
        left = Text.assemble(" ", pad(Text(shown, style=palette.text), name), ("  ≈ ", palette.accent))
        forums = where.words(one.text)
        left.append(shorten(one.text, max(width - left.cell_len - len(forums) - 2, 8)), style=palette.text)
        out.append(Option(spread(left, Text(forums, style=palette.quiet), width), id=str(at)))
    if not proposed and not joined:
        out.append(Option(Text(" " + words("Nothing may be the same."), style=palette.soft), disabled=True))
    return out


def asked(proposal: Proposal, words: Words, palette: Palette) -> Text:
    """Return what is asked above the line for a name."""
    count = len(proposal.texts)
    asks = words.n("What is it called?", "What are these {count} called together?", count)
    return Text(f"{asks} {words('Enter joins them, Esc leaves them.')}", style=palette.soft)


class _Where:
    """Says in which forums a wording stands."""

    def __init__(self, series: Series, known: Mapping[str, Heard]) -> None:
        self._known = known
        self._head, self._names = short_names([forum.name for forum in series.forums])

    def words(self, text: str) -> str:
        """Return the forums of a wording, no more than a row has room for."""
        found = self._known.get(key(text))
        names = [self._names[at] for at in found.forums] if found else []
        more = f" +{len(names) - _MOST_FORUMS}" if len(names) > _MOST_FORUMS else ""
        return self._head + ", ".join(names[:_MOST_FORUMS]) + more if names else ""


def _proposal(proposal: Proposal, where: _Where, width: int, words: Words, palette: Palette) -> list[Text]:
    """Return a proposal: each wording on a line with its forums; what they have in common behind the first."""
    reasons = {
        "same words": words("same words"),
        "same stem": words("same stem"),
        "word in word": words("word in word"),
        "alike": words("alike"),
        "marked": words("marked"),
    }
    lines = []
    for at, text in enumerate(proposal.texts):
        right = where.words(text)
        sign = Text("≈ " if at else "  ", style=palette.accent)
        row = Text.assemble(sign, (shorten(text, max(width - len(right) - 20, 12)), palette.text))
        if not at:
            row.append(f"  {reasons.get(proposal.reason, proposal.reason)}", style=palette.quiet)
        lines.append(spread(row, Text(right, style=palette.quiet), width))
    return lines
