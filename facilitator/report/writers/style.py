"""What may be chosen of a report's look: an accent, a logo and a family of letters. Every printed format shares it."""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from facilitator.errors import FacilitatorError
from facilitator.words import Words

ACCENT = "#0A6B57"
FONT = "Source Sans 3"
# WCAG 2.2 asks for this between a text and what it stands on; here that is the darkest paper of any format.
LEAST_CONTRAST = 4.5
_PAPER = "#F3EEE3"
_LEAST_TINT = 0.1
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
# What a picture begins with, by the ending of its name; an SVG has its element somewhere near the beginning.
_PICTURES = {
    ".png": b"\x89PNG",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".svg": b"<svg",
    ".gif": b"GIF8",
    ".webp": b"RIFF",
}
_HEAD = 4096
# The kinds of picture that slides and Word documents can hold.
IN_OFFICE = (".png", ".jpg", ".jpeg", ".gif")


class Style(Struct, frozen=True):
    """The look of a report.

    `accent` is a colour as `#RRGGBB`; `logo` a picture for the head of the first page, or None; `font` a family of
    letters, by default the one that comes with the product.
    """

    accent: str = ACCENT
    logo: Path | None = None
    font: str = FONT


def checked(style: Style, words: Words) -> Style:
    """Return a style that can be used, its accent darkened where it is too pale to be read.

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
    if style.logo is not None and not style.logo.exists():
        raise FacilitatorError(words("There is no logo {path}.", path=style.logo))
    if style.logo is not None and not _is_picture(style.logo):
        kinds = ", ".join(sorted(_PICTURES))
        raise FacilitatorError(
            words("The logo {path} is no picture that can be read ({kinds}).", path=style.logo, kinds=kinds)
        )
    return replace(style, accent=readable(style.accent))


def _is_picture(path: Path) -> bool:
    begins = _PICTURES.get(path.suffix.lower())
    try:
        if not path.is_file():
            # A pipe would let the reader wait for ever.
            return False
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return False
    return begins is not None and (begins in head if path.suffix.lower() == ".svg" else head.startswith(begins))


def readable(accent: str) -> str:
    """Return a colour that can be read on every paper here: itself, else the nearest darker one of its hue.

    Args:
        accent: A colour as `#RRGGBB`.
    """
    channels = [int(accent[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    hue, lightness, saturation = rgb_to_hls(*channels)
    # What is nearly white has hardly a hue of its own.
    saturation *= min(1.0, (max(channels) - min(channels)) / _LEAST_TINT)
    if contrast(accent, _PAPER) >= LEAST_CONTRAST:
        return accent
    for part in range(99, 0, -1):
        # Less light, as much colour: taking the same share of every channel would make a pale pink grey.
        shade = hls_to_rgb(hue, lightness * part / 100, saturation)
        named = "#" + "".join(f"{round(channel * 255):02X}" for channel in shade)
        if contrast(named, _PAPER) >= LEAST_CONTRAST:
            return named
    return "#000000"


def contrast(one: str, other: str) -> float:
    """Return how well one colour stands out from another, from 1 to 21.

    Source: WCAG 2.2, contrast ratio and relative luminance.

    Args:
        one: A colour as `#RRGGBB`.
        other: Another.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
