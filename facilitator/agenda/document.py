"""From an `Agenda` back to what an agenda file holds.

The opening event of a session keeps that, so that a session file travels alone.
"""

from datetime import time
from typing import Any

from msgspec.structs import fields

from facilitator.agenda.keys import ATTRIBUTES
from facilitator.agenda.model import EMPTY, Agenda, Item, Local, Scale, Source, Step

_KEYS = {attribute: key for key, attribute in ATTRIBUTES.items()}


def document_of(agenda: Agenda) -> dict[str, Any]:
    """Return an agenda as a file holds it; what has its default value is left out.

    Args:
        agenda: The agenda.

    Returns:
        Tables, lists, texts, numbers and truth values only, so that it can also be kept as JSON.
    """
    document: dict[str, Any] = {"title": agenda.title.document(), "language": agenda.language}
    if agenda.purpose != EMPTY:
        document["purpose"] = agenda.purpose.document()
    if agenda.people:
        document["people"] = list(agenda.people)
    for key in ("start", "end", "checklist"):
        if getattr(agenda, key):
            document[key] = _plain(getattr(agenda, key))
    document["step"] = [_step(step) for step in agenda.steps]
    return document


def _step(step: Step) -> dict[str, Any]:
    table: dict[str, Any] = {"id": step.id, "kind": step.kind}
    for field in fields(step):
        value = getattr(step, field.name)
        if field.name != "id" and (field.required or value != field.default):
            table[_KEYS.get(field.name, field.name)] = _plain(value)
    return table


def _plain(value: Any) -> Any:
    match value:
        case Local():
            return value.document()
        case Source():
            return f"{value.step}:{value.first}" if value.first else value.step
        case Item(name, None):
            return name.document()
        case Item(name, cost):
            return {"name": name.document(), "cost": cost}
        case Scale(low, high, names):
            return [name.document() for name in names] if names else [low, high]
        case time():
            return value.strftime("%H:%M")
        case (Source() as only,):
            return _plain(only)
        case tuple():
            return [_plain(part) for part in value]
        case _:
            return value
