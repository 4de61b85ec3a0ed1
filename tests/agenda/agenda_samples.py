"""Small agendas, one step of each kind, for the tests of loading."""

from typing import Any

import pytest

from facilitator.agenda.load import AgendaError, read_agenda
from facilitator.agenda.model import Agenda
from facilitator.words import Words

WORDS = Words("en")
MINIMAL = {"title": "A day", "language": "en"}

COLLECT = {"id": "ideas", "kind": "collect", "title": "Ideas"}
PRICES = {"id": "prices", "kind": "collect", "title": "Prices", "fields": ["name", "cost"]}
TALK = {"id": "hello", "kind": "talk", "title": "Hello"}
MERGE = {"id": "list", "kind": "merge", "title": "Join", "from": "ideas"}
VOTE = {"id": "vote", "kind": "vote", "title": "Choose", "items": ["Tea", "Coffee"]}
RANK = {"id": "rank", "kind": "rank", "title": "Order", "items": ["Tea", "Coffee"]}
RATE = {"id": "rate", "kind": "rate", "title": "Grade", "items": ["Tea", "Coffee"], "scale": [1, 5]}
ACT = {"id": "do", "kind": "act", "title": "Do"}


def agenda(*steps: dict[str, Any], **top: Any) -> Agenda:
    return read_agenda({**MINIMAL, "step": list(steps), **top}, "day.toml", WORDS)


def mistakes(*steps: dict[str, Any], **top: Any) -> tuple[str, ...]:
    with pytest.raises(AgendaError) as caught:
        agenda(*steps, **top)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def mistake(*steps: dict[str, Any], **top: Any) -> str:
    """The one mistake there is: a right value elsewhere is never called wrong."""
    (problem,) = mistakes(*steps, **top)
    return problem
