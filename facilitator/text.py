"""The one gate for foreign text: answers, agendas, imports, names, file contents.

Everything that a person or a file brings in passes `clean` (or `clean_lines`) once, before it is stored.
What comes out is safe to send to a terminal or to write into a document as plain text.
"""

import re
import unicodedata
from functools import lru_cache

# Bidi embeddings, overrides and isolates can make a line read other than it is written.
_BIDI = "\u202a-\u202e\u2066-\u2069"
_LINE_BREAKS = "[\t\n\x0b\x0c\r\x85\u2028\u2029]+"
_HARMFUL = f"[\x00-\x1f\x7f-\x9f{_BIDI}\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return `text` as one harmless line.

    Control characters (C0, C1, ESC, NUL), bidi overrides, lone surrogates and non-characters are dropped; line breaks
    and tabs become one space; the rest is NFC. Joiners and variation selectors stay, so that emoji and Arabic survive.

    Args:
        text: Any text.

    Returns:
        The text, without space at its ends.
    """
    # No line break or tab is printable.
    return _scrub(text if text.isprintable() else re.sub(_LINE_BREAKS, " ", text)).strip()


def clean_lines(text: str) -> str:
    """Like `clean`, but keep line breaks: for prompts and notes of several lines.

    Args:
        text: Any text.

    Returns:
        The text, each line cleaned, without empty lines at its ends.
    """
    return "\n".join(_scrub(line).rstrip() for line in text.splitlines()).strip()


@lru_cache(maxsize=50_000)
def key(text: str) -> str:
    """Return what decides whether two wordings are the same: NFC, case folded, spaces collapsed.

    Args:
        text: A cleaned text.

    Returns:
        A text to compare with, never to show.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return _SPACES.sub(" ", folded).strip()


def _scrub(text: str) -> str:
    # Whatever is harmful is not printable; nearly every text is, and need not be looked through sign by sign.
    if not text.isprintable():
        text = re.sub(_HARMFUL, "", text)
        text = "".join(character for character in text if ord(character) & 0xFFFE != 0xFFFE)
    return unicodedata.normalize("NFC", text)


def sentence(text: str) -> str:
    """Return a sentence without a full stop after another sign that ends one: names of steps are often questions."""
    return text[:-1] if text.endswith(("?.", "!.", "….", "..")) else text
