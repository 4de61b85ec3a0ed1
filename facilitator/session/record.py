"""The envelope that an event travels in, to the log and back.

The raw document is the truth: types and fields that this version does not know are kept on disk and passed over.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

import msgspec

from facilitator.errors import FacilitatorError
from facilitator.session.events import AnyEvent, Event
from facilitator.session.versions import UPCASTERS, is_newer, newest, version


class EventError(FacilitatorError):
    """An event on disk that cannot be what this type of event is."""


_VOTERS = ("voter", "to")
_is_voter = re.compile(r"(group|slip):[1-9][0-9]{0,5}|room|facilitator").fullmatch


class _Envelope(msgspec.Struct):
    seq: int
    id: str
    command: str
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    row: str = ""


_TYPES: dict[str, type[Event]] = {kind.__struct_config__.tag: kind for kind in AnyEvent.__args__}


class Record(msgspec.Struct, frozen=True):
    """An event as it lies in the log. `event` is None where this version does not know its type, or a newer form of it.

    `at` is the wall time of the room, with its offset from UTC; `row` says which row of an imported file it came from.
    """

    seq: int
    id: str
    command: str
    at: datetime
    event: Event | None
    row: str = ""


def decode_all(documents: Sequence[Mapping[str, Any]]) -> list[Record]:
    """Read the documents of a log, in one go where this version knows them all.

    Raises:
        EventError: a document is not what its type says, with its number and what is wrong.
    """
    if any("v" in document and document["v"] != 1 for document in documents) or UPCASTERS:
        return [decode(document) for document in documents]
    try:
        events = msgspec.convert(documents, list[AnyEvent])
        envelopes = msgspec.convert(documents, list[_Envelope])
    except msgspec.ValidationError:
        # One of them is of a type that is not known here, or is not what it says: which, is told document by document.
        return [decode(document) for document in documents]
    voters = {getattr(event, name, None) for name in _VOTERS for event in events}
    if not all(voter is None or _is_voter(voter) for voter in voters):
        return [decode(document) for document in documents]
    return [
        Record(envelope.seq, envelope.id, envelope.command, envelope.at, event, envelope.row)
        for envelope, event in zip(envelopes, events, strict=True)
    ]


def decode(document: Mapping[str, Any]) -> Record:
    """Read one document of the log.

    Raises:
        EventError: the document is not what its type says, with its number and what is wrong.
    """
    try:
        kind = _TYPES.get(document.get("type", ""))
        event = msgspec.convert(newest(document), kind) if kind and not is_newer(document) else None
        _check_voters(event)
        at = datetime.fromisoformat(document["at"])
    except (msgspec.ValidationError, ValueError, KeyError, TypeError) as error:
        raise EventError(f"event {document.get('seq')} ({document.get('type')}): {error}") from error
    if at.tzinfo is None:
        raise EventError(f"event {document.get('seq')} ({document.get('type')}): at: no offset from UTC")
    row = document.get("row")
    return Record(document["seq"], document["id"], document["command"], at, event, row if isinstance(row, str) else "")


def _check_voters(event: Event | None) -> None:
    for field in _VOTERS:
        voter = getattr(event, field, None)
        if voter is not None and not _is_voter(voter):
            raise ValueError(f"no voter is called {voter!r} - at `$.{field}`")


def encode(
    event: Event, seq: int, event_id: str, command: str, at: datetime, row: str = ""
) -> dict[str, Any]:
    """Return the document of an event: the envelope first, then its own fields; `row` where a file's row gave it."""
    body: dict[str, Any] = msgspec.to_builtins(event)
    envelope = {
        "seq": seq,
        "id": event_id,
        "command": command,
        "at": at.isoformat(timespec="milliseconds"),
        "v": version(body["type"]),
        "type": body.pop("type"),
        "origin": "import" if row else _origin(event),
    }
    return envelope | ({"row": row} if row else {}) | body


def _origin(event: Event) -> str:
    voter: Sequence[str] | None = getattr(event, "voter", None)
    if voter == "room":
        return "hands"
    return "paper" if isinstance(voter, str) and voter.startswith("slip:") else "table"
