"""What the planner shows: the steps with their times, the form of the one at hand, and what will not work."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.agenda.reading import Mistake
from facilitator.agendas import Prepared
from facilitator.keys import KEYS, ScreenName, bindings
from facilitator.planning import form, whole
from facilitator.planning.arithmetic import Warned
from facilitator.planning.day import Day
from facilitator.planning.draft import Draft, History
from facilitator.planning.earlier import Earlier
from facilitator.planning.lists import plain
from facilitator.planning.mentions import mentions
from facilitator.planning.preview import amiss, counted, placed
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import shorten
from facilitator.screens.closing import WholeScreen
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.library_rows import spread
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.plan_fields import Row
from facilitator.widgets.plan_form import Identity, PlanForm, Seen
from facilitator.widgets.plan_rows import end_row, mark, marks, step_row, whole_row
from facilitator.widgets.step_list import StepList
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.app import FacilitatorApp

_WHOLE = -1
_AMISS = next(key.face for key in KEYS if key.id == "amiss")


class PlannerView(WholeScreen[None]):
    """The look of the planner.

    Args:
        prepared: The agenda to prepare.
        words: The interface's language.

    Attributes:
        history: The draft, and what it was before.
        at: The step at hand, from 0; -1 for the whole.
        said: A sentence on what was just done.
        earlier: How long steps were before a day was made to fit.
        seen: The advice that need not be told again, as `Warned.advice` names it.
    """

    CSS_PATH = "planner.tcss"
    BINDINGS = bindings("planner")

    def __init__(self, prepared: Prepared, words: Words) -> None:
        super().__init__()
        self.key_set: ScreenName = "planner"
        self.words = words
        self.path = prepared.path
        self.history = History(prepared.draft)
        self.kept = prepared.draft if prepared.path is not None else None
        self.opened = prepared.draft
        self.at = _WHOLE
        self.said = ("", False)
        self.seen: set[str] = set()
        self.earlier = Earlier()
        self._aside: dict[str, dict[str, Any]] = {}
        self._mended: tuple[int, frozenset[str]] = (_WHOLE, frozenset())

    @property
    def home(self) -> "FacilitatorApp":
        """The app this is a screen of."""
        return cast("FacilitatorApp", self.app)

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        return self.history.now

    @property
    def day(self) -> Day:
        """Its times."""
        return whole.day_of(self.draft)

    @property
    def changed(self) -> bool:
        """Whether there is something that no file holds."""
        return self.draft not in (self.kept, self.opened if self.kept is None else self.kept)

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return palette_of(self.app.theme)

    @property
    def language(self) -> str:
        """The language of the texts that are filled in: the room's."""
        return self.draft.language or self.words.language

    def compose(self) -> ComposeResult:
        """Head, steps, form beside or below, what is amiss, the keys."""
        yield Static(id="head")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield StepList(id="steps")
                yield Static(id="end")
            with Vertical(id="right"):
                yield Static(id="which")
                yield PlanForm(id="form")
                yield Static(id="means")
        yield Static(id="told")
        yield KeyBar("planner", self.words)

    async def show(self, anew: bool = False) -> None:
        """Show everything as it stands now.

        Args:
            anew: Also what stands in the field where the keyboard is.
        """
        if not self.is_mounted:
            return
        self.at = min(self.at, len(self.draft.steps) - 1)
        mistakes = self.draft.mistakes(self.words)
        told = [one for one in self.all_told() if one.advice not in self.seen]
        filling = self.query_one(PlanForm).filling
        self.set_class(filling, "-filling")
        self.query_one(KeyBar).turn_to("form" if filling else "planner")
        self._show_head()
        self._show_list(told)
        self._show_told(told)
        await self._show_form(mistakes, anew)

    def all_told(self) -> list[Warned]:
        """Return all that is amiss and all advice, also what has been seen."""
        speaking = mentions(self.draft, self.opened, self.language, self.words)
        return [*amiss(self.draft, self.day, self.words), *speaking]

    def _show_head(self) -> None:
        words, palette, day = self.words, self.palette, self.day
        head = self.query_one("#head", Static)
        width = max(head.content_size.width, 40)
        standing = words("not saved") if self.changed else words("saved") if self.path else words("as it came")
        hours = f"{day.start:%H:%M}–{day.end:%H:%M}"
        right = Text.assemble((hours, f"bold {palette.text}".strip()), (f"  {standing}", palette.quiet))
        title = clean(plain(self.draft.top.get("title"), self.language)) or "–"
        left = Text(shorten(title, width - right.cell_len - 2), style=f"bold {palette.text}".strip())
        head.update(spread(left, right, width))

    def _show_list(self, told: Sequence[Warned]) -> None:
        words, palette, day, draft = self.words, self.palette, self.day, self.draft
        marked = marks(told, palette)
        steps = self.query_one(MarkedList)
        width = max(steps.content_size.width - 2, 40)
        rows = [whole_row(draft, day, width, words, palette)]
        rows += [step_row(at, draft, day, marked, width, words, palette) for at in range(len(draft.steps))]
        with self.prevent(OptionList.OptionHighlighted):
            if steps.option_count == len(rows):
                for at, row in enumerate(rows):
                    steps.replace_option_prompt_at_index(at, row)
            else:
                steps.set_options([Option(row) for row in rows])
            steps.highlighted = self.at + 1
        self.call_after_refresh(steps.scroll_to_highlight)
        back = bool(self.earlier.back(draft))
        self.query_one("#end", Static).update(end_row(day, back, words, palette))

    def _show_told(self, told: Sequence[Warned]) -> None:
        """Show what was done, what is amiss, and advice: of the step at hand first."""
        words, palette = self.words, self.palette
        room = 8 if self.size.height > 30 else 3
        said, wrong = self.said
        rows = [Text(f"! {said}" if wrong else said, style=palette.alarm if wrong else palette.accent)] if said else []
        told = sorted(told, key=lambda one: (one.number != self.at + 1, one.advice != ""))
        fit = room - len(rows) if len(told) <= room - len(rows) else room - len(rows) - 1
        for one in told[:fit]:
            tone = palette.soft if one.advice else palette.warn
            rows.append(Text.assemble(mark(one, palette), (f" {placed(one, words)}", tone)))
        if len(told) > fit:
            more = words("more: {counted}", counted=counted(told[fit:], words))
            rows.append(Text.assemble((f"  {more}  ", palette.soft), (_AMISS, palette.text),
                                      (f" {words('shows all of them')}", palette.soft)))  # fmt: skip
        shown = self.query_one("#told", Static)
        shown.display = bool(rows)
        shown.update(Text("\n").join(rows))

    async def _show_form(self, mistakes: Sequence[Mistake], anew: bool) -> None:
        steps, wrong = self.draft.steps, {mistake.key for mistake in mistakes if mistake.number == self.at + 1}
        # What was amiss keeps its row until one goes elsewhere, so that it is not gone while it is being mended.
        kept = self._mended[1] if self._mended[0] == self.at else frozenset()
        self._mended = self.at, kept | wrong
        if self.at == _WHOLE:
            rows = [self._whole_row(field, field.key in wrong)
                    for field in (*whole.FIELDS, *whole.odd_fields(self.draft, self._mended[1]))]  # fmt: skip
        else:
            rows = [self._row(field, field.key in wrong) for field in form.fields_of(steps[self.at], self._mended[1])]
        await self.query_one(PlanForm).show(self.identity, rows, self.words, anew)

    @on(Seen)
    def _show_which(self) -> None:
        """Say what the form is of, which fields are out of view, what the field at hand means, and its keys."""
        words, palette, plan_form = self.words, self.palette, self.query_one(PlanForm)
        which = self.query_one("#which", Static)
        name = words("The whole") if self.at == _WHOLE else words("Step {number}", number=self.at + 1)
        left = Text(name, style=f"bold {palette.text}".strip())
        below = ", ".join(words(field.label) for field in plan_form.below)
        room = which.content_size.width - left.cell_len - 4
        right = Text(f"↓ {shorten(below, max(room, 10))}" if below else "", style=palette.quiet)
        which.update(spread(left, right, which.content_size.width))
        means = self.query_one("#means", Static)
        said = words(plan_form.here.means) if plan_form.here and plan_form.here.means else ""
        means.update(Text(shorten(said, max(means.content_size.width, 20)), style=palette.soft))
        self.query_one(KeyBar).leave_out(*_idle(plan_form) if plan_form.filling else ())

    @property
    def identity(self) -> Identity:
        """What the form shows."""
        return (self.at,)

    def _whole_row(self, field: form.Field, wrong: bool) -> Row:
        draft, day = self.draft, self.day
        if field.how != "choice":
            return Row(field, whole.text_of(field, draft, day, self.language), wrong=wrong)
        if field.odd:
            value = draft.top.get(field.key)
            return Row(field, choices=tuple(form.odd_choices(value, self.words)), chosen=value, wrong=wrong)
        found = tuple(whole.choices(draft, self.language))
        return Row(field, choices=found, chosen=whole.chosen(draft, self.language), wrong=wrong)

    def _row(self, field: form.Field, wrong: bool) -> Row:
        steps, at = self.draft.steps, self.at
        if field.how != "choice":
            return Row(field, form.text_of(field, steps[at], self.language), wrong=wrong)
        found = tuple(form.choices(field, steps, at, self.words))
        return Row(field, choices=found, chosen=form.chosen(field, steps[at]), wrong=wrong)


def _idle(plan_form: PlanForm) -> list[str]:
    """Return the ids of the keys that do nothing in the field where the keyboard is."""
    how = plan_form.here.how if plan_form.here else ""
    enter = "next-item" if not plan_form.goes_on else "last-row" if plan_form.at_end else "next-row"
    idle = {"next-row", "last-row", "next-item"} - {enter}
    if plan_form.goes_on:
        idle.add("row-down")
    if how != "lines":
        idle.add("new-line")
    if how != "choice":
        idle.add("take-value")
    return sorted(idle)
