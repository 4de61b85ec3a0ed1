"""Which of a session's records count."""

from collections.abc import Iterable, Sequence

from facilitator.session import events as ev
from facilitator.session.record import Record


def distinct(records: Sequence[Record]) -> Sequence[Record]:
    """Return the records without those whose id came before."""
    if len({record.id for record in records}) == len(records):
        return records
    first: dict[str, Record] = {}
    for record in records:
        first.setdefault(record.id, record)
    return list(first.values())


def undone_commands(records: Iterable[Record]) -> set[str]:
    """Return the commands that are undone and not redone, of records that are all distinct."""
    out: set[str] = set()
    for record in records:
        event = record.event
        if type(event) is ev.Undone:
            out.add(event.target)
        elif type(event) is ev.Redone:
            out.discard(event.target)
    return out
