"""Data becomes pages: which letters there are, and what to do with a sign that none of them has."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from facilitator.errors import FacilitatorError
from facilitator.report.writers.style import FONT
from facilitator.report.writers.written import Written
from facilitator.text import clean_lines
from facilitator.words import Words

if TYPE_CHECKING:
    from typst import Fonts
    from typst import PDFStandard as Standard

_LETTERS = ("fontpkg_source_sans_3", "fontpkg_noto_sans_arabic")
# From the strictest to none: readable aloud and kept for ever, readable aloud, at least there.
_STANDARDS: "tuple[tuple[Standard, ...], ...]" = (("ua-1", "a-2a"), ("ua-1",), ())
_NO_DAY = date(1970, 1, 1)
_NOT_SHOWN = re.compile(r'(?:the text|contains the codepoint) `"(.*?)"`')
_ESCAPED = re.compile(r'\\(?:u\{([0-9a-f]+)\}|(["\\]))')
# What joins and varies other signs; by itself it shows nothing.
_UNSEEN = "\u200d\ufe0e\ufe0f"


class _RefusedError(Exception):
    """A standard refuses the document: for `signs` that no letters have, or, without any, for something else."""

    def __init__(self, signs: Sequence[str]) -> None:
        super().__init__(signs)
        self.signs = signs


def set_pages(data: dict[str, object], day: date | None, font: str, words: Words) -> Written:
    """Return the pages of a document.

    Signs that the product's own letters lack are looked for in those of the machine. What is in none of them is
    replaced by its number in brackets: no document is lost to one sign.

    Args:
        data: What the template takes.
        day: The day the file says it was made; without one it says nothing.
        font: The family of letters.
        words: The language of error sentences.

    Raises:
        FacilitatorError: the letters are unknown, or the program that sets the pages is not installed.
    """
    everything = font != FONT
    check_letters(font, words)
    fonts = _fonts(everything, words)
    moment = datetime.combine(day or _NO_DAY, time(12), UTC)
    # The standard for keeping asks for a day.
    standards = list(_STANDARDS if day else _STANDARDS[1:])
    missing: list[str] = []
    while True:
        try:
            content = _compiled(_encoded(data, missing), fonts, standards[0], moment, words)
            return Written(content, tuple(sign for sign in missing if sign.strip(_UNSEEN)))
        except _RefusedError as problem:
            new = [sign for sign in dict.fromkeys(problem.signs) if sign not in missing]
        if new and not everything:
            everything, fonts = True, _fonts(True, words)
        elif new:
            missing += new
        else:
            standards.pop(0)


def check_letters(font: str, words: Words) -> None:
    """Refuse a family of letters that there is not.

    Args:
        font: The family.
        words: The language of error sentences.

    Raises:
        FacilitatorError: this machine does not have it, or the program that sets the pages is not installed.
    """
    if font not in _fonts(font != FONT, words).families():
        raise FacilitatorError(words("There are no letters called «{name}» on this machine.", name=font))


@cache
def _found(everything: bool) -> "Fonts":
    from typst import Fonts

    folders = [str(files(name) / "files") for name in _LETTERS]
    return Fonts(include_system_fonts=everything, include_embedded_fonts=False, font_paths=folders)


def _fonts(everything: bool, words: Words) -> "Fonts":
    """Return the product's own letters, or those of the machine too."""
    try:
        return _found(everything)
    except ImportError as error:
        raise FacilitatorError(
            words("PDF needs the package typst, which is not installed here ({problem}); HTML prints as well.",
                  problem=error)
        ) from error  # fmt: skip


def _compiled(encoded: str, fonts: "Fonts", standards: "Sequence[Standard]", moment: datetime, words: Words) -> bytes:
    import typst

    with as_file(files(__package__)) as folder:
        try:
            return typst.compile(
                folder / "report.typ",
                root=folder,
                font_paths=fonts,
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs={"report": encoded},
                pdf_standards=list(standards),
                timestamp=moment,
            )
        except typst.TypstError as error:
            if standards:
                raise _RefusedError([_unescaped(sign) for sign in _NOT_SHOWN.findall(error.diagnostic)]) from error
            raise FacilitatorError(words("The pages cannot be set: {problem}.", problem=error.message)) from error


def _unescaped(sign: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], sign)


def _encoded(data: dict[str, object], missing: Sequence[str]) -> str:
    """Return data as JSON, every text cleaned and without what cannot be shown."""
    if not missing:
        return json.dumps(_with_texts(data, clean_lines))
    anywhere = re.compile("(?:" + "|".join(map(re.escape, sorted(missing, key=len, reverse=True))) + ")+")
    return json.dumps(_with_texts(data, lambda text: anywhere.sub(_substitute, clean_lines(text))))


def _substitute(found: re.Match[str]) -> str:
    numbers = [f"U+{ord(sign):04X}" for sign in found[0] if sign not in _UNSEEN]
    return f"[{' '.join(numbers)}]" if numbers else ""


def _with_texts(value: object, change: Callable[[str], str]) -> object:
    match value:
        case str():
            return change(value)
        case dict():
            return {name: _with_texts(inner, change) for name, inner in value.items()}
        case list() | tuple():
            return [_with_texts(inner, change) for inner in value]
        case _:
            return value
