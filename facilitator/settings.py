"""What a facilitator has settled once for all her sessions: one TOML file, which the command line goes before.

Reading it never stops the program: what cannot be used is told with its line, and all the rest counts.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.languages import languages
from facilitator.text import clean
from facilitator.words import Words, system_language

THEMES = ("dark", "light", "black", "white")
FORMATS = ("html", "md", "docx", "xlsx", "csv", "json", "pdf", "pptx")
AUDIENCES = ("participants", "organisers", "public")

_NAME = "settings.toml"
_COLOUR = r"#[0-9A-Fa-f]{6}"
# Nobody writes as much by hand.
_LARGEST = 100_000
_LONGEST_SHOWN = 80
_AT = r" \(at line (\d+), column \d+\)"
_LANGUAGE = r"""(?m)^[ \t]*language[ \t]*=[ \t]*["']?(\w+)"""
# A file with more lines than this that cannot be read is no file of settings.
_MOST_FAULTY = 9


class Settings(NamedTuple):
    """What the file settles. What is not in it, or cannot be used, is None: then the usual counts.

    `file` is where it lies or would lie, `is_there` whether it does, `problems` are sentences on what is wrong in it.
    """

    file: Path = Path(_NAME)
    is_there: bool = False
    language: str | None = None
    sessions: Path | None = None
    theme: str | None = None
    plain: bool | None = None
    formats: tuple[str, ...] | None = None
    audience: str | None = None
    accent: str | None = None
    logo: Path | None = None
    font: str | None = None
    problems: tuple[str, ...] = ()


def settings_file(env: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Return where the settings lie; the file may not exist.

    Args:
        env: The environment: `FACILITATOR_CONFIG` names the file itself.
        platform: As `sys.platform` has it.

    Returns:
        The file named, else the one in the place where the platform keeps settings.
    """
    if chosen := env.get("FACILITATOR_CONFIG"):
        return Path(os.path.abspath(os.path.expanduser(chosen)))
    # The platform's rules are written out: asking the library for them would cost every command a tenth of its time.
    home = Path(os.path.expanduser("~"))
    if platform == "win32":
        folder = Path(env.get("APPDATA") or home / "AppData" / "Roaming")
    elif platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        named = env.get("XDG_CONFIG_HOME", "")
        folder = Path(named) if os.path.isabs(named) else home / ".config"
    return folder / "facilitator" / _NAME


def read(file: Path, asked: str | None = None) -> Settings:
    """Return what a settings file holds.

    Args:
        file: The file; nothing is settled where there is none.
        asked: The language asked for on the command line, which the problems are told in too.
    """
    if not os.path.isfile(file):
        return Settings(file)
    words, name = Words(asked or system_language()), clean(str(file))
    try:
        text = _text(file)
    except OSError as error:
        told = words("{file} cannot be read ({cause}).", file=name, cause=clean(error.strerror or str(error)))
    except UnicodeDecodeError:
        told = words("{file} must be saved as UTF-8.", file=name)
    else:
        spoken = re.search(_LANGUAGE, text)
        known = spoken is not None and spoken[1] in languages()
        return _mended(file, text, Words(spoken[1]) if spoken is not None and known and not asked else words)
    return Settings(file, is_there=True, problems=(f"{told} {words('The usual settings count.')}",))


def _text(file: Path) -> str:
    with file.open("rb") as content:
        return content.read(_LARGEST).decode("utf-8-sig").replace("\r\n", "\n")


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def _mended(file: Path, text: str, words: Words) -> Settings:
    """Return what a file holds without the lines that cannot be read; each of those is told."""
    lines, told = text.split("\n"), list[str]()
    while True:
        try:
            data = _parsed("\n".join(lines))
        except (ValueError, RecursionError) as error:
            reason, at = clean(str(error)), _faulty(lines, str(error))
            if at is None or len(told) >= _MOST_FAULTY:
                told.append(f"{_not_toml(file, lines, reason, words)} {words('The usual settings count.')}")
                return Settings(file, is_there=True, problems=tuple(told))
            told.append(_not_toml(file, lines, reason, words))
            lines[at] = ""
        else:
            found = _judged(file, text, data, words)
            if told:
                rest = words("The rest of the file counts.") if data else words("The usual settings count.")
                told[-1] += f" {rest}"
            return found._replace(problems=(*told, *found.problems))


def _faulty(lines: Sequence[str], reason: str) -> int | None:
    """Return the line, from 0, that can be left out without the others meaning something else; None where none can."""
    found = re.search(_AT, reason)
    at = int(found[1]) - 1 if found else len(lines)
    if at >= len(lines) or not lines[at].strip():
        return None
    try:
        # What stands before it is whole: it is not the inside of something that was begun there.
        _parsed("\n".join(lines[:at]))
    except (ValueError, RecursionError):
        return None
    return at


def _not_toml(file: Path, lines: Sequence[str], reason: str, words: Words) -> str:
    """Return where a file cannot be read, and what would mend it."""
    found, name = re.search(_AT, reason), clean(str(file))
    if found is None or not 0 < int(found[1]) <= len(lines):
        return words("{file} is not TOML ({reason}).", file=name, reason=reason)
    line = lines[int(found[1]) - 1]
    text = clean(line)[:_LONGEST_SHOWN]
    if cure := _cure(line, file.parent):
        return words("{file}, line {line} cannot be read: {text} – write it in quotation marks: {cure}.", file=name,
                     line=found[1], text=text, cure=clean(cure)[:_LONGEST_SHOWN])  # fmt: skip
    return words("{file}, line {line} is not TOML ({reason}). The line reads: {text}", file=name, line=found[1],
                 reason=re.sub(_AT, "", reason), text=text)  # fmt: skip


def _cure(line: str, folder: Path) -> str:
    """Return a line with its value in quotation marks; empty where that would be no setting."""
    key, _, value = line.partition("=")
    key, value = key.strip(), value.strip().strip("\"'")
    # A folder of Windows stands in single ones, which leave \ as it is.
    mark = "'" if "\\" in value else '"'
    cure = f"{key} = {mark}{value}{mark}"
    try:
        usable = key in READERS and READERS[key](_parsed(cure)[key], folder) is not None
    except ValueError:
        return ""
    return cure if usable else ""


def _judged(file: Path, text: str, data: Mapping[str, Any], words: Words) -> Settings:
    """Return what can be used of what a file holds; the rest is told."""
    values: dict[str, Any] = {}
    problems = []
    for key, value in data.items():
        place = _place(file, text, key, words)
        if key not in READERS:
            problems.append(_unknown(place, key, words))
            continue
        found = READERS[key](value, file.parent)
        if found is None:
            problems.append(words("{place}: {key} must be {what}; the usual counts.", place=place, key=key,
                                  what=must_be(key, words)))  # fmt: skip
            continue
        values[key] = found
        problems += _passed_over(place, value, words) if key == "formats" else ()
    return Settings(file, is_there=True, problems=tuple(problems), **values)


def _place(file: Path, text: str, key: str, words: Words) -> str:
    """Return the file and the line on which a key stands, where it can be found."""
    head = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[.=\]]""")
    line = next((number for number, line in enumerate(text.splitlines(), 1) if head.match(line)), None)
    name = clean(str(file))
    return name if line is None else words("{file}, line {line}", file=name, line=line)


def _unknown(place: str, key: str, words: Words) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key.casefold(), READERS, n=1, cutoff=0.5)
    if near:
        return words("{place}: there is no setting «{key}»; did you mean {near}?", place=place, key=clean(key),
                     near=near[0])  # fmt: skip
    return words("{place}: there is no setting «{key}»; there are {known}.", place=place, key=clean(key),
                 known=", ".join(READERS))  # fmt: skip


