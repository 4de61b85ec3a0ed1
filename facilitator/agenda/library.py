"""The agendas that come with the program, and those that a facilitator keeps in a folder of her own."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from facilitator.agenda.load import AgendaError, load_agenda, parse_agenda
from facilitator.agenda.model import Agenda
from facilitator.agenda.values import nearest, short
from facilitator.text import clean, key
from facilitator.words import Words

_SUFFIX = ".toml"
_TEMPLATES = Path(__file__).parent / "templates"
_FIRST = "dialogforum"
# The year that people look for one by, where the room must not read it in its title.
_HELD = {"dialogforum": "2010"}


class Template(Struct, frozen=True):
    """An agenda to begin from.

    Attributes:
        name: What the commands take it by.
        agenda: What it holds; None where it cannot be used.
        own: Its file, where it is one of the facilitator's own.
        problems: A sentence for each mistake that makes it useless.
        saved: When its file was saved last, where it is one of her own.
    """

    name: str
    agenda: Agenda | None = None
    own: Path | None = None
    problems: tuple[str, ...] = ()
    saved: datetime | None = None

    @property
    def held(self) -> str:
        """The year it was held in for the first time, where it is known by that; else nothing."""
        return "" if self.own else _HELD.get(self.name, "")

    def title(self, language: str) -> str:
        """Return what it is called: of her own in the language of its room, in which she named it."""
        if self.agenda is None:
            return self.name
        return self.agenda.title.of(self.agenda.language if self.own else language)


def template_names() -> list[str]:
    """Return the names of the program's templates, in alphabetical order."""
    names = (entry.name for entry in _TEMPLATES.iterdir())
    return sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX))


def templates(words: Words, own: Path) -> list[Template]:
    """Return the program's templates, then the facilitator's own.

    Args:
        words: The language of error sentences.
        own: The folder of her own; it need not exist.

    Returns:
        The templates, by their titles; the forum this program was made for comes first. One of her own that cannot be
        used is among them, with its mistakes.
    """
    kept = sorted(own_agendas(words, own), key=lambda template: (_title(template, words), str(template.own)))
    return program_templates(words) + kept


def program_templates(words: Words) -> list[Template]:
    """Return the program's templates by their titles; the forum this program was made for comes first."""
    found = [Template(name, load_template(name, words)) for name in template_names()]
    return sorted(found, key=lambda template: (template.name != _FIRST, _title(template, words)))


def own_agendas(words: Words, own: Path) -> list[Template]:
    """Return the agendas that a facilitator keeps, the one saved last first; the arguments are those of `templates`.

    A folder that cannot be read is told as one that cannot be used.
    """
    try:
        files = _own_files(own)
    except OSError as error:
        problem = words("{source}: the folder cannot be read ({reason}).", source=short(own),
                        reason=clean(error.strerror or ""))  # fmt: skip
        return [Template(short(own.name), own=own, problems=(problem,))]
    kept = [_own_template(name, path, words) for name, path in files.items()]
    return sorted(kept, key=lambda template: template.saved.timestamp() if template.saved else 0.0, reverse=True)


def load_template(name: str, words: Words) -> Agenda:
    """Read one of the program's templates.

    Args:
        name: One of `template_names()`.
        words: The language of error sentences.

    Returns:
        The agenda.

    Raises:
        AgendaError: There is no such template.
    """
    return parse_agenda(template_text(name, words), name + _SUFFIX, words)


def template_text(name: str, words: Words) -> str:
    """Return the file of one of the program's templates; the arguments and errors are those of `load_template`."""
    if name not in template_names():
        raise _unknown(words('There is no template called "{name}".', name=short(name)), name, template_names(), words)
    return (_TEMPLATES / f"{name}{_SUFFIX}").read_text(encoding="utf-8")


def find_agenda(name_or_path: str, words: Words, own: Path | None = None) -> Agenda:
    """Read a template by its name, or an agenda file.

    A template goes before a file of the same name, the program's before the facilitator's own; `./name` means the file.

    Args:
        name_or_path: A template's name, or where a file is.
        words: The language of error sentences.
        own: The folder of the facilitator's own templates.

    Returns:
        The agenda.

    Raises:
        AgendaError: There is neither, or the file is no agenda.
    """
    if name_or_path in template_names():
        return load_template(name_or_path, words)
    kept = own_templates(own) if own else {}
    if name_or_path in kept:
        return load_agenda(kept[name_or_path], words)
    path = Path(name_or_path)
    looks_like_file = path.suffix == _SUFFIX or len(path.parts) > 1
    if looks_like_file or os.path.exists(path):
        return load_agenda(path, words)
    sentence = words('There is neither a template nor a file called "{name}".', name=short(name_or_path))
    raise _unknown(sentence, name_or_path, [*template_names(), *kept], words)


def own_templates(folder: Path) -> Mapping[str, Path]:
    """Return the facilitator's own templates by name; none where the folder cannot be read."""
    try:
        return _own_files(folder)
    except OSError:
        return {}


def _own_files(folder: Path) -> dict[str, Path]:
    """Return the files of a folder by name; one that is called like a template of the program by its whole path."""
    try:
        entries = sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return {}
    taken = template_names()
    files = [path for path in entries if path.suffix.casefold() == _SUFFIX and not path.name.startswith(".")]
    return {clean(str(path) if path.stem in taken else path.stem): path for path in files}


def _title(template: Template, words: Words) -> str:
    return words.sort_key(template.title(words.language))


def _own_template(name: str, path: Path, words: Words) -> Template:
    saved = _saved(path)
    try:
        return Template(name, load_agenda(path, words), path, saved=saved)
    except AgendaError as error:
        return Template(name, None, path, error.problems, saved)


def _saved(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except (OSError, OverflowError, ValueError):
        return None


def is_sought(template: Template, query: str, words: Words) -> bool:
    """Tell whether a template is what somebody looks for: its name, title, purpose or year holds every word.

    Args:
        template: The template.
        query: What was typed; upper and lower case are the same.
        words: The language of title and purpose.
    """
    agenda, language = template.agenda, words.language
    texts = [template.title(language), agenda.title.of(language), agenda.purpose.of(language)] if agenda else []
    found = key(" ".join([template.name, template.held, *texts]))
    return all(word in found for word in key(query).split())


def _unknown(sentence: str, name: str, known: list[str], words: Words) -> AgendaError:
    listed = words("Templates: {names}.", names=", ".join(known))
    return AgendaError(f"{sentence} {listed}{nearest(name, known, words)}")
