from datetime import time

import pytest
from plan_samples import WORDS

from facilitator.agenda.library import template_names, template_text
from facilitator.planning import whole
from facilitator.planning.day import minutes_of
from facilitator.planning.draft import Draft, open_draft
from facilitator.planning.earlier import Earlier
from facilitator.planning.fitting import Fitting
from facilitator.planning.preview import least_of


def fitted(draft: Draft, earlier: Earlier, share: int) -> Draft:
    minutes = whole.day_of(draft).minutes * share // 10
    end = time(9 + minutes // 60, minutes % 60)
    draft = draft.change_top({"end": f"{end:%H:%M}"})
    fit = Fitting(draft.steps, whole.begin_of(draft), end, least_of(draft, WORDS)).fit()
    earlier.remember(draft, fit.minutes)
    return draft.fit(fit)


@pytest.mark.parametrize("name", template_names())
def test_what_a_step_that_goes_leaves_is_given_back_and_no_more(name: str) -> None:
    before = open_draft(template_text(name, WORDS), name, WORDS)
    was = {step["id"]: minutes_of(step) for step in before.steps}
    for share in (9, 8, 7):
        earlier = Earlier()
        short = fitted(before, earlier, share)
        for at in range(len(short.steps)):
            less = short.delete(at)
            over, back = whole.day_of(less).over or 0, earlier.back(less)
            after = less.with_lengths(back)
            spare = -(whole.day_of(after).over or 0)
            assert (over < 0) or not back
            # Nothing becomes longer than it was, and either all have their time back, or under five minutes are left.
            short_of = [step["id"] for step in after.steps if minutes_of(step) < was[step["id"]]]
            assert all(minutes_of(step) <= was[step["id"]] for step in after.steps)
            assert over >= 0 or 0 <= spare < 5 or not short_of
            # Given once it can be taken again: what is left is asked for in the same way.
            earlier.remember(less, back)
            assert spare >= 5 or not any(
                length - minutes_of(after.steps[at]) >= 5 for at, length in earlier.back(after).items()
            )


def test_a_length_that_was_given_by_hand_stays() -> None:
    earlier = Earlier()
    short = fitted(open_draft(template_text("dialogforum", WORDS), "x", WORDS), earlier, 8)
    less = short.delete(9)
    (at, *_) = earlier.back(less)
    by_hand = less.change(at, {"minutes": minutes_of(less.steps[at]) - 1})
    assert at not in earlier.back(by_hand)
    assert earlier.back(less.change_top({"end": None})) == {}
