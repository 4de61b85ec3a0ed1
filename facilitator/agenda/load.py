"""From an agenda file to an `Agenda`, or to sentences that name every mistake in it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from facilitator.agenda.checks import Draft
from facilitator.agenda.keys import ATTRIBUTES
from facilitator.agenda.model import Act, Agenda, Collect, Kind, Merge, Rank, Rate, Step, Talk, Vote
from facilitator.agenda.reading import Reading
from facilitator.agenda.values import short
from facilitator.errors import FacilitatorError
from facilitator.text import clean
from facilitator.words import Words

_MOST_BYTES = 1_000_000
_AT = r" \(at (?:line (\d+), column \d+|end of document)\)$"
_CLASSES: Mapping[Kind, type[Step]] = {
    "talk": Talk,
    "collect": Collect,
    "merge": Merge,
    "vote": Vote,
    "rank": Rank,
    "rate": Rate,
    "act": Act,
}


class AgendaError(FacilitatorError):
    """An agenda that cannot be used.

    Args:
        problems: A sentence for each mistake, with its place in the file.
    """

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems: tuple[str, ...] = problems


def load_agenda(path: Path, words: Words) -> Agenda:
    """Read an agenda file.

    Args:
        path: The file.
        words: The language of error sentences, and of the agenda when it names none.

    Returns:
        The agenda.

    Raises:
        AgendaError: The file cannot be read, is not TOML, or is no agenda.
    """
    return parse_agenda(read_text(path, words), path.name or str(path), words)


def parse_agenda(text: str, source: str, words: Words) -> Agenda:
    """Read the text of an agenda file.

    Args:
        text: What the file holds.
        source: The file's name, for error sentences.
        words: The language of error sentences, and of the agenda when it names none.

    Returns:
        The agenda.

    Raises:
        AgendaError: The text is not TOML, or is no agenda.
    """
    return read_agenda(parse_document(text, source, words), source, words)


def parse_document(text: str, source: str, words: Words) -> dict[str, Any]:
    """Read the text of an agenda file as TOML, without asking whether it is an agenda.

    Args:
        text: What the file holds.
        source: The file's name, for error sentences.
        words: The language of error sentences.

    Returns:
        What the file holds.

    Raises:
        AgendaError: The text is not TOML.
    """
    source = short(source)
    try:
        import tomllib

        return tomllib.loads(text)
    except RecursionError:
        raise AgendaError(words("{source}: brackets stand too deep inside each other.", source=source)) from None
    except ValueError as error:
        # Not only TOMLDecodeError: a whole number of thousands of digits is a plain ValueError.
        raise AgendaError(_syntax(text, str(error), source, words)) from None


def read_agenda(document: Mapping[str, Any], source: str, words: Words) -> Agenda:
    """Check a parsed agenda file.

    Args:
        document: What the file holds.
        source: The file's name, for error sentences.
        words: The language of error sentences, and of the agenda when it names none.

    Returns:
        The agenda; reading its `document_of` again gives an equal one.

    Raises:
        AgendaError: With every mistake found.
    """
    reading = Reading(short(source), words)
    if not isinstance(document, Mapping):
        raise AgendaError(words("{source}: this is not an agenda.", source=reading.source))
    top, drafts = reading.read(document)
    if reading.problems:
        raise AgendaError(*reading.problems)
    return Agenda(**{"language": words.language} | top, steps=tuple(_step(draft) for draft in drafts))


def read_text(path: Path, words: Words) -> str:
    """Return the text of an agenda file.

    Args:
        path: The file.
        words: The language of error sentences.

    Raises:
        AgendaError: The file cannot be read, is too large or is not UTF-8.
    """
    source = short(path.name) or short(path)
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise AgendaError(words("{source}: there is no such file.", source=source)) from None
    except IsADirectoryError:
        raise AgendaError(words("{source}: this is a folder, not a file.", source=source)) from None
    except (OSError, ValueError) as error:
        # Windows calls opening a folder a refused permission; a NUL in a path is a ValueError.
        if path.is_dir():
            raise AgendaError(words("{source}: this is a folder, not a file.", source=source)) from None
        reason = clean(getattr(error, "strerror", None) or str(error))
        sentence = words("{source}: the file cannot be read ({reason}).", source=source, reason=reason)
        raise AgendaError(sentence) from None
    if len(content) > _MOST_BYTES:
        raise AgendaError(words("{source}: the file is over 1 MB, too large for an agenda.", source=source))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        sentence = words("{source}, line {line}: the file must be saved as UTF-8.", source=source, line=number)
        raise AgendaError(sentence) from None


def _step(draft: Draft) -> Step:
    values = {ATTRIBUTES.get(key, key): value for key, value in draft.values.items() if key != "kind"}
    return _CLASSES[draft.values["kind"]](**values)


def _syntax(text: str, error: str, source: str, words: Words) -> str:
    lines = text.splitlines() or [""]
    found = re.search(_AT, error)
    number = int(found[1]) if found and found[1] else len(lines)
    if not found:
        return words("{source}: this is not TOML ({reason}).", source=source, reason=short(error))
    return words(
        "{source}, line {line}: this is not TOML ({reason}). The line reads: {text}",
        source=source,
        line=number,
        reason=clean(re.sub(_AT, "", error)),
        text=short(lines[min(number, len(lines)) - 1]),
    )
