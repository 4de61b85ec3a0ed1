"""Where agendas that are prepared come from, and where they are kept: templates, files of one's own, old sessions."""

import os
import re
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from msgspec import Struct

from facilitator.agenda.library import own_templates, template_names, template_text
from facilitator.agenda.load import AgendaError, parse_document, read_text
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.planning.draft import Draft, draft_of, open_draft
from facilitator.planning.lists import plain
from facilitator.storage import disk
from facilitator.storage.folder import NOTHING_LEFT, Folder, slug, templates_folder
from facilitator.text import clean
from facilitator.words import Words

_SUFFIX = ".toml"
_NAMELESS = "agenda"
# Not the year that it is for.
_COUNTED = re.compile(r"(.*\S) (\d{1,2})", re.DOTALL)


class Prepared(Struct, frozen=True):
    """An agenda to prepare: its draft, and its file where it has one of its own."""

    draft: Draft
    path: Path | None = None


def own_agendas(folder: Folder) -> Mapping[str, Path]:
    """Return the agenda files of one's own by name; none where there is no such folder."""
    return own_templates(templates_folder(folder.path))


def title_of(path: Path, words: Words) -> str:
    """Return the title of an agenda file, also one with mistakes; "" where none can be read."""
    try:
        document = parse_document(read_text(path, words), path.name, words)
    except AgendaError:
        return ""
    language = document.get("language")
    return clean(plain(document.get("title"), language if isinstance(language, str) else words.language))


def prepare(name: str, folder: Folder, words: Words) -> Prepared:
    """Find an agenda to prepare.

    Args:
        name: A template, an agenda file or the name of one's own, or a session.
        folder: Where sessions lie.
        words: The language of error sentences.

    Raises:
        FacilitatorError: there is none, or it cannot be read at all. One with mistakes can be prepared.
    """
    if name in template_names():
        draft = open_draft(template_text(name, words), name, words)
        # A template is complete in several languages: it is prepared in that of whoever prepares it.
        spoken = draft.top.get("title", {})
        there = isinstance(spoken, Mapping) and words.language in spoken
        return Prepared(draft.change_top({"language": words.language}) if there else draft)
    own = own_agendas(folder)
    path = own.get(name) or Path(os.path.expanduser(name))
    if path.suffix == _SUFFIX:
        return Prepared(open_draft(read_text(path, words), path.name, words), path)
    try:
        return of_session(folder.find(name), words)
    except FacilitatorError as error:
        known = words.listed([*template_names(), *own])
        raise AgendaError(f"{error} {words('Agendas: {names}.', names=known)}") from error


def of_session(path: Path, words: Words) -> Prepared:
    """Return the agenda of a session, for a new one.

    Raises:
        FacilitatorError: the session cannot be read.
    """
    return Prepared(draft_of(Desk(path, words, read_only=True).agenda))


def place_of(title: str, folder: Folder, words: Words) -> Path:
    """Return the file that an agenda of a name has among those of one's own, whether it is there yet or not.

    A name of which nothing is left in a file's name gives a file that is not there.

    Args:
        title: The name.
        folder: Where sessions lie.
        words: The language of error sentences.
    """
    own, name = templates_folder(folder.path), slug(title)
    return disk.free_path(own, _NAMELESS, words, _SUFFIX) if name == NOTHING_LEFT else own / f"{name}{_SUFFIX}"


def free_title(title: str, folder: Folder, words: Words) -> str:
    """Return a name like one that is taken, whose file is not there yet: "Spring 2" for "Spring".

    Args:
        title: The name that is taken.
        folder: Where sessions lie.
        words: The language of error sentences.
    """
    counted = _COUNTED.fullmatch(title)
    stem, first = (counted[1], int(counted[2]) + 1) if counted else (title, 2)
    names = (f"{_cut(stem, number)} {number}" for number in count(first))
    return next(name for name in names if not place_of(name, folder, words).exists())


def keep(draft: Draft, path: Path, words: Words) -> None:
    """Write an agenda to a file; its folder is made where it is missing.

    Raises:
        FacilitatorError: it cannot be written; nothing is changed then.
    """
    disk.make_folder(path.parent, words)
    disk.write_atomic(path, draft.text.encode("utf-8"), words)


def _cut(stem: str, number: int) -> str:
    """Return so much of a name that the number after it stays in the file's name, which is only so long."""
    while stem and not slug(f"{stem} {number}").endswith(f"-{number}"):
        stem = stem[:-1]
    return stem
