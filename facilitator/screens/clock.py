"""The clock of the day: what is to come, and what to shorten or leave out when it runs late."""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime, timedelta

from msgspec.structs import replace
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.agenda.clock import DayTime, day_times, with_end
from facilitator.agenda.model import Step
from facilitator.agenda.replan import Plan, propose
from facilitator.desk import Desk
from facilitator.entry import reshape
from facilitator.keys import ScreenName, bindings
from facilitator.planning.least import least_today
from facilitator.report.writers.terminal.cells import shorten
from facilitator.screens.closing import Dialog
from facilitator.session.day import added, dropped, real
from facilitator.session.events import ClockGoesOn, ClockStopped, Dropped, Event, TimeAdded
from facilitator.theme import palette_of
from facilitator.widgets import times
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words

_TITLE_AT, _BEFORE, _CHANGE = 13, 6, 10
_NOTICED = timedelta(minutes=1)


class ClockScreen(Dialog[Sequence[Event] | None]):
    """Shows the steps to come before and after a proposal, which can be edited.

    Dismissed with what is to be recorded, None where nothing is.

    Args:
        desk: The open session.
    """

    CSS_PATH = "clock.tcss"
    BINDINGS = bindings("clock")

    def __init__(self, desk: Desk) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "clock"
        self._desk = desk
        state, now = desk.state, self._now()
        end = desk.agenda.end
        takes = least_today(desk.agenda, state.people or 0, len(state.active_groups))
        plan = propose(desk.agenda.steps, real(state), added(state), now, dropped(state), state.planned, end, takes)
        self._proposed = plan != Plan()
        day = self._day()
        self._before = {
            step.id: time.minutes
            for step, time in zip(desk.agenda.steps, day.steps, strict=True)
            if time.progress == "coming"
        }
        self._minutes = {name: plan.minutes.get(name, minutes) for name, minutes in self._before.items()}
        self._out = set(plan.dropped)

    def compose(self) -> ComposeResult:
        """How the day stands, the steps to come, and how it would stand."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            yield Static(id="stands")
            yield MarkedList(id="coming")
            yield Static(id="after")
            yield KeyBar("clock", self._desk.words)

    def on_mount(self) -> None:
        """Begin at the next step, and let the time run on."""
        coming = self.query_one(MarkedList)
        coming.set_options([Option("", id=name) for name in self._before])
        coming.highlighted = 0 if self._before else None
        coming.focus()
        self.set_interval(1.0, self._show)
        self.call_after_refresh(self._show)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.query_one(KeyBar).speak(words)
        self._show()

    def action_minutes(self, by: int) -> None:
        """Give the step more minutes, or fewer."""
        name = self._here()
        if name is not None:
            self._out.discard(name)
            self._minutes[name] = min(max(self._minutes[name] + by, 0), 1440)
            self._show()

    def action_drop(self) -> None:
        """Leave the step out, or take it in again."""
        name = self._here()
        if name is not None:
            self._out ^= {name}
            self._show()

    def action_pause(self) -> None:
        """Let the clock of the running step stand still, or go on."""
        current = self._desk.state.current
        if current is not None:
            still = self._desk.state.step(current).paused_at is not None
            self.dismiss([ClockGoesOn(step=current) if still else ClockStopped(step=current)])

    def action_close(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do it so."""
        changed: list[Event] = [
            TimeAdded(step=name, minutes=self._minutes[name] - minutes)
            for name, minutes in self._before.items()
            if self._minutes[name] != minutes and name not in self._out
        ]
        self.dismiss([*changed, *(Dropped(step=name) for name in self._before if name in self._out)])

    def _here(self) -> str | None:
        option = self.query_one(MarkedList).highlighted_option
        return option.id if option is not None else None

    def _now(self) -> datetime:
        return self._desk.session.surroundings.now()

    def _day(self, minutes: Mapping[str, int] | None = None, out: Set[str] = frozenset()) -> DayTime:
        """Return the day as it stands, or as it would with other lengths and without some steps."""
        state, steps = self._desk.state, self._desk.agenda.steps
        planned = {step.id: step.minutes for step in steps}
        given = {name: count - planned[name] for name, count in (minutes or {}).items()}
        given = {**added(state), **given}
        day = day_times(steps, real(state), given, self._now(), dropped(state) | out, state.planned)
        return with_end(day, self._desk.agenda.end)

    def _show(self) -> None:
        words, palette = self._desk.words, palette_of(self.app.theme)
        now, after = self._day(), self._day(self._minutes, self._out)
        self.query_one("#title", Static).update(Content(words("The clock")))
        self.query_one("#stands", Static).update(Text(self._stands(now), style=palette.soft))
        coming = self.query_one(MarkedList)
        for number, step in self._desk.agenda.numbered:
            if step.id in self._before:
                coming.replace_option_prompt(step.id, self._row(number, step, after))
        self.query_one("#after", Static).update(self._after(after))

    def _stands(self, day: DayTime) -> str:
        words, state = self._desk.words, self._desk.state
        end = words("end {time}, plan {plan}", time=times.end_of(day),
                    plan=times.time_of_day(day.planned_end))  # fmt: skip
        said = f"{times.lateness(day, words)} · {end}"
        if day.limit is not None:
            said += f" · {words('has to end {time}', time=times.time_of_day(day.limit))}"
        if state.current is not None and state.step(state.current).paused_at is not None:
            said += " · " + words("the clock stands still")
        return said

    def _row(self, number: int, step: Step, after: DayTime) -> Text:
        """Return a step to come: when, its title, its length now and then."""
        words, palette = self._desk.words, palette_of(self.app.theme)
        width = max(self.query_one(MarkedList).content_size.width - 2, 40)
        before, then, out = self._before[step.id], self._minutes[step.id], step.id in self._out
        moment = after.steps[number - 1].expected_start
        fixed = words("fixed") if step.flex == "fixed" and then == before and not out else ""
        change = words("left out") if out else f"→ {then}" if then != before else fixed
        title = shorten(step.title.of(words.language), width - _TITLE_AT - _BEFORE - _CHANGE)
        row = Text.assemble(
            (f" {times.time_of_day(moment) if moment and not out else '  –  '} ", palette.quiet),
            (f"{number:>3}  ", palette.soft),
            (title, palette.quiet if out else palette.text),
        )
        row.append(" " * max(1, width - _BEFORE - _CHANGE - row.cell_len))
        row.append(f"{before:>{_BEFORE - 2}}  ", style=palette.soft)
        row.append(change, style=palette.quiet if change == fixed else f"bold {palette.accent}".strip())
        return row

    def _after(self, day: DayTime) -> Text:
        """Return how the day would stand, and what would still not fit."""
        words, palette = self._desk.words, palette_of(self.app.theme)
        if not self._before:
            return Text(words("Nothing is to come."), style=palette.soft)
        rows = []
        if self._proposed:
            rows.append(Text(words("A proposal; ← and → change the minutes, space leaves a step out or takes it in."),
                             style=palette.soft))  # fmt: skip
        end = words("end {time}", time=times.end_of(day))
        over = round((day.expected_end - day.planned_end).total_seconds() / 60)
        stands = (f"{end}, {times.against(replace(day, behind=over), words)}", f"bold {palette.text}".strip())
        rows.append(Text.assemble((words("Like this:"), palette.soft), " ", stands))
        out = [self._desk.agenda.step(name) for name in self._before if name in self._out]
        rows += [Text(f"! {lacking}", style=palette.warn) for lacking in reshape.starved(self._desk.book, out)]
        too_late = [
            step.title.of(words.language)
            for step, time in zip(self._desk.agenda.steps, day.steps, strict=True)
            if time.expected_end is not None and time.expected_end >= day.goal + _NOTICED
            and time.progress == "coming"
        ]  # fmt: skip
        if too_late:
            rows.append(Text(words("! Does not fit: {names}", names=words.listed(too_late)), style=palette.warn))
        return Text("\n").join(rows)
