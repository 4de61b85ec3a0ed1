"""A draft with comments, and edits at random."""

from typing import Any

from hypothesis import strategies as st

from facilitator.agenda.model import KINDS
from facilitator.planning.draft import Draft, open_draft
from facilitator.words import Words

WORDS = Words("en")
CAFE = '''# The café, as we hold it in spring.
title = "Café"  # on the poster too
language = "en"
people = [10, 30]

# Let everyone come in first.
[[step]]
id = "hello"
kind = "talk"
title.sv = "Hej"
title.en = "Hello"
minutes = 10  # coffee is ready
# nobody speaks longer

# The heart of it.
[[step]]
id = "ideas"
kind = "collect"
title = "Ideas"
prompt = """
What do we lack?
[[step]]
It need not be possible."""
minutes = 20

[[step]]
id = "coffee"
kind = "talk"
form = "break"
title = "Coffee"
minutes = 15
flex = "fixed"
pin = "10:00"

[[step]]
id = "choice"
kind = "vote"
title = "Choose"
minutes = 10
from = "ideas:8"
dots = 3
# thanks to everyone
'''


def cafe() -> Draft:
    return open_draft(CAFE, "café.toml", WORDS)


VALUES = st.one_of(
    st.none(),
    st.integers(-5, 2000),
    st.booleans(),
    st.text(max_size=30),
    st.sampled_from(["ideas", "choice:3", "10:30", "person", "fixed", "drop", 'a"b', "a\nb", "'''", "[[step]]"]),
    st.lists(st.text(max_size=8), max_size=4),
    st.dictionaries(st.sampled_from(["sv", "en"]), st.text(max_size=12), min_size=1),
)
KEYS = st.sampled_from(
    ["title", "prompt", "notes", "minutes", "pin", "flex", "from", "items", "for_each", "dots", "cut", "by", "id",
     "scale"]
)  # fmt: skip
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 9), st.sampled_from(KINDS)),
        st.tuples(st.just("copy"), st.integers(0, 9), st.none()),
        st.tuples(st.just("delete"), st.integers(0, 9), st.none()),
        st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("change"), st.integers(0, 9), st.dictionaries(KEYS, VALUES, min_size=1, max_size=3)),
        st.tuples(st.just("top"), st.just(0), st.dictionaries(st.sampled_from(["title", "people", "purpose"]), VALUES)),
    ),
    max_size=8,
)  # fmt: skip


def edited(draft: Draft, name: str, at: int, what: Any) -> Draft:
    """Make one edit, at a place there is."""
    count = len(draft.steps)
    if name == "top":
        return draft.change_top(what)
    if name == "add":
        return draft.add(min(at, count), what)
    if not count:
        return draft
    at %= count
    match name:
        case "copy":
            return draft.copy(at)
        case "delete":
            return draft.delete(at)
        case "move":
            return draft.move(at, what % count)
        case _:
            return draft.change(at, what)
