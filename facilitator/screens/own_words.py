"""What came out, before it is exported: each line can be edited, struck, moved, and lines of one's own added."""

from collections.abc import Sequence
from typing import Literal, get_args

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, bindings
from facilitator.report.writers.terminal.cells import wrap
from facilitator.screens.closing import Dialog
from facilitator.session.events import Event, SessionTold
from facilitator.steps.book import Book
from facilitator.steps.kinds import open_book
from facilitator.steps.own_words import Point, added, moved, points, reworded, struck
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.one_line import OneLine
from facilitator.words import Words

_What = Literal["place", "invited", "came", "closing"]
_WHAT: tuple[_What, ...] = get_args(_What)
_NEW = len(_WHAT)
_INDENT = 4


class OwnWordsScreen(Dialog[Desk]):
    """The findings, and what is told of the day; each change is recorded at once. Dismissed with its desk.

    Args:
        desk: The session, open for recording.
        words: The interface's language.
    """

    CSS_PATH = "own_words.tcss"
    BINDINGS = bindings("words")

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "words"
        self._desk = desk
        self._words = words
        self._points: list[Point] = []
        self._writes_at: int | None = None
        self._problem = ""
        self._done = 0

    def compose(self) -> ComposeResult:
        """The lines, and the line that one of them is written on."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            yield MarkedList(id="lines")
            yield Static(id="hint")
            yield OneLine(id="text", select_on_focus=False)
            yield KeyBar("words", self._words)

    def on_mount(self) -> None:
        """Begin at the first line."""
        self.query_one(MarkedList).focus()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Set the lines to the new width."""
        self.call_after_refresh(self._show)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self._words = words
        self.query_one(KeyBar).speak(words)
        self._show()

    async def action_strike(self) -> None:
        """Leave the line out, or take it in again."""
        point = self._here()
        if point is not None:
            await self._record(struck(point, not point.struck))

    async def action_place(self, by: int) -> None:
        """Move the line; it keeps the keyboard."""
        at = self.query_one(MarkedList).highlighted
        if self._here() is None or at is None or not 0 <= at + by < len(self._points):
            return
        await self._record(moved(self._points, at, at + by), at + by)

    def action_add(self) -> None:
        """Write a line of one's own."""
        if self._writes_at is None:
            self._begin(len(self._points) + _NEW, "")

    async def action_undo(self) -> None:
        """Undo what was changed last, as far as it was changed here."""
        if self._done and self._writes_at is None:
            try:
                await self._desk.undo_async()
                self._done -= 1
            except FacilitatorError as error:
                self._problem = str(error)
            self._show()

    def action_close(self) -> None:
        """Leave the line as it was; where none is being written, close."""
        if self._writes_at is None:
            self.dismiss(self._desk)
        else:
            self._end()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        at, count = event.option_index, len(self._points)
        own = self._desk.state.own
        self._begin(at, self._points[at].text if at < count else own.told.get(_WHAT[at - count], ""))

    @on(Input.Submitted)
    async def _written(self, event: Input.Submitted) -> None:
        at, text = self._writes_at, clean(event.value)
        if at is None:
            return
        change, stays = self._change(at, text)
        self._end()
        if change is not None:
            await self._record(change, stays)

    def _change(self, at: int, text: str) -> tuple[Event | None, int]:
        """Return what a written line changes, None where that is nothing, and where the keyboard is then."""
        count = len(self._points)
        if at < count:
            point = self._points[at]
            if text == point.text:
                return None, at
            return struck(point) if point.added and not text else reworded(point, text), at
        if at - count < len(_WHAT):
            what = _WHAT[at - count]
            same = text == self._desk.state.own.told.get(what, "")
            return None if same else SessionTold(what=what, text=text), at
        return added(self._book(), text) if text else None, count

    async def _record(self, event: Event, stays: int | None = None) -> None:
        try:
            await self._desk.record_async([event])
            self._problem = ""
            self._done += 1
        except FacilitatorError as error:
            self._problem = str(error)
        self._show(stays)

    def _begin(self, at: int, text: str) -> None:
        self._writes_at = at
        self.add_class("writing")
        line = self.query_one(OneLine)
        line.value = text
        line.cursor_position = len(text)
        line.focus()
        self._show()

    def _end(self) -> None:
        self._writes_at = None
        self.remove_class("writing")
        self.query_one(MarkedList).focus()
        self._show()

    def _here(self) -> Point | None:
        """Return the finding where the keyboard is."""
        at = self.query_one(MarkedList).highlighted
        if self._writes_at is not None or at is None or at >= len(self._points):
            return None
        return self._points[at]

    def _book(self) -> Book:
        return open_book(self._desk.state, Words(self._desk.state.language))

    def _show(self, at: int | None = None) -> None:
        words, palette = self._words, palette_of(self.app.theme)
        lines = self.query_one(MarkedList)
        at = lines.highlighted if at is None else at
        self._points = points(self._book())
        rows = [self._row(number, point) for number, point in enumerate(self._points, 1)]
        rows += [self._told(what) for what in _WHAT]
        lines.set_options([Option(row) for row in rows])
        lines.highlighted = min(at or 0, len(rows) - 1)
        self.query_one("#title", Static).update(Content(words("What came out")))
        hint = words("Written in the session's language; what you write is marked as yours in the summary.")
        shown = Text(f"! {self._problem}", style=palette.alarm) if self._problem else Text(hint, style=palette.soft)
        self.query_one("#hint", Static).update(shown)

    def _row(self, number: int, point: Point) -> Text:
        """Return a finding, and what is to be known of it."""
        words, palette = self._words, palette_of(self.app.theme)
        remarks: Sequence[str] = [
            words("struck") if point.struck else "",
            words("your words") if point.hers else "",
            words("the figures have changed since") if point.changed else "",
        ]
        tone = palette.quiet if point.struck else palette.text
        row = Text.assemble((f"{'✗' if point.struck else ' '}{number:>2} ", palette.accent))
        row.append(self._wrapped(point.text), style=tone)
        told = " · ".join(filter(None, remarks))
        if told:
            row.append(f"\n{' ' * _INDENT}{told}", style=palette.soft)
        return row

    def _told(self, what: _What) -> Text:
        words, palette = self._words, palette_of(self.app.theme)
        names = {
            "place": words("Place"),
            "invited": words("Invited"),
            "came": words("Came"),
            "closing": words("Closing word"),
        }
        text = self._desk.state.own.told.get(what, "")
        return Text.assemble(
            " " * _INDENT, (f"{names[what]}: ", palette.soft), (self._wrapped(text) or "–", palette.text)
        )

    def _wrapped(self, text: str) -> str:
        width = max(self.query_one(MarkedList).content_size.width - _INDENT - 4, 20)
        return f"\n{' ' * _INDENT}".join(wrap(text, width))
