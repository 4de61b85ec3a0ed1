"""What stands behind a row of the comparison: forum by forum, who said it in which words, or gave what."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.keys import ScreenName, bindings
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import shorten, spread, widest, wrap
from facilitator.screens.closing import Dialog
from facilitator.series import wording
from facilitator.series.behind import From, entries
from facilitator.series.whole import Series, Whole
from facilitator.text import key
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp

_WIDEST_WHO = 18


class BehindScreen(Dialog[None]):
    """The entries behind an item; Enter opens the session where one was made, for review at that step.

    Args:
        series: The series.
        whole: The step.
        part: The part, from 0.
        number: The item's number.
        words: The interface's language.
    """

    CSS_PATH = "behind.tcss"
    BINDINGS = bindings("behind")

    def __init__(self, series: Series, whole: Whole, part: int, number: int, words: Words) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "behind"
        self._whole, self._part, self._words = whole, part, words
        self._item = next(item.item for item in whole.tally.facets[part].items if item.number == number)
        self._found = entries(series, whole, part, number)
        self._paths: list[Path] = [one.forum.path for one in self._found for _ in one.entries]

    def compose(self) -> ComposeResult:
        """The item, and the entries under each forum."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            yield Static(id="where")
            yield MarkedList("entries")
            yield Static(id="none")
            yield KeyBar("behind", self._words)

    def on_mount(self) -> None:
        """Begin at the first entry."""
        self.query_one(MarkedList).focus()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Set the entries to the new width; the one chosen stays."""
        self.call_after_refresh(self._show)

    def speak(self, words: Words) -> None:
        """Change the interface's language; what was said stays as it was said."""
        self._words = words
        self.query_one(KeyBar).speak(words)
        self._show()

    def action_move(self, by: int) -> None:
        """Go to another entry."""
        self.query_one(MarkedList).move(by)

    def action_close(self) -> None:
        """Go back to the comparison."""
        self.dismiss(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the session where it was said."""
        home = cast("FacilitatorApp", self.app)
        home.open_session(self._paths[int(event.option.id or 0)], review=True, step=self._whole.step.id)

    def _show(self) -> None:
        words, palette, listed = self._words, palette_of(self.app.theme), self.query_one(MarkedList)
        width = max(listed.content_size.width - 2, 20)
        title = Text("\n").join(map(Text, _lines(self._item, width + 2)))
        self.query_one("#title", Static).update(title)
        step = self._whole.step.title.of(words.language)
        part = wording.part_name(self._whole, self._part, words) if self._whole.tally.parted else ""
        count = words.n("{count} entry", "{count} entries", len(self._paths))
        self.query_one("#where", Static).update(
            Content(shorten(" · ".join(filter(None, (step, part, count))), width + 2)))
        none = self.query_one("#none", Static)
        none.display, listed.display = not self._paths, bool(self._paths)
        none.update(Text(words("Nobody said that."), style=palette.soft))
        options = _options(self._found, self._item, width, palette)
        here = listed.highlighted if listed.option_count else None
        listed.set_options(options)
        first = next((at for at, option in enumerate(options) if not option.disabled), None)
        listed.highlighted = here if here is not None else first


def _lines(text: str, width: int) -> list[str]:
    """Return a title in two lines at most."""
    lines = wrap(text, width)
    return lines if len(lines) < 3 else [lines[0], shorten(" ".join(lines[1:]), width)]


def _options(found: list[From], item: str, width: int, palette: Palette) -> list[Option]:
    who = min(_WIDEST_WHO, widest(one.who for forum in found for one in forum.entries))
    out: list[Option] = []
    number = 0
    for index, one in enumerate(found):
        head = Text(one.forum.name, style=f"bold {palette.text}".strip())
        other = " · ".join(text for text in one.wordings if key(text) != key(item))
        called = Text(shorten(other, max(width - head.cell_len - 2, 4)), style=palette.quiet)
        lines = [*([Text()] if index else []), Text.assemble(" ", spread(head, called, width - 1))]
        out.append(Option(Text("\n").join(lines), disabled=True))
        for entry in one.entries:
            name = shorten(entry.who, who)
            row = Text.assemble("  ", (name, palette.soft), " " * (who - Text(name).cell_len + 2))
            row.append(shorten(entry.text, width - row.cell_len), style=palette.text)
            if entry.beside and row.cell_len + 6 < width:
                row.append("  " + shorten(entry.beside, width - row.cell_len - 2), style=palette.quiet)
            out.append(Option(row, id=str(number)))
            number += 1
    return out
