"""How a day could be made to end in time: which steps become shorter, which are left out, and what else could give."""

from collections.abc import Sequence
from datetime import time

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from facilitator.keys import ScreenName, bindings
from facilitator.planning import whole
from facilitator.planning.day import Day, flex_of, later, times
from facilitator.planning.draft import Draft
from facilitator.planning.fitting import Fit, Fitting, Offer, Wish
from facilitator.planning.preview import least_of, reckoned_for
from facilitator.report.writers.terminal.cells import shorten, wrap
from facilitator.screens.closing import Dialog
from facilitator.theme import palette_of
from facilitator.widgets.fit_rows import fit_row, head_row, runs, struck_rows, sum_rows, title_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.library_rows import spread
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.one_line import OneLine
from facilitator.widgets.plan_rows import kind_names
from facilitator.words import Words

# How many choices there are at first, and at most: in a window lower than most, in one as most are, in a tall one.
_FEW_CHOICES, _CHOICES, _MANY_CHOICES, _USUAL, _TALL = (3, 3), (4, 6), (7, 9), 22, 30
# What the choices are chosen by: the steps have the numbers. Before a choice stand its letter and its step's number.
_LETTERS, _BEFORE = "ABCDEFGHI", 9
_PEOPLE = next(field for field in whole.FIELDS if field.key == "people")


class Fitted(Struct, frozen=True):
    """What shall change so that a day ends in time, and the agenda before that, with for how many people it is."""

    draft: Draft
    fit: Fit


