"""What may be chosen of a report's look: an accent, a logo and a family of letters. Every printed format shares it."""

import re
from pathlib import Path

from msgspec import Struct

from facilitator.errors import FacilitatorError
from facilitator.words import Words

ACCENT = "#0A6B57"
FONT = "Source Sans 3"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PICTURES = {".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp"}


class Style(Struct, frozen=True):
    """The look of a report.

    `accent` is a colour as `#RRGGBB`; `logo` a picture for the head of the first page, or None; `font` a family of
    letters, by default the one that comes with the product.
    """

    accent: str = ACCENT
    logo: Path | None = None
    font: str = FONT


def checked(style: Style, words: Words) -> Style:
    """Return a style that can be used.

    Args:
        style: What was asked for.
        words: The language of error sentences.

    Raises:
        FacilitatorError: the accent is no colour, or the logo is no picture that can be read.
    """
    if not _COLOUR.fullmatch(style.accent):
        raise FacilitatorError(
            words("«{value}» is no colour: write # and six signs, as in {example}.", value=style.accent, example=ACCENT)
        )
    if style.logo is not None and (style.logo.suffix.lower() not in _PICTURES or not style.logo.is_file()):
        kinds = ", ".join(sorted(_PICTURES))
        raise FacilitatorError(
            words("The logo {path} is no picture that can be read ({kinds}).", path=style.logo, kinds=kinds)
        )
    return style
