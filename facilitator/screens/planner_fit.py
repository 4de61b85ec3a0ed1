"""A day that is prepared gets another length: it is made to fit before its end, stretched, or has time back."""

from datetime import time
from typing import TYPE_CHECKING

from facilitator.planning import whole
from facilitator.planning.day import later, overlap_of, scaled
from facilitator.planning.draft import Change, Draft
from facilitator.planning.fitting import Fit, Fitting
from facilitator.planning.preview import least_of, reckoned_for
from facilitator.screens.planner_file import PlannerFile
from facilitator.widgets.plan_form import PlanForm

if TYPE_CHECKING:
    from facilitator.screens.fit_plan import Fitted

_A_DAY, _DIGITS = 1440, 5


class PlannerFit(PlannerFile):
    """Gives the day the length that it may have."""

    async def action_fit(self) -> None:
        """Shorten and leave out so that the day ends when it has to; without an end ask for one.

        Where it fits, steps that became shorter before get back what is to spare.
        """
        words = self.words
        end = whole.end_of(self.draft)
        if end is None:
            self.at = -1
            self._say(words("Write when it has to end, then Ctrl+T again."))
            await self.fill_in(whole.ENDS)
            return
        if (self.day.over or 0) <= 0 and not overlap_of(self.day):
            await self._give_back()
            return
        self._propose(end)

    def _propose(self, end: time) -> None:
        """Show what would make the day end in time, and take it over where that is wanted."""
        from facilitator.screens.fit_plan import FitPlanScreen, Fitted

        draft = self.draft

        def chosen(fitted: Fitted | None) -> None:
            if fitted is not None and (fitted.fit != Fit() or fitted.draft != draft):
                self.call_later(self._fit, fitted)

        self.app.push_screen(FitPlanScreen(draft, end, self.language, self.words), chosen)

    async def _fit(self, fitted: "Fitted") -> None:
        words, fit = self.words, fitted.fit
        people = reckoned_for(fitted.draft, words)
        self.earlier.remember(fitted.draft, fit.minutes)
        await self._take(fitted.draft.fit(fit), self.at, words("fit into the time"))
        done = words("Steps shortened: {shorter}, left out: {out}, in a room of {people}. Ctrl+Z takes that back.",
                     shorter=len(fit.minutes), out=len(fit.out), people=people)  # fmt: skip
        over = self.day.over or 0
        if over > 0:
            done = f"{words('Still {count} min too long.', count=over)} {done}"
        elif over < 0:
            done = f"{words('{count} min to spare.', count=-over)} {done}"
        self._say(done, wrong=over > 0)
        await self.show(anew=True)

    async def _give_back(self) -> None:
        """Give what is to spare back to the steps that became shorter, and say how much there is."""
        words, spare, back = self.words, -(self.day.over or 0), self.earlier.back(self.draft)
        if not back:
            left = f" {words('{count} min to spare.', count=spare)}" if spare > 0 else ""
            self._say(words("It fits already.") + left)
            await self.show(anew=True)
            return
        self.earlier.remember(self.draft, back)
        await self._take(self.draft.with_lengths(back), self.at, words("time given back"))
        rest = -(self.day.over or 0)
        told = words.n(
            "{minutes} min to spare went back to {count} step. Ctrl+Z takes that back.",
            "{minutes} min to spare went back to {count} steps. Ctrl+Z takes that back.",
            len(back),
            minutes=spare - rest,
        )
        self._say(told)
        await self.show(anew=True)

    async def fill_in(self, key: str = "", anew: bool = False) -> None:
        """Let the form be filled in, from its first field or another; `anew`: what stands in it is only a beginning."""
        plan_form = self.query_one(PlanForm)
        plan_form.filling = True
        await self.show()
        if anew:
            plan_form.fill_anew()
        plan_form.go_to(key)

    async def _take(self, draft: Draft, at: int, name: str) -> None:
        """Take a change, which undo calls by its name, and go to a step."""
        self.history.take(draft, change=Change(name, self.at, at))
        self.at = at
        self._say("")
        await self.show(anew=True)

    async def _stretch(self, text: str) -> None:
        """Stretch or shrink the whole to a length."""
        words, wanted = self.words, text.strip()
        if wanted == str(self.day.minutes):
            return
        is_number = wanted.isascii() and wanted.isdigit() and len(wanted) <= _DIGITS
        length = int(wanted) if is_number else 0
        if 0 < length < min(self.day.minutes, _A_DAY):
            await self._shrink(later(self.day.start.time(), length))
            return
        minutes = scaled(self.draft.steps, length) if length <= _A_DAY else {}
        self.history.take(self.draft.with_lengths(minutes), change=Change(words("other lengths"), field=whole.LENGTH))
        if minutes:
            self._say(words("{count} steps have new lengths; Ctrl+Z takes that back.", count=len(minutes)))
        else:
            refused = words(
                "That cannot be: the steps that keep their time take longer, it is more than a day, or no number."
            )
            self._say(refused, wrong=True)
        await self.show(anew=True)

    async def _shrink(self, end: time) -> None:
        """Shorten what may be shortened so that the day ends by then; where more than that has to give, ask."""
        draft, words = self.draft, self.words
        fitting = Fitting(draft.steps, whole.begin_of(draft), end, least_of(draft, words))
        fit = fitting.fit()
        if fitting.over(fit) or fit.out:
            self._propose(end)
        else:
            self.earlier.remember(draft, fit.minutes)
            self.history.take(draft.fit(fit), change=Change(words("other lengths"), field=whole.LENGTH))
            self._say(words("{count} steps have new lengths; Ctrl+Z takes that back.", count=len(fit.minutes)))
        await self.show(anew=True)
