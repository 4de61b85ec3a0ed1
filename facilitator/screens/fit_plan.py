"""How a day could be made to end in time: which steps become shorter, which are left out, and what else could give."""

from collections.abc import Mapping

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from facilitator.keys import ScreenName, bindings
from facilitator.planning import whole
from facilitator.planning.day import flex_of, minutes_of
from facilitator.planning.draft import Draft
from facilitator.planning.fitting import Fit, Fitting, Offer, Wish
from facilitator.planning.lists import plain
from facilitator.report.writers.terminal.cells import shorten, wrap
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.library_rows import spread
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.plan_rows import kind_names
from facilitator.words import Words

_OFFERS, _TALL_OFFERS, _TALL = 3, 6, 30


class FitPlanScreen(ModalScreen[Fit | None]):
    """All steps with what would change. What is not enough says why, and what else could be left out.

    Dismissed with what shall change, None where nothing shall.

    Args:
        draft: The agenda as it is; its end is fixed.
        fitting: Its day.
        language: The language of the steps' titles.
        words: The interface's language.
    """

    CSS_PATH = "planner_dialogs.tcss"
    BINDINGS = bindings("fit")

    def __init__(self, draft: Draft, fitting: Fitting, language: str, words: Words) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "fit"
        self._draft, self._fitting = draft, fitting
        self._language, self._words = language, words
        self._wish = Wish()
        self._fit = fitting.fit()
        self._offers: list[Offer] = []

    def compose(self) -> ComposeResult:
        """The steps, how the day ends then, and what else could give."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self._words("To end at {time}", time=f"{self._fitting.end:%H:%M}")), id="title")
            yield MarkedList(id="changes")
            yield Static(id="ends")
            yield KeyBar("fit", self._words)

    def on_mount(self) -> None:
        """Begin at the first change."""
        changes = self.query_one(MarkedList)
        changes.set_options([Option("") for _ in self._draft.steps])
        changes.highlighted = min([*self._fit.minutes, *self._fit.out], default=0)
        changes.focus()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Set everything to the new size."""
        self.call_after_refresh(self._show)

    def action_close(self) -> None:
        """Leave the day as it is."""
        self.dismiss(None)

    def on_option_list_option_selected(self) -> None:
        """Take it over."""
        self.dismiss(self._fit)

    def action_drop(self) -> None:
        """Leave the step out with what builds on it, or take it in again with what it builds on."""
        at = self.query_one(MarkedList).highlighted
        if at is None:
            return
        if at in self._fit.out:
            stays = self._fitting.with_sources(at)
            self._decide(Wish(self._wish.out - stays, self._wish.kept | stays))
        else:
            out = self._fitting.with_dependents(at)
            self._decide(Wish(self._wish.out | out, self._wish.kept - out))

    def action_offer(self, number: int) -> None:
        """Leave out what is offered under a number."""
        if number <= len(self._offers):
            offer = self._offers[number - 1]
            self.query_one(MarkedList).highlighted = offer.step
            self._decide(Wish(self._wish.out | offer.out, self._wish.kept - offer.out))

    def _decide(self, wish: Wish) -> None:
        self._wish, self._fit = wish, self._fitting.fit(wish)
        self._show()

    def _show(self) -> None:
        over = self._fitting.over(self._fit)
        room = _TALL_OFFERS if self.app.size.height > _TALL else _OFFERS
        self._offers = self._fitting.offers(self._wish)[:room] if over > 0 else []
        self.query_one(KeyBar).leave_out(*(() if self._offers else ("offer",)))
        changes = self.query_one(MarkedList)
        width = max(changes.content_size.width - 3, 30)
        for at in range(len(self._draft.steps)):
            changes.replace_option_prompt_at_index(at, self._row(at, width))
        self.query_one("#ends", Static).update(self._ends(over, width))
        self.call_after_refresh(changes.scroll_to_highlight)

    def _row(self, at: int, width: int) -> Text:
        words, palette, step = self._words, palette_of(self.app.theme), self._draft.steps[at]
        now, tone = minutes_of(step), palette.text
        if at in self._fit.out:
            told, tone = Text(words("left out, {count} min", count=now), style=palette.warn), palette.quiet
        elif at in self._fit.minutes:
            lengths = f"{now} → {self._fit.minutes[at]}"
            told = Text(words("{minutes} min", minutes=lengths), style=f"bold {palette.accent}".strip())
        else:
            stays = words("{minutes} min", minutes=now)
            told = Text(f"{words('fixed')}  {stays}" if flex_of(step) == "fixed" else stays, style=palette.quiet)
        name = Text(f" {at + 1:>3}  {shorten(self._title(step), width - told.cell_len - 8)}", style=tone)
        return spread(name, told, width)

    def _ends(self, over: int, width: int) -> Text:
        """Return when the day ends; where that is too late, why nothing is shorter and what could be left out."""
        words, palette = self._words, palette_of(self.app.theme)
        bold = f"bold {palette.text}".strip()
        moment = f"{whole.day_of(self._draft.fit(self._fit)).end:%H:%M}"
        if over < 0:
            return Text(words("It ends at {time}, with {count} min to spare.", time=moment, count=-over), style=bold)
        if not over:
            return Text(words("It ends at {time}, as it has to.", time=moment), style=bold)
        ends = words("It ends at {time}.", time=moment)
        too_long = words("Still {count} min too long.", count=over)
        still = Text(f"! {ends} {too_long}", style=f"bold {palette.warn}".strip())
        rows = [still, *(Text(line, style=palette.soft) for line in wrap(self._why(), width))]
        if self._offers:
            rows += [Text(), Text(words("What could be left out:"), style=palette.text)]
        rows += [self._offered(number, offer, over, width) for number, offer in enumerate(self._offers, 1)]
        return Text("\n").join(rows)

    def _why(self) -> str:
        """Return why nothing that stays can be shorter: what each kind of step takes at the least."""
        words, steps = self._words, self._draft.steps
        names, needed = kind_names(words), dict[str, int]()
        for at, least in self._fitting.least.items():
            kind = steps[at].get("kind")
            if least and at not in self._fit.out and kind in names and kind != "talk":
                needed[names[kind]] = max(needed.get(names[kind], 0), least)
        why = words("Nothing that stays can be shorter: steps keep about three fifths of their time.")
        if not needed:
            return why
        told = words.listed([f"{name}\N{NO-BREAK SPACE}{least}" for name, least in needed.items()])
        return f"{why} {words('In the room, at the least, they take: {kinds} min.', kinds=told)}"

    def _offered(self, number: int, offer: Offer, over: int, width: int) -> Text:
        words, palette = self._words, palette_of(self.app.theme)
        gives = words("gives {count} min", count=offer.gives)
        told = Text(f"{gives}, {words('enough')}" if offer.gives >= over else gives, style=palette.soft)
        name = self._title(self._draft.steps[offer.step])
        others = sorted(offer.out - {offer.step})
        besides = words.listed([str(at + 1) for at in others])
        tail = " " + words.n("and step {steps}", "and steps {steps}", len(others), steps=besides) if others else ""
        row = Text.assemble((f"   {number}  ", f"bold {palette.accent}".strip()))
        row.append(shorten(name, width - told.cell_len - len(tail) - 8), style=palette.text)
        row.append(tail, style=palette.soft)
        return spread(row, told, width)

    def _title(self, step: Mapping[str, object]) -> str:
        return clean(plain(step.get("title"), self._language)) or "–"