def _passed_over(place: str, value: object, words: Words) -> Iterator[str]:
    """Give a sentence for each format that there is not, beside some that there are."""
    for name in _listed(value):
        if name not in FORMATS:
            told = words("There is no format «{name}»; there are {formats}.", name=clean(str(name)),
                         formats=", ".join(FORMATS))  # fmt: skip
            yield f"{place}: {told}"


def must_be(key: str, words: Words) -> str:
    """Return what the value of a setting must be, in words."""
    match key:
        case "language":
            return _one_of(languages(), words)
        case "theme":
            return _one_of(THEMES, words)
        case "audience":
            return _one_of(AUDIENCES, words)
        case "formats":
            return words("a list of some of {names}", names=", ".join(f'"{name}"' for name in FORMATS))
        case "plain":
            return words("true or false")
        case "accent":
            return words("a colour in quotation marks, # and six signs")
        case "sessions":
            return words("a folder in quotation marks")
        case "logo":
            return words("a file in quotation marks")
        case _:
            return words("a name in quotation marks")


def _one_of(names: tuple[str, ...], words: Words) -> str:
    *first, last = (f'"{name}"' for name in names)
    return words("{first} or {last}", first=", ".join(first), last=last)


def _choice(names: tuple[str, ...]) -> Callable[[object, Path], object]:
    return lambda value, _: value if isinstance(value, str) and value in names else None


def _path(value: object, folder: Path) -> Path | None:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        return None
    return folder / os.path.expanduser(value)


def _listed(value: object) -> list[Any]:
    """Return a list as it stands; names in one text, with commas between them, are taken too."""
    if isinstance(value, str):
        return [name.strip() for name in value.split(",")]
    return value if isinstance(value, list) else []


def _formats(value: object, _: Path) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(name for name in _listed(value) if name in FORMATS)) or None


def _accent(value: object, _: Path) -> str | None:
    return value if isinstance(value, str) and re.fullmatch(_COLOUR, value) else None


def _font(value: object, _: Path) -> str | None:
    return clean(value) or None if isinstance(value, str) else None


# Every setting that there is, in the order in which they are told; what reads it gives None for what it cannot use.
READERS: Mapping[str, Callable[[object, Path], object]] = {
    "language": lambda value, _: value if isinstance(value, str) and value in languages() else None,
    "sessions": _path,
    "theme": _choice(THEMES),
    "plain": lambda value, _: value if isinstance(value, bool) else None,
    "formats": _formats,
    "audience": _choice(AUDIENCES),
    "accent": _accent,
    "logo": _path,
    "font": _font,
}
