"""The languages the interface speaks. English and Swedish are built in; another is a folder in `locale/`.

A language's words are its catalogue (`words.py`). Here is what is no sentence: how it writes figures and days, how it
sorts, and what its users type. What a folder leaves out is as in English.
"""

import re
from functools import cache
from pathlib import Path

import msgspec

from facilitator.errors import FacilitatorError

FOLDER = Path(__file__).parent / "locale"
_CODE = re.compile(r"[a-z]{2,3}")


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a language does in its own way.

    Attributes:
        name: What the language calls itself.
        locale: Whose days and months it writes, and the tag of its documents: `sv_SE`.
        decimal: The sign before the decimals.
        separator: The sign between the cells of a CSV file.
        last: The letters it sorts after z, in their order.
        alike: Letters it sorts as others.
        commands: Its words for the commands of the entry line, by the English ones.
        typed: Its words for what is typed after a command, and for what examples name, by the English ones.
        fields: Its labels of the known fields of answers, by the names that stand in agendas.
    """

    name: str
    locale: str = "en_GB"
    decimal: str = "."
    separator: str = ","
    last: str = ""
    alike: dict[str, str] = {}
    commands: dict[str, str] = {}
    typed: dict[str, str] = {}
    fields: dict[str, str] = {}

    @property
    def tag(self) -> str:
        """The language as documents name it: `sv-SE`."""
        return self.locale.replace("_", "-")


_BUILT_IN = {
    "sv": Language(
        name="Svenska",
        locale="sv_SE",
        decimal=",",
        separator=";",
        last="åäö",
        alike={"æ": "ä", "ø": "ö", "ü": "y"},
        typed={"people": "personer", "left": "gick", "add": "ny", "strike": "stryk", "keep": "behåll", "to": "till",
               "quit": "sluta", "answers": "svar", "North": "Norra", "after": "efter", "next": "härnäst"},
    ),
    "en": Language(name="English"),
}  # fmt: skip


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages there are: Swedish, English, then those of further folders."""
    folders = FOLDER.iterdir() if FOLDER.is_dir() else ()
    others = [one.name for one in folders if _CODE.fullmatch(one.name) and one.name not in _BUILT_IN]
    return (*_BUILT_IN, *sorted(others))


@cache
def language(code: str) -> Language:
    """Return what a language does in its own way; an unknown one is English.

    Args:
        code: Its code, such as `sv`.

    Raises:
        FacilitatorError: the folder's `language.toml` cannot be read; the sentence names it.
    """
    if code in _BUILT_IN or code not in languages():
        return _BUILT_IN.get(code, _BUILT_IN["en"])
    path = FOLDER / code / "language.toml"
    if not path.exists():
        return Language(name=code)
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Language)
    except (OSError, ValueError) as error:
        raise FacilitatorError(f"{path}: {error}") from None


def typed_as(word: str) -> tuple[str, ...]:
    """Return what an English word typed after a command is in every language, small letters."""
    return tuple(language(code).typed.get(word, word).casefold() for code in languages())


def in_language(word: str, code: str) -> str:
    """Return what an English word typed after a command, or named in an example, is in one language."""
    return language(code).typed.get(word, word)
