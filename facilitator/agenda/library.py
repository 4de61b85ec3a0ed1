"""The agendas that come with the program."""

import os
from pathlib import Path

from facilitator.agenda.load import AgendaError, load_agenda, parse_agenda
from facilitator.agenda.model import Agenda
from facilitator.agenda.values import nearest, short
from facilitator.words import Words

_SUFFIX = ".toml"
_TEMPLATES = Path(__file__).parent / "templates"


def template_names() -> list[str]:
    """Return the names of the templates, in alphabetical order."""
    names = (entry.name for entry in _TEMPLATES.iterdir())
    return sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX))


def load_template(name: str, words: Words) -> Agenda:
    """Read a template.

    Args:
        name: One of `template_names()`.
        words: The language of error sentences.

    Returns:
        The agenda.

    Raises:
        AgendaError: There is no such template.
    """
    if name not in template_names():
        raise _unknown(words('There is no template called "{name}".', name=short(name)), name, words)
    return parse_agenda(template_text(name), name + _SUFFIX, words)


def template_text(name: str) -> str:
    """Return the text of one of `template_names()`."""
    return (_TEMPLATES / f"{name}{_SUFFIX}").read_text(encoding="utf-8")


def find_agenda(name_or_path: str, words: Words) -> Agenda:
    """Read a template by its name, or an agenda file.

    A template goes before a file of the same name; `./name` means the file.

    Args:
        name_or_path: A template's name, or where a file is.
        words: The language of error sentences.

    Returns:
        The agenda.

    Raises:
        AgendaError: There is neither, or the file is no agenda.
    """
    if name_or_path in template_names():
        return load_template(name_or_path, words)
    path = Path(name_or_path)
    looks_like_file = path.suffix == _SUFFIX or len(path.parts) > 1
    if looks_like_file or os.path.exists(path):
        return load_agenda(path, words)
    sentence = words('There is neither a template nor a file called "{name}".', name=short(name_or_path))
    raise _unknown(sentence, name_or_path, words)


def _unknown(sentence: str, name: str, words: Words) -> AgendaError:
    known = template_names()
    listed = words("Templates: {names}.", names=", ".join(known))
    return AgendaError(f"{sentence} {listed}{nearest(name, known, words)}")
