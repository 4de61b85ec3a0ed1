"""A day that is made to fit holds for everybody it is meant for: no length it gives is warned about afterwards."""

from datetime import time

import pytest
from msgspec.structs import replace
from plan_samples import WORDS

from facilitator.agenda.library import template_names, template_text
from facilitator.planning import whole
from facilitator.planning.arithmetic import warnings
from facilitator.planning.draft import Draft, open_draft
from facilitator.planning.fitting import Fitting
from facilitator.planning.least import MANY, least_minutes
from facilitator.planning.preview import least_of, reckoned_for

PEOPLE = next(field for field in whole.FIELDS if field.key == "people")


def meant_for(name: str, people: str) -> Draft:
    return whole.filled(PEOPLE, people, open_draft(template_text(name, WORDS), name, WORDS), "en")


@pytest.mark.parametrize("name", template_names())
@pytest.mark.parametrize("people", ["", "16", "16-48"])
def test_no_length_that_was_given_is_too_short_for_as_many_as_it_was_reckoned_for(name: str, people: str) -> None:
    draft = meant_for(name, people)
    most = reckoned_for(draft, WORDS)
    assert most == {"": MANY, "16": 16, "16-48": 48}[people]
    for share in (9, 7, 5, 3):
        end = whole.day_of(draft).minutes * share // 10
        fit = Fitting(draft.steps, time(9), time(9 + end // 60, end % 60), least_of(draft, WORDS)).fit()
        agenda = draft.with_lengths(fit.minutes).agenda("", WORDS)
        for count in range(1, most + 1):
            filled = replace(agenda, people=(count, count))
            assert all(filled.steps[at].minutes >= least_minutes(filled, filled.steps[at]) for at in fit.minutes)


def test_forty_people_who_are_counted_after_the_fit_bring_no_warning() -> None:
    for people in ("", "16-48", "40"):
        draft = meant_for("dialogforum", people)
        draft = draft.fit(Fitting(draft.steps, time(9), time(12), least_of(draft, WORDS)).fit())
        after = whole.filled(PEOPLE, "40", draft, "en").agenda("", WORDS)
        assert not [one for one in warnings(after, WORDS) if "will not hold" in one.sentence]


def test_what_a_step_takes_is_known_also_while_something_else_is_amiss() -> None:
    draft = meant_for("dialogforum", "16-48")
    known = least_of(draft, WORDS)
    assert least_of(draft.change_top({"mood": "glad", "title": None, "people": "many"}), WORDS).keys() == known.keys()
    # Without the answers nothing can be joined: of that alone nothing is known, of what builds on it still.
    gone = least_of(draft.delete(3), WORDS)
    assert gone.keys() == set(range(23)) - {3}
    assert [gone[at] for at in range(4, 23)] == [known[at] for at in range(5, 24)]
    assert least_of(draft.change(7, {"kind": "shout", "id": "lunch"}), WORDS).keys() == known.keys() - {7, 9}
    assert least_of(open_draft('title = "Nothing"', "x", WORDS), WORDS) == {}
