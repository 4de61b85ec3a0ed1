"""The sessions of a series, in one order whatever order they are given in, each counted once."""

import gc
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from facilitator.agenda.model import Talk
from facilitator.desk import opened_book
from facilitator.errors import FacilitatorError
from facilitator.session.state import Group
from facilitator.steps.book import Book
from facilitator.steps.kinds import open_book
from facilitator.storage.folder import Folder
from facilitator.text import clean
from facilitator.words import Words


class Forum(Struct, frozen=True):
    """One session of a series: its id, what it is called in the series, and the session opened for reading."""

    session: str
    name: str
    path: Path
    book: Book

    @property
    def people(self) -> int | None:
        """How many people took part, None where nobody counted them."""
        return self.book.state.people

    @property
    def groups(self) -> list[Group]:
        """The tables that took part."""
        return self.book.state.groups_heard


class Gathered(Struct, frozen=True):
    """The sessions of a series by day and name, and what should be known about the files, in sentences."""

    forums: tuple[Forum, ...]
    notices: tuple[str, ...] = ()


class _Version(Struct, frozen=True):
    path: Path
    book: Book

    @property
    def events(self) -> frozenset[str]:
        return frozenset(record.id for record in self.book.state.history)


def named(names: Sequence[str], folder: Folder, words: Words) -> list[Path]:
    """Return the files that are meant by names: of a series all its sessions, else the session of that name.

    Args:
        names: Paths, names of sessions, or slugs of series.
        folder: Where sessions lie.
        words: The language of error sentences.

    Raises:
        FacilitatorError: a name means nothing, or several things.
    """
    found: list[Path] = []
    for name in names:
        try:
            found.append(folder.find(name))
        except FacilitatorError:
            members = _series(name, folder, words)
            if not members:
                raise
            found += members
    return list(dict.fromkeys(found))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Do not look for garbage meanwhile: of what is read and added up all stays, and looking it through costs as much.

    Many sessions are a million objects, which Python would look through again with every quarter more.
    """
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            # It goes straight to what has been here for long, else it would be looked through three times from now on.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@undisturbed()
def gather(paths: Iterable[Path], words: Words, tell: Callable[[int], None] | None = None) -> Gathered:
    """Open sessions for reading; one that is given twice counts once.

    Of two files that hold the same session, the one that goes on where the other stops counts. Where each has entries
    that the other lacks, nothing can tell which is right: the one recorded in last counts, and that is said.

    Args:
        paths: The files, in any order.
        words: The language they are read in.
        tell: Is told how many files are read, before each; what it raises ends the reading.

    Raises:
        FacilitatorError: a file cannot be read, or there is none.
    """
    versions: dict[str, list[_Version]] = {}
    for read, path in enumerate(sorted(set(paths))):
        if tell is not None:
            tell(read)
        book = opened_book(path, words)
        versions.setdefault(book.state.session, []).append(_Version(path, book))
    if not versions:
        raise FacilitatorError(words("There is no session to add up."))
    notices: list[str] = []
    chosen = [_newest(found, notices, words) for found in versions.values()]
    chosen.sort(key=lambda one: (one.book.state.date, _by_number(one.book.state.name), one.book.state.session))
    names = _names([one.book for one in chosen])
    notices += _of_other_agendas(names, [one.book for one in chosen], words)
    return Gathered(
        tuple(
            Forum(one.book.state.session, name, one.path, one.book) for name, one in zip(names, chosen, strict=True)
        ),
        tuple(notices),
    )


def _of_other_agendas(names: Sequence[str], books: Sequence[Book], words: Words) -> list[str]:
    """Return a sentence for each session that was asked something else: no other has half of its questions, by id."""
    asked = [frozenset(step.id for step in book.state.agenda.steps if not isinstance(step, Talk)) for book in books]
    alike, out = Counter(asked), []
    for name, own in zip(names, asked, strict=True):
        others = [other for other in alike if other != own]
        if others and alike[own] == 1 and not any(2 * len(own & one) >= min(len(own), len(one)) for one in others):
            shared = len(own & frozenset[str]().union(*others))
            out.append(words("{name} has another agenda: {shared} of its {count} questions are those of the others.",
                             name=name, shared=shared, count=len(own)))  # fmt: skip
    return out


def spoken(gathered: Gathered, words: Words) -> Gathered:
    """Return the same sessions read in another language."""
    forums = tuple(replace(forum, book=open_book(forum.book.state, words)) for forum in gathered.forums)
    return Gathered(forums, gathered.notices)


def _by_number(name: str) -> list[tuple[int, str]]:
    """Return a key that puts Forum 2 before Forum 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"([0-9]+)", name)]


def _series(name: str, folder: Folder, words: Words) -> list[Path]:
    """Return the sessions of a series, by the folder it lies in or the slug its sessions carry."""
    wanted = clean(name).strip("/")
    given = Path(name)
    if given.is_dir():
        return Folder(given, words).entries()
    entries = folder.entries()
    inside = [path for path in entries if path.parent != folder.path and path.parent.name == wanted]
    return inside or [path for path in entries if _slug(path, words) == wanted]


def _slug(path: Path, words: Words) -> str:
    try:
        return opened_book(path, words).state.series
    except FacilitatorError:
        # One that cannot be read is nobody's; `list` tells of it.
        return ""


def _newest(versions: Sequence[_Version], notices: list[str], words: Words) -> _Version:
    if len(versions) == 1:
        return versions[0]
    first, *others = sorted(versions, key=lambda one: (len(one.events), _last(one), str(one.path)), reverse=True)
    for other in others:
        files = {"file": clean(first.path.name), "other": clean(other.path.name)}
        if other.events == first.events:
            notices.append(words("{file} and {other} are the same session; it counts once.", **files))
        elif other.events < first.events:
            notices.append(words("{file} and {other} are the same session; {file} goes on longer and counts.", **files))
    unlike = [other for other in others if not other.events <= first.events]
    if not unlike:
        return first
    latest = max([first, *unlike], key=lambda one: (_last(one), str(one.path)))
    for other in [first, *unlike]:
        if other is not latest:
            notices.append(words(
                "{file} and {other} are two versions of one session, each with entries of its own. {file} was recorded "
                "in last and counts; {other} is left out.",
                file=clean(latest.path.name), other=clean(other.path.name)))  # fmt: skip
    return latest


def _last(version: _Version) -> float:
    last = version.book.state.last_at
    return last.timestamp() if last is not None else 0.0


def _names(books: Sequence[Book]) -> list[str]:
    """Return what each session is called in the series; where two have one name, with the day, else a number."""
    plain = [book.state.name or book.state.agenda.title.of(book.language) for book in books]
    dated = [
        f"{name} {book.state.date}" if plain.count(name) > 1 else name for name, book in zip(plain, books, strict=True)
    ]
    return [f"{name} ({at})" if dated.count(name) > 1 else name for at, name in enumerate(dated, 1)]
