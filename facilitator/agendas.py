"""Where agendas that are prepared come from, and where they are kept: templates, files of one's own, old sessions."""

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from facilitator.agenda.library import own_templates, template_names, template_text
from facilitator.agenda.load import AgendaError, read_text
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.planning.draft import Draft, draft_of, open_draft
from facilitator.planning.lists import plain
from facilitator.storage import disk
from facilitator.storage.folder import Folder, slug, templates_folder
from facilitator.text import clean
from facilitator.words import Words

_SUFFIX = ".toml"


class Prepared(Struct, frozen=True):
    """An agenda to prepare: its draft, and its file where it has one of its own."""

    draft: Draft
    path: Path | None = None


def own_agendas(folder: Folder) -> Mapping[str, Path]:
    """Return the agenda files of one's own by name; none where there is no such folder."""
    return own_templates(templates_folder(folder.path))


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
        return Prepared(open_draft(template_text(name, words), name, words))
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


def keep(prepared: Prepared, folder: Folder, words: Words) -> Path:
    """Write an agenda to its file, or where it has none to a new one among those of one's own.

    Returns:
        The file.

    Raises:
        FacilitatorError: it cannot be written; nothing is changed then.
    """
    path = prepared.path
    if path is None:
        own = templates_folder(folder.path)
        disk.make_folder(own, words)
        title = clean(plain(prepared.draft.top.get("title"), words.language))
        path = disk.free_path(own, slug(title) if title else "agenda", words, _SUFFIX)
    disk.write_atomic(path, prepared.draft.text.encode("utf-8"), words)
    return path
