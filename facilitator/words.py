"""The interface's language, passed in as a `Words`; never a global.

Messages are written in English in the code and translated by gettext catalogues in `locale/`. `scripts/messages.py`
gathers them; a test fails where a translation is missing.
"""

import gettext
import locale as system_locale
import os
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

LANGUAGES = ("sv", "en")
_CATALOGUES = Path(__file__).parent / "locale"
# Swedish has å ä ö after z, which { | } are in code point order, and ü as a y. Every other accent counts for nothing.
_SWEDISH_ORDER = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})


class Words:
    """The words of one language, and how it writes numbers and dates.

    Args:
        language: `sv` or `en`.
    """

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
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
        if self.language == "sv":
            text = text.replace(".", ",")
        return text.replace("-", "−")

    def signed(self, value: float, decimals: int = 0) -> str:
        """Return a change with its sign: +10, −20, 0."""
        text = self.number(value, decimals)
        return f"+{text}" if value > 0 and text.strip("0,.") else text

    def long_date(self, day: date) -> str:
        """Return a day in words, "7 juni 2010"."""
        from babel.dates import format_date

        return format_date(day, format="long", locale="sv_SE" if self.language == "sv" else "en_GB")

    def short_date(self, day: date) -> str:
        """Return a day shortly, "7 juni"."""
        from babel.dates import format_date

        pattern = "d MMM"
        return format_date(day, format=pattern, locale="sv_SE" if self.language == "sv" else "en_GB").rstrip(".")

    def listed(self, names: Iterable[str]) -> str:
        """Return names as a list in words: "8", "8 and 9", "7, 8 and 9"."""
        parts = list(names)
        if len(parts) < 2:
            return "".join(parts)
        return self("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])

    def sort_key(self, text: str) -> str:
        """Return a key that sorts `text` as this language does: å ä ö last in Swedish."""
        folded = unicodedata.normalize("NFC", text.casefold())
        if self.language == "sv":
            folded = folded.translate(_SWEDISH_ORDER)
        return "".join(sign for sign in unicodedata.normalize("NFD", folded) if not unicodedata.combining(sign))


def system_language() -> str:
    """Return the language of the machine, from its environment or locale: `sv` or `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "sv" if value.lower().startswith("sv") else "en"
    try:
        found = system_locale.getlocale()[0] or ""
    except ValueError:
        found = ""
    return "sv" if found.lower().startswith(("sv", "swed")) else "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("facilitator", localedir=str(_CATALOGUES), languages=[language], fallback=True)
