"""Which of a session's records count."""

from collections.abc import Iterable, Iterator

from facilitator.session import events as ev
from facilitator.session.record import Record


def distinct(records: Iterable[Record]) -> Iterator[Record]:
    """Return the records without those whose id came before."""
    seen: set[str] = set()
    for record in records:
        if record.id not in seen:
            seen.add(record.id)
            yield record


def undone_commands(records: Iterable[Record]) -> set[str]:
    """Return the commands that are undone and not redone."""
    out: set[str] = set()
    for record in distinct(records):
        if isinstance(record.event, ev.Undone):
            out.add(record.event.target)
        elif isinstance(record.event, ev.Redone):
            out.discard(record.event.target)
    return out
