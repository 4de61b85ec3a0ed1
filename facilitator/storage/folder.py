"""The folder that the session files lie in, and how a user names one of them."""

import os
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from facilitator.storage import disk
from facilitator.storage.load import CONFLICT
from facilitator.storage.problems import StorageError
from facilitator.text import clean
from facilitator.words import Words

# How the name of a summary in JSON ends, which is no session though it lies beside one.
SUMMARY = ".summary.json"

_PACKAGE = Path(__file__).parents[1]
_CHECKOUT = _PACKAGE.parent
_SAMPLES = "dialogforum-2010"
_LONGEST = 60
NOTHING_LEFT = "session"
_NEAREST = 3
# Letters that do not fall apart into a plain letter and its mark.
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "œ": "oe"})
_NOT_PLAIN = "[^a-z0-9]+"
# Reading the whole file as TOML would take longer than reading a session.
_OUR_NAME = rb'(?m)^name = "facilitator"\r?$'
# Windows takes these for devices, whatever ending follows.
_DEVICES = "con|prn|aux|nul|com[0-9]|lpt[0-9]"


def sessions_folder(explicit: str | None, env: Mapping[str, str], cwd: Path) -> Path:
    """Return where the session files lie; the folder may not exist yet.

    Args:
        explicit: What was given as `--sessions`.
        env: The environment, for `FACILITATOR_SESSIONS`.
        cwd: What a relative folder starts from.

    Returns:
        The folder given, else that of the environment, else `sessions/` of the checkout this runs from or that `cwd`
        is, else one in the user's data folder.
    """
    chosen = explicit or env.get("FACILITATOR_SESSIONS")
    if chosen:
        return cwd / os.path.expanduser(chosen)
    for checkout in (_CHECKOUT, cwd):
        if _is_checkout(checkout):
            return checkout / "sessions"
    from platformdirs import user_data_path

    return user_data_path("facilitator", appauthor=False) / "sessions"


def templates_folder(sessions: Path) -> Path:
    """Return where a facilitator keeps agendas of her own: beside the sessions. The folder may not exist."""
    return sessions.parent / "templates"


def samples_folder() -> Path | None:
    """Return the folder of the sample series: the installed one, else the checkout's; None where there is neither."""
    places = [_PACKAGE / "samples" / _SAMPLES]
    if _is_checkout(_CHECKOUT):
        places.append(_CHECKOUT / "sessions" / _SAMPLES)
    return next((place for place in places if place.is_dir()), None)


def slug(text: str) -> str:
    """Return a name of ASCII letters, digits and hyphens for every disk; `NOTHING_LEFT` where that is nothing."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    name = re.sub(_NOT_PLAIN, "-", bare).strip("-")[:_LONGEST].strip("-")
    if not name:
        return NOTHING_LEFT
    return f"{name}-session" if re.fullmatch(_DEVICES, name) else name


class Folder:
    """The session files in a folder; a folder in it is a series.

    Args:
        path: The folder; nothing here makes it.
        words: The language of the errors.
    """

    def __init__(self, path: Path, words: Words) -> None:
        self.path = path
        self._words = words

    def entries(self) -> list[Path]:
        """Return the session files of the folder and of its series, by name.

        Raises:
            StorageError: a folder cannot be read.
        """
        files, folders = disk.list_folder(self.path, self._words)
        for series in folders:
            if not series.name.startswith("."):
                files += disk.list_folder(series, self._words)[0]
        return [path for path in files if _is_session(path)]

    def new_path(self, name: str, series: str | None, day: date) -> Path:
        """Return the path for a new session, which is not taken; nothing is made.

        Args:
            name: The session's name, any text.
            series: The series it belongs to, any text.
            day: The day it is held, which the file's name begins with: so a series lies in order.

        Raises:
            StorageError: the folder cannot be read.
        """
        folder = self.path / slug(series) if series else self.path
        stem = f"{day.isoformat()}-{slug(name)}"[:_LONGEST].rstrip("-")
        return disk.free_path(folder, stem, self._words)

    def find(self, name_or_path: str) -> Path:
        """Return the session that a user means.

        Args:
            name_or_path: A path, a file's name or a session's name, with or without `series/` before and `.json` after.

        Raises:
            StorageError: there is none, or several; the text names them, or the nearest.
        """
        typed = os.path.expanduser(name_or_path)
        if "\0" not in typed:
            # A conflicting copy is no entry, but can be named.
            for place in (Path(typed), Path(f"{typed}.json"), self.path / typed, self.path / f"{typed}.json"):
                if _is_file(place):
                    return place
        names = {self._name(path): path for path in self.entries()}
        wanted = clean(name_or_path).replace("\\", "/").casefold().removesuffix(".json").strip("/")
        fits = [name for name in names if wanted and _fits(name, wanted)]
        if len(fits) == 1:
            return names[fits[0]]
        typed = clean(name_or_path)
        if fits:
            found = self._words.listed(sorted(fits))
            raise StorageError(self._words("“{name}” can mean {found}.", name=typed, found=found))
        near = _nearest(wanted, list(names))
        if near:
            found = self._words.listed(near)
            raise StorageError(self._words("There is no session “{name}”. Nearest: {found}.", name=typed, found=found))
        raise StorageError(self._words("There is no session “{name}”.", name=typed))

    def _name(self, path: Path) -> str:
        return clean(path.relative_to(self.path).with_suffix("").as_posix())


def _is_checkout(folder: Path) -> bool:
    try:
        return re.search(_OUR_NAME, (folder / "pyproject.toml").read_bytes()) is not None
    except OSError:
        return False


def _is_session(path: Path) -> bool:
    hidden = path.name.startswith(".") or CONFLICT in path.name or path.name.endswith(SUMMARY)
    return path.suffix.casefold() == ".json" and not hidden


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _fits(name: str, wanted: str) -> bool:
    """Return whether a session's name, maybe after its series, is what was typed, maybe as its title has it."""
    folded = name.casefold()
    last = folded.rpartition("/")[2]
    series, _, rest = wanted.rpartition("/")
    slugged = f"{slug(series)}/{slug(rest)}" if series else slug(rest)
    # People forget the day that the file's name begins with.
    undated = re.sub(r"\d{4}-\d\d-\d\d-", "", folded, count=1)
    return {wanted, slugged} & {folded, last, undated, undated.rpartition("/")[2]} != set()


def _nearest(wanted: str, names: list[str]) -> list[str]:
    from difflib import get_close_matches

    last = wanted.rpartition("/")[2]
    within = [name for name in names if last and last in name.casefold()]
    alike = get_close_matches(wanted, names, n=_NEAREST, cutoff=0.5)
    return list(dict.fromkeys([*within, *alike]))[:_NEAREST]
