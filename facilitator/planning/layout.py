"""An agenda file as pieces of text: what stands before the steps, each step with its comments, what stands after.

A step that is moved or copied takes its piece along, so that comments and order survive. `tomlkit` cuts and edits;
the reader of the standard library decides whether that went right. Where it did not, the values win over the comments.
"""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

# The editing library promises errors of its own, but unusual files make it stumble in these ways too.
_STUMBLES = (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError)


class Pieces(Struct, frozen=True):
    """The pieces of a file: `"".join((head, *steps, tail))` is the file. Each step's piece can be read by itself."""

    head: str
    steps: tuple[str, ...] = ()
    tail: str = ""

    @property
    def text(self) -> str:
        """The whole file."""
        return "".join((self.head, *self.steps, self.tail))


def cut(text: str) -> Pieces:
    """Cut a file that is TOML, and whose `step` is a list of tables where there is one.

    Args:
        text: What the file holds.

    Returns:
        Pieces that mean the same; joined they are the file itself where its steps each begin with `[[step]]`.
    """
    text = text.replace("\r\n", "\n")
    text = text if text.endswith("\n") or not text else text + "\n"
    document = tomllib.loads(text)
    try:
        pieces = _cut(text)
        # Steps that stand in the head would leave no room for more.
        steps = None if "step" in tomllib.loads(pieces.head) else [table_of(step) for step in pieces.steps]
        if steps == document.get("step", []) and tomllib.loads(pieces.text) == document:
            return pieces
    except _STUMBLES:
        return cut_document(document)
    return cut_document(document)


def cut_document(document: Mapping[str, Any]) -> Pieces:
    """Write a document as pieces, without comments.

    Args:
        document: What an agenda file holds; its `step`, where there is one, is a list of tables.
    """
    import tomlkit

    top = {key: value for key, value in document.items() if key != "step"}
    return Pieces(tomlkit.dumps(top), tuple(piece_of(table) for table in document.get("step", [])))


def table_of(piece: str) -> dict[str, Any]:
    """Return what a step's piece holds."""
    table: dict[str, Any] = tomllib.loads(piece)["step"][0]
    return table


def piece_of(table: Mapping[str, Any]) -> str:
    """Write a step anew."""
    import tomlkit

    step = tomlkit.table()
    for key, value in table.items():
        step.append(key, _item(value))
    return "\n" + _alone(step).strip("\n") + "\n"


def with_values(piece: str, values: Mapping[str, Any]) -> str:
    """Return a step's piece with other values; everything else in it stays as it is written.

    Args:
        piece: The piece.
        values: New values by key; None takes a key away.
    """
    wanted = _changed(table_of(piece), values)
    try:
        changed = _edited(piece, values, ("step",))
        if table_of(changed) == wanted:
            return changed
    except _STUMBLES:
        return _lead(piece) + piece_of(wanted).lstrip("\n")
    return _lead(piece) + piece_of(wanted).lstrip("\n")


def with_top(head: str, values: Mapping[str, Any]) -> str:
    """Return the head of a file with other values; None takes a key away."""
    import tomlkit

    wanted = _changed(tomllib.loads(head), values)
    try:
        changed = _edited(head, values, ())
        if tomllib.loads(changed) == wanted:
            return changed
    except _STUMBLES:
        return tomlkit.dumps(wanted)
    return tomlkit.dumps(wanted)


def _cut(text: str) -> Pieces:
    import tomlkit

    document = tomlkit.parse(text)
    found = document.get("step", [])
    bodies = [_alone(table) for table in found]
    start = text.find(bodies[0]) if bodies else len(text)
    head, lead = _parted(text[:start])
    steps = []
    for body in bodies:
        own, after = _parted(body)
        steps.append(lead + own)
        lead = after
    return Pieces(head, tuple(steps), lead)


def _alone(table: Any) -> str:
    import tomlkit

    written, steps = tomlkit.document(), tomlkit.aot()
    steps.append(table)
    written.append("step", steps)
    return written.as_string()


def _parted(text: str) -> tuple[str, str]:
    """Part a text from the comments and blank lines at its end that belong to what follows.

    A comment right below a step is about it; what comes after a blank line is about the next.
    """
    lines = text.splitlines(keepends=True)
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    blank = next((at for at in range(end, len(lines)) if not lines[at].strip()), end)
    return "".join(lines[:blank]), "".join(lines[blank:])


def _lead(piece: str) -> str:
    """Return the comments and blank lines that a piece begins with."""
    lines = piece.splitlines(keepends=True)
    first = next((at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), 0)
    return "".join(lines[:first])


def _edited(text: str, values: Mapping[str, Any], path: Sequence[str]) -> str:
    import tomlkit

    document: Any = tomlkit.parse(text)
    table: Any = document[path[0]][0] if path else document
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(table.get(key), Mapping) and value.keys() >= table[key].keys():
            # A text in several languages: only the language that changed is written anew.
            for name, inner in value.items():
                if table[key].get(name) != inner:
                    table[key][name] = _item(inner)
        else:
            table[key] = _item(value)
    return str(document.as_string())


def _item(value: Any) -> Any:
    import tomlkit

    if isinstance(value, str) and "\n" in value and "'''" not in value:
        return tomlkit.string(value, multiline=True)
    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update(value)
        return table
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend(_item(one) for one in value)
        return array.multiline(len(value) > 3)
    return value


def _changed(table: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**table, **values}.items() if value is not None}
