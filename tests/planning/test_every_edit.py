"""Whatever is done in the planner, in any order: what is saved loads equal to what is shown, and comments stay."""

import tomllib
from collections import Counter
from datetime import time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from plan_samples import CAFE, WORDS

from facilitator.agenda.library import template_names, template_text
from facilitator.agenda.load import parse_agenda
from facilitator.agenda.model import KINDS
from facilitator.planning import form, whole
from facilitator.planning.arithmetic import warnings
from facilitator.planning.day import scaled, times
from facilitator.planning.draft import Draft, History, open_draft
from facilitator.planning.fitting import Fitting
from facilitator.planning.preview import amiss, least_of, preview

# What cannot be read has rows of its own in the form, and can be mended there.
BROKEN = '''title = "Broken"
language = ["sv"]
mood = { glad = 1979-05-27 }
[[step]]
kind = "vot"  # a slip of the pen
title = "Choose"
dots = 3
mood = ["glad"]
[[step]]
id = "b"
kind = "merge"
title = "Join"
items = ["a", { name = "b", cost = 3 }]
from = "a"
[[step]]
id = "b"
title.sv = "Utan slag"
'''
FILES = [CAFE, *(template_text(name, WORDS) for name in template_names())]
_AT = st.integers(0, 30)
_TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["", "12", "10:30", "1-5", "bad, fair, good", "Tea\nBread | 12,5", "what | who", "a # b",
                     '"""', "'''", "[[step]]", "\\", "ideas", "Årets [/] fråga", "x" * 300]),
)  # fmt: skip
# What only moves, takes away, copies or sets plain values: none of it may lose a comment of a step that is still there.
_PLAIN = st.one_of(
    st.tuples(st.just("move"), _AT, _AT),
    st.tuples(st.just("copy"), _AT, st.none()),
    st.tuples(st.just("delete"), _AT, st.none()),
    st.tuples(st.just("add"), _AT, st.sampled_from([*KINDS, "break"])),
    st.tuples(st.just("pin"), _AT, st.none()),
    st.tuples(st.just("fit"), st.just(0), st.times()),
    st.tuples(st.just("stretch"), st.just(0), st.integers(0, 900)),
    st.tuples(st.just("minutes"), _AT, st.integers(0, 1440)),
)
_FILLED = st.one_of(
    st.tuples(st.just("type"), _AT, st.tuples(_AT, _TEXTS)),
    st.tuples(st.just("choose"), _AT, st.tuples(_AT, _AT)),
    st.tuples(st.just("whole"), _AT, _TEXTS),
    st.tuples(st.just("undo"), _AT, st.none()),
    st.tuples(st.just("redo"), _AT, st.none()),
)


def done(draft: Draft, name: str, at: int, what: Any) -> Draft:
    """Do what a key or a field of the planner does, at a place there is."""
    count = len(draft.steps)
    if name == "add":
        return draft.add(min(at, count), what)
    if name == "stretch":
        return draft.with_lengths(scaled(draft.steps, what))
    if name == "fit":
        return draft.fit(Fitting(draft.steps, time(9), what, least_of(draft, WORDS)).fit())
    if name == "whole":
        wrong = {one.key for one in draft.mistakes(WORDS) if not one.number}
        fields = [field for field in (*whole.FIELDS, *whole.odd_fields(draft, wrong)) if field.key != whole.LENGTH]
        field = fields[at % len(fields)]
        languages = [one.value for one in whole.choices(draft, "sv")]
        chosen = None if field.odd else languages[len(what) % len(languages)]
        return whole.filled(field, chosen if field.how == "choice" else what, draft, draft.language or "sv")
    return on_step(draft, name, at % count, what) if count else draft


def rows(draft: Draft, at: int) -> list[form.Field]:
    """Return the rows of the form of a step, those of what is amiss among them."""
    return form.fields_of(draft.steps[at], {one.key for one in draft.mistakes(WORDS) if one.number == at + 1})


