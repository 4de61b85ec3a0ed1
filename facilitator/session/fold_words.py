"""The part of the fold that takes in what the facilitator changed in the summary."""

from collections.abc import Callable
from typing import Any

from facilitator.session import events as ev
from facilitator.session.events import Event
from facilitator.session.record import Record
from facilitator.session.state import State, Written

OWN = "own:"


def reserve(state: State, event: ev.FindingWritten) -> None:
    """Keep the number of a finding of her own from being given again."""
    number = event.key.removeprefix(OWN)
    if event.key.startswith(OWN) and number.isascii() and number.isdigit() and len(number) < 7:
        state.own.highest = max(state.own.highest, int(number))


def _written(state: State, event: ev.FindingWritten, record: Record) -> None:
    if event.text:
        state.own.written[event.key] = Written(event.text, event.figures)
    else:
        state.own.written.pop(event.key, None)


def _struck(state: State, event: ev.FindingStruck, record: Record) -> None:
    (state.own.struck.add if event.struck else state.own.struck.discard)(event.key)


def _ordered(state: State, event: ev.FindingsOrdered, record: Record) -> None:
    state.own.order = list(event.keys)


def _told(state: State, event: ev.SessionTold, record: Record) -> None:
    if event.text:
        state.own.told[event.what] = event.text
    else:
        state.own.told.pop(event.what, None)


HANDLERS: dict[type[Event], Callable[[State, Any, Record], None]] = {
    ev.FindingWritten: _written,
    ev.FindingStruck: _struck,
    ev.FindingsOrdered: _ordered,
    ev.SessionTold: _told,
}