class FitPlanScreen(Dialog[Fitted | None]):
    """All steps with what would change. What is not enough says why, and what else could be left out.

    For how many people that is reckoned can be said here. Dismissed with what shall change, None where nothing shall.

    Args:
        draft: The agenda as it is.
        end: When its day has to end.
        language: The language of the steps' titles.
        words: The interface's language.
    """

    CSS_PATH = "planner_dialogs.tcss"
    BINDINGS = bindings("fit")

    def __init__(self, draft: Draft, end: time, language: str, words: Words) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "fit"
        self._draft, self._before, self._end = draft, draft, end
        self._language, self._words = language, words
        self._wish = Wish()
        self._is_number = True
        self._choices: list[Offer] = []
        self._reckon()

    def compose(self) -> ComposeResult:
        """For how many it is, the steps, how the day ends then, and what else could give."""
        people = whole.text_of(_PEOPLE, self._draft, whole.day_of(self._draft), self._language)
        with Vertical(classes="dialog-box"):
            yield Static(Content(self._head()), id="title")
            with Horizontal(id="people"):
                yield Static(Content(self._words(_PEOPLE.label)), classes="label")
                yield OneLine(people, placeholder=self._words("such as {count}", count=40), select_on_focus=True)
                yield Static(id="reckoned")
            yield Static(id="columns")
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
        self.dismiss(Fitted(self._draft, self._fit))

    def action_people(self) -> None:
        """Let be said for how many it is; from there back to the steps."""
        there = self.query_one(OneLine)
        (self.query_one(MarkedList) if there.has_focus else there).focus()

    @on(Input.Submitted)
    def action_steps(self) -> None:
        """Go back to the steps."""
        self.query_one(MarkedList).focus()

    @on(Input.Changed)
    def _counted(self, event: Input.Changed) -> None:
        """Reckon anew, for as many as are typed."""
        draft = whole.filled(_PEOPLE, event.value, self._draft, self._language)
        self._is_number = not any(mistake.key == _PEOPLE.key for mistake in draft.mistakes(self._words))
        self._draft = draft if self._is_number else self._before
        self._reckon()
        self._show()

    def _reckon(self) -> None:
        draft, words = self._draft, self._words
        self._fitting = Fitting(draft.steps, whole.begin_of(draft), self._end, least_of(draft, words))
        self._fit = self._fitting.fit(self._wish)

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
        """Leave out what stands under a letter, from 1, or keep it with all that went with it."""
        if number <= len(self._choices):
            chosen = self._choices[number - 1]
            self.query_one(MarkedList).highlighted = chosen.step
            if chosen.gone:
                stays = self._fitting.with_sources(chosen.step) | chosen.out
                self._decide(Wish(self._wish.out - stays, self._wish.kept | stays))
            else:
                self._decide(Wish(self._wish.out | chosen.out, self._wish.kept - chosen.out))

    @property
    def _is_tall(self) -> bool:
        return self.app.size.height > _TALL

    def _decide(self, wish: Wish) -> None:
        self._wish, self._fit = wish, self._fitting.fit(wish)
        self._show()

    def _show(self) -> None:
        over = self._fitting.over(self._fit)
        height = self.app.size.height
        most, limit = _MANY_CHOICES if self._is_tall else _CHOICES if height >= _USUAL else _FEW_CHOICES
        before = [one.step for one in self._choices]
        self._choices = self._fitting.choices(self._wish, before, most, limit)
        self.query_one(KeyBar).leave_out(*(() if self._choices else ("offer",)))
        changes = self.query_one(MarkedList)
        width = max(changes.content_size.width - 3, 30)
        words, palette = self._words, palette_of(self.app.theme)
        for at in range(len(self._draft.steps)):
            row = fit_row(at, self._draft, self._fit, width, self._language, words, palette)
            changes.replace_option_prompt_at_index(at, row)
        self.query_one("#columns", Static).update(Text.assemble(" ", head_row(width, words, palette)))
        self.query_one("#ends", Static).update(self._ends(over, width))
        self.query_one("#reckoned", Static).update(self._reckoned())
        self.call_after_refresh(changes.scroll_to_highlight)

    def _head(self) -> str:
        """Return when it has to end, and in plain words why that is a question."""
        day, moment = whole.day_of(self._before), f"{self._end:%H:%M}"
        room = whole.room_of(times(self._before.steps, whole.begin_of(self._before), self._end))
        if room is not None and day.minutes > room:
            return self._words("To end at {time}: the day takes {minutes} min, there are {room}.",
                               time=moment, minutes=day.minutes, room=room)  # fmt: skip
        return self._words("To end at {time}", time=moment)

    def _reckoned(self) -> Text:
        """Return for how many it is reckoned: many, where that is not said."""
        words, palette, count = self._words, palette_of(self.app.theme), reckoned_for(self._draft, self._words)
        if not self._is_number:
            return Text(f"! {words('write a number, such as {count}', count=40)}", style=palette.warn)
        if self._draft.top.get(_PEOPLE.key) is None:
            return Text(words("no number: reckoned for {count}", count=count), style=palette.soft)
        told = words.n("reckoned for {count} person", "reckoned for {count} people", count)
        return Text(told, style=palette.soft)

    def _ends(self, over: int, width: int) -> Text:
        """Return what it takes in all and when it ends; where that is too late, why, and what could be left out."""
        words, palette, draft = self._words, palette_of(self.app.theme), self._draft
        after = self._fitting.day(self._fit)
        rows = [Text.assemble(" ", row)
                for row in sum_rows(draft, self._fit, whole.day_of(draft), after, width, words, palette)]  # fmt: skip
        rows.append(self._told_end(over, after))
        rows += struck_rows(draft, self._fit, width, 3 if self._is_tall else 1, self._language, words, palette)
        if over > 0 and self.app.size.height >= _USUAL:
            rows += [Text(line, style=palette.soft) for line in wrap(self._why(), width)]
        if self._choices:
            heading = Text(
                words("What more can be left out? The letter does it, and takes it back:"), style=palette.text
            )
            rows += [*([Text()] if self._is_tall else []), heading]
        rows += [self._chosen(letter, one, over, width + 1)
                 for letter, one in zip(_LETTERS, self._choices, strict=False)]  # fmt: skip
        return Text("\n").join(rows)

    def _told_end(self, over: int, day: Day) -> Text:
        words, palette, moment = self._words, palette_of(self.app.theme), f"{day.end:%H:%M}"
        bold = f"bold {palette.text}".strip()
        if over < 0:
            return Text(words("It ends at {time}, with {count} min to spare.", time=moment, count=-over), style=bold)
        if not over:
            return Text(words("It ends at {time}, as it has to.", time=moment), style=bold)
        told, late = [words("It ends at {time}.", time=moment)], day.over or 0
        if late > 0:
            told.append(words("Still {count} min too long.", count=late))
        if over > max(late, 0):
            told.append(words("{count} min run into what is held to the clock.", count=over - max(late, 0)))
        return Text(f"! {' '.join(told)}", style=f"bold {palette.warn}".strip())

    def _why(self) -> str:
        """Return why nothing that stays can be shorter: what each kind of step takes at the least."""
        words, steps = self._words, self._draft.steps
        names, needed = kind_names(words), dict[str, int]()
        for at, least in self._fitting.least.items():
            kind = steps[at].get("kind")
            if least and at not in self._fit.out and kind in names and kind != "talk":
                needed[names[kind]] = max(needed.get(names[kind], 0), least)
        why = words("No step can be shorter: each keeps about three fifths of its time.")
        if not needed or not self._is_tall:
            return why
        told = words.listed([f"{name}\N{NO-BREAK SPACE}{least}" for name, least in needed.items()])
        return f"{why} {words('In the room, at the least, they take: {kinds} min.', kinds=told)}"

    def _chosen(self, letter: str, one: Offer, over: int, width: int) -> Text:
        """Return a row that can be chosen: whether it is left out, what it is, what it gives and when the day ends."""
        words, palette = self._words, palette_of(self.app.theme)
        told = Text(words("left out") if one.gone else words("gives {count} min", count=one.gives), style=palette.soft)
        if over > 0 and not one.gone:
            then = words("ends {time}", time=f"{later(self._end, one.late):%H:%M}") if one.over > 0 else words("enough")
            told.append(f"  {then}")
        name = title_of(self._draft, one.step, self._language)
        tail = _besides(sorted(at + 1 for at in one.out - {one.step}), words)
        room = width - told.cell_len - _BEFORE - 2
        may = f" ({words('may be left out')})" if flex_of(self._draft.steps[one.step]) == "drop" else ""
        tail += may if cell_len(name + tail + may) <= room else ""
        row = Text.assemble((f" {letter} {'✓' if one.gone else ' '} ", f"bold {palette.accent}".strip()))
        row.append(f"{one.step + 1:>2}  ", style=palette.text)
        row.append(shorten(name, room - cell_len(tail)), style=palette.text)
        row.append(tail, style=palette.soft)
        return spread(row, told, width)


def _besides(numbers: Sequence[int], words: Words) -> str:
    """Return which steps go with another; "" for none."""
    return f" {words('with {steps}', steps=words.listed(runs(numbers)))}" if numbers else ""