def on_step(draft: Draft, name: str, at: int, what: Any) -> Draft:
    """Do what is done with one step."""
    step = draft.steps[at]
    match name:
        case "move":
            return draft.move(at, what % len(draft.steps))
        case "copy":
            return draft.copy(at)
        case "delete":
            return draft.delete(at)
        case "minutes":
            return draft.change(at, {"minutes": what})
        case "pin":
            start = times(draft.steps).slots[at].start
            return draft.change(at, {"pin": None if step.get("pin") else f"{start:%H:%M}"})
        case "type":
            fields = [field for field in rows(draft, at) if field.how != "choice"]
            field = fields[what[0] % len(fields)]
            return draft.change(at, form.typed(field, what[1], step, draft.language or "sv"))
        case _:
            fields = [field for field in rows(draft, at) if field.how == "choice"]
            field = fields[what[0] % len(fields)]
            found = form.choices(field, draft.steps, at, WORDS)
            return draft.change(at, form.chose(field, found[what[1] % len(found)].value, step, WORDS))


def saved_as_shown(draft: Draft) -> None:
    """What the file would hold is what the planner shows, and loads as the agenda it is."""
    assert tomllib.loads(draft.text) == draft.document
    again = open_draft(draft.text, "day.toml", WORDS)
    assert again.document == draft.document
    assert again.text == draft.text
    problems = draft.problems("day.toml", WORDS)
    assert bool(draft.mistakes(WORDS)) == bool(problems)
    assert problems == again.problems("day.toml", WORDS)
    amiss(draft, times(draft.steps), WORDS)
    preview(draft, WORDS)
    if not problems:
        agenda = draft.agenda("day.toml", WORDS)
        assert parse_agenda(draft.text, "day.toml", WORDS) == agenda
        warnings(agenda, WORDS)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from([BROKEN, *FILES]), st.lists(_PLAIN | _FILLED, max_size=10))
def test_what_is_saved_loads_equal_to_what_is_shown(text: str, edits: list[tuple[str, int, Any]]) -> None:
    history = History(open_draft(text, "day.toml", WORDS))
    for name, at, what in edits:
        if name in ("undo", "redo"):
            history.undo() if name == "undo" else history.redo()
            continue
        history.take(done(history.now, name, at, what), (at, name) if name == "type" else None)
    saved_as_shown(history.now)
    while history.undo():
        assert tomllib.loads(history.now.text) == history.now.document
    assert history.now.text == text


def comments(piece: str) -> Counter[str]:
    """Return the comments in a piece of a file, none of which is part of a text."""
    return Counter("#" + part for line in piece.splitlines() if '"#' not in line for part in line.split("#")[1:])


def commented(text: str) -> str:
    """Return a file with a comment above and beside every title, one for each step."""
    draft = open_draft(text, "day.toml", WORDS)
    lines = []
    for number, piece in enumerate(draft.pieces.steps):
        for line in piece.splitlines():
            beside = line.startswith(("kind = ", "minutes = ")) and "#" not in line
            lines.append(f"{line}  # beside {number}" if beside else line)
    return draft.pieces.head + "# of the whole\n\n" + "\n".join(lines) + "\n" + draft.pieces.tail


@settings(max_examples=50, deadline=None)
@given(st.sampled_from([commented(text) for text in FILES]), st.lists(_PLAIN, max_size=10))
def test_no_comment_of_a_step_that_is_still_there_is_lost(text: str, edits: list[tuple[str, int, Any]]) -> None:
    draft = open_draft(text, "day.toml", WORDS)
    before = {step["id"]: comments(piece) for step, piece in zip(draft.steps, draft.pieces.steps, strict=True)}
    head = draft.pieces.head
    for edit in edits:
        draft = done(draft, *edit)
        # A copy may take the name of a step that is gone.
        there = {step["id"] for step in draft.steps}
        before = {name: told for name, told in before.items() if name in there}
    assert draft.pieces.head == head
    saved_as_shown(draft)
    for step, piece in zip(draft.steps, draft.pieces.steps, strict=True):
        assert not before.get(step["id"], Counter()) - comments(piece)
