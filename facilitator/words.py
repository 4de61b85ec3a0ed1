"""The interface's language, passed in as a `Words`; never a global.

Messages are written in English in the code and translated by gettext catalogues in `locale/`. `scripts/messages.py`
gathers them; a test fails where a translation is missing.
"""

import gettext
import locale as system_locale
import os
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from facilitator import languages
from facilitator.catalogue import Catalogue
from facilitator.errors import FacilitatorError


class Words:
    """The words of one language, and how it writes numbers and dates.

    Args:
        language: `sv`, `en`, or the name of another folder in `locale/`; what is none of them is English.

    Raises:
        FacilitatorError: the language's folder cannot be read.
    """

    def __init__(self, language: str) -> None:
        self.language = language if language in languages.languages() else "en"
        self.writing = languages.language(self.language)
        self._catalogue = _catalogue(self.language)

    def __call__(self, message: str, /, **values: object) -> str:
        """Return `message` in this language, its `{name}` places filled from `values`."""
        # To gettext the empty message is the catalogue's head.
        text = self._catalogue.gettext(message) if message else ""
        return text.format(**values) if values else text

    def n(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the form of a message that fits `count`, which fills `{count}`."""
        return self._catalogue.ngettext(one, many, count).format(count=count, **values)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number with this language's decimal sign and a true minus.

        Args:
            value: The number.
            decimals: How many decimals are shown.
        """
        # Half is rounded up, as people do it: 3,25 is 3,3.
        text = str(Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
        if not text.strip("-0."):
            # What rounds to nothing has no sign.
            text = text.lstrip("-")
        return text.replace(".", self.writing.decimal).replace("-", "−")

    def signed(self, value: float, decimals: int = 0) -> str:
        """Return a change with its sign: +10, −20, 0."""
        text = self.number(value, decimals)
        return f"+{text}" if value > 0 and text.strip("0" + self.writing.decimal) else text

    def long_date(self, day: date) -> str:
        """Return a day in words, "7 juni 2010"."""
        from babel.dates import format_date

        return format_date(day, format="long", locale=self.writing.locale)

    def short_date(self, day: date) -> str:
        """Return a day shortly, "7 juni"."""
        from babel.dates import format_date

        pattern = "d MMM"
        return format_date(day, format=pattern, locale=self.writing.locale).rstrip(".")

    def listed(self, names: Iterable[str]) -> str:
        """Return names as a list in words: "8", "8 and 9", "7, 8 and 9"."""
        parts = list(names)
        if len(parts) < 2:
            return "".join(parts)
        return self("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])

    def sort_key(self, text: str) -> str:
        """Return a key that sorts `text` as this language does: å ä ö last in Swedish."""
        folded = unicodedata.normalize("NFC", text.casefold()).translate(_order(self.language))
        return "".join(sign for sign in unicodedata.normalize("NFD", folded) if not unicodedata.combining(sign))


def system_language() -> str:
    """Return the language of the machine, from its environment or locale; English where it is none of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return _known(value)
    try:
        found = system_locale.getlocale()[0] or ""
    except ValueError:
        found = ""
    # Windows writes the language's English name.
    return "sv" if found.lower().startswith("swed") else _known(found)


def _known(name: str) -> str:
    """Return the language that a locale's name begins with."""
    code = re.split("[_.@-]", name.lower())[0]
    return code if code in languages.languages() else "en"


@cache
def _order(language: str) -> dict[int, str]:
    """Return what letters become so that they sort as a language does; every accent it does not name counts nothing."""
    writing = languages.language(language)
    # What follows z in code point order.
    last = {letter: chr(ord("z") + place) for place, letter in enumerate(writing.last, 1)}
    return str.maketrans(last | {letter: last.get(as_, as_) for letter, as_ in writing.alike.items()})


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = languages.FOLDER / language / "LC_MESSAGES" / "facilitator.mo"
    try:
        return Catalogue(path) if path.exists() else gettext.NullTranslations()
    except (OSError, ValueError) as error:
        raise FacilitatorError(f"{path}: {error}") from None
