"""The keys for what may be the same: one writes the line that joins, one remembers that it is not."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual.timer import Timer

from facilitator.report.writers.terminal import Palette
from facilitator.screens.dialogs import SessionDialogs
from facilitator.session.events import group_number
from facilitator.steps.book import Book
from facilitator.steps.line import Reading, short
from facilitator.theme import palette_of
from facilitator.widgets.entry_line import EntryLine

if TYPE_CHECKING:
    # What compares texts is loaded when there is something to compare.
    from facilitator.entry.alike import Proposal, Suggestion

# A key is on the screen before the line is read, and comparing waits until the hands rest: no key waits for either.
_NEXT = 0.01
_REST = 0.2


class Likeness(SessionDialogs):
    """A screen with an entry line that suggests what may be the same."""

    reading: Reading
    alike: "Suggestion | None" = None
    proposed: int = 0
    _resting: Timer | None = None
    _reading_soon: Timer | None = None
    _listed: "tuple[Book, str, list[Proposal]] | None" = None

    def read_again(self) -> None:
        """Read the line anew and show it."""
        raise NotImplementedError

    def read_soon(self) -> None:
        """Read the line when what was typed is on the screen."""
        if self._reading_soon is None:
            self._reading_soon = self.set_timer(_NEXT, self._read_now)

    def compare_soon(self) -> None:
        """Look for what the line may be the same as, when the hands rest."""
        self.alike = None
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self._compare)

    def proposals(self) -> "list[Proposal]":
        """Return what may be joined in the step looked at; worked out once between two changes."""
        if self.viewed.kind != "merge":
            return []
        from facilitator.entry import alike

        book = self.desk.book
        if self._listed is None or self._listed[0] is not book or self._listed[1] != self.viewed.id:
            self._listed = (book, self.viewed.id, [] if self.review else alike.proposals(book, self.viewed))
        return self._listed[2]

    def next_proposal(self, by: int) -> None:
        """Turn to another proposal."""
        count = len(self.proposals())
        self.proposed = (self.proposed + by) % count if count else 0
        self.refresh_all()

    async def action_same(self) -> None:
        """Write the line that joins what is suggested; Enter records it, and it can be edited before."""
        from facilitator.entry import alike

        line = self.query_one(EntryLine)
        if self.alike is not None:
            line.text = alike.taken(line.text, self.alike)
        elif not line.text.strip() and (found := self.proposals()):
            line.text = found[self.proposed % len(found)].line
        elif self.viewed.kind == "merge" and line.text.strip():
            line.say(self.desk.words("Enter joins what stands on the line; Esc clears it."), palette_of(self.app.theme))
        else:
            self._nothing_asked()

    async def action_not_same(self) -> None:
        """Remember that what is suggested is not the same."""
        line = self.query_one(EntryLine)
        found = self.proposals()
        if self.alike is not None:
            await self._hold_apart([self.alike.text, self.alike.name])
            self.compare_soon()
        elif not line.text.strip() and found:
            await self._hold_apart([item.item for item in found[self.proposed % len(found)].items])
        else:
            self._nothing_asked()

    async def _hold_apart(self, texts: Sequence[str]) -> None:
        """Remember that texts are not the same, and say so."""
        from facilitator.entry import alike

        await self.take([alike.held_apart(self.viewed, texts)])
        words = self.desk.words
        names = words.listed([f"«{short(text, 40)}»" for text in texts])
        self.query_one(EntryLine).say(words("✓ Not the same: {names}. It is not asked again.", names=names),
                                      palette_of(self.app.theme))  # fmt: skip

    def _nothing_asked(self) -> None:
        """Say that nothing is suggested just now; what is typed stays."""
        told = self.desk.words("Nothing is suggested just now. A suggestion stands under the line, after ≈.")
        self.query_one(EntryLine).say(told, palette_of(self.app.theme))

    def suggestion_row(self, palette: Palette) -> Text:
        """Return the row under the reading that asks whether it is the same; empty where nothing is alike."""
        one, words = self.alike, self.desk.words
        if one is None:
            return Text()
        who = words.listed(one.who)
        asked = words("«{text}» = {number} «{name}» ({who})?", text=one.text, number=one.number, name=one.name, who=who)
        return Text.assemble(
            ("≈ ", f"bold {palette.accent}".strip()), (asked, palette.text),
            ("  F7 ", f"bold {palette.text}".strip()), (words("same"), palette.soft),
            ("  F8 ", f"bold {palette.text}".strip()), (words("not the same"), palette.soft),
        )  # fmt: skip

    def _read_now(self) -> None:
        self._reading_soon = None
        was = self._seen_before_enter()
        self.read_again()
        if self._seen_before_enter() != was:
            self.refresh_all()

    def _seen_before_enter(self) -> object:
        """Return what of the line is seen in the tally while it is typed: what it finds, and where dots would land."""
        return self.reading.found, self.reading.events if self.viewed.kind == "vote" else ()

    def _compare(self) -> None:
        from facilitator.entry import alike

        self.alike = alike.suggestion(self.desk.book, self.viewed, self.reading)
        if self.alike is not None:
            self.read_again()


def _joined_row(one: "Proposal", book: Book, palette: Palette, bar: tuple[str, str]) -> Text:
    """Return what a proposal would make: its number, its name, and how many tables would stand behind it."""
    words = book.words
    tables = {voter for item in one.items for voter in item.by if group_number(voter) is not None}
    count = words.n("{count} table", "{count} tables", len(tables)) if tables else ""
    return Text.assemble(
        bar, (words("It becomes"), palette.soft), " ", (f"{min(item.number for item in one.items)} ", palette.accent),
        (one.name, f"bold {palette.text}".strip()), (f"  {count}", palette.soft),
    )  # fmt: skip


def proposal_rows(found: "list[Proposal]", at: int, book: Book, palette: Palette, width: int) -> Text:
    """Return the proposal that is active, its originals visible, and how many more there are.

    Args:
        found: Every proposal.
        at: Which is active, from 0.
        book: The session.
        palette: Colours.
        width: Cells in a row.
    """
    words = book.words
    one = found[at % len(found)]
    bar = ("▌ ", palette.accent)
    reason = {
        "same words": words("the same words"),
        "same stem": words("the same stem"),
        "word in word": words("one in the other"),
        "alike": words("alike"),
    }[one.reason]
    head = Text.assemble(bar, (words("The same?"), f"bold {palette.text}".strip()), (f"  {reason}", palette.soft))
    turn = words("{number} of {count} proposals", number=at % len(found) + 1, count=len(found))
    head.append(" " * max(2, width - head.cell_len - len(turn)) + turn, style=palette.quiet)
    rows = [head]
    for item in one.items:
        who = ", ".join(book.voter_name(voter) for voter in sorted(item.by, key=lambda by: group_number(by) or 0))
        row = Text.assemble(bar, (f"{item.number:>3} ", palette.accent), (item.item, palette.text))
        row.truncate(max(width - 14, 20), overflow="ellipsis")
        shown = Text(who, style=palette.soft)
        shown.truncate(max(width - row.cell_len - 2, 8), overflow="ellipsis")
        rows.append(row.append(" " * max(2, width - row.cell_len - shown.cell_len)).append_text(shown))
    rows.append(_joined_row(one, book, palette, bar))
    keys = [("F7 ", words("write the join")), ("F8 ", words("not the same")), ("Tab ", words("next proposal"))]
    last = Text.assemble(bar)
    for face, label in keys:
        last.append(face, style=f"bold {palette.text}".strip()).append(label + "   ", style=palette.soft)
    return Text("\n").join([*rows, last])
