"""How wide text is, without its font at hand: widths of Helvetica, which Arial and its free twin share.

Lengths are points. Widths are from the Adobe font metrics of Helvetica, in thousandths of the size.
"""

import re
import unicodedata
from functools import lru_cache

LINE = 1.2
_WIDTHS = {
    222: "ijl",
    260: "|'",
    278: " !,./:;I[\\]ft\N{NO-BREAK SPACE}",
    333: "()-`r{}·",
    389: "*",
    355: '"°',
    500: "Jckvsxyz",
    556: "#$?0123456789L_abdeghnopqu«»–",
    584: "+<=>~−^",
    611: "FTZß",
    667: "&ABEKPSVXY",
    722: "CDHNRUwØ",
    778: "GOQ",
    833: "Mm",
    889: "%æ",
    944: "W",
    1015: "@",
    1000: "—…ÆŒœ▲▼",
}
_WIDTH = {sign: width for width, signs in _WIDTHS.items() for sign in signs}
_BOLD = 0.08
# Other fonts than the one measured, hinting and kerning: a line is taken as a little wider than it is.
_SAFETY = 1.04
_LETTER, _WIDE = 750, 1200
_ROUNDING = 0.01
# Where a line may break: after a space or a hyphen, and around every ideograph.
_WIDE_SIGNS = "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U0001f000-\U0003ffff"
_PIECE = re.compile(f"[{_WIDE_SIGNS}] *|[^{_WIDE_SIGNS} ]+ *| +")


def width(text: str, size: float, bold: float = 0) -> float:
    """Return how wide one line of text is at a size, of which a part is bold; rather too wide than too narrow."""
    return _points(_units(text), size, bold)


def wrapped(text: str, size: float, room: float, bold: float = 0) -> list[str]:
    """Return the lines of a text in a room so wide; a word wider than the room is broken."""
    return [line for part in text.split("\n") for line in _wrapped(part, size, room, bold)]


def count(text: str, size: float, room: float, bold: float = 0) -> int:
    """Return how many lines a text takes in a room so wide."""
    return sum(len(_wrapped(part, size, room, bold)) for part in text.split("\n"))


def widest_word(text: str, size: float, bold: float = 0) -> float:
    """Return how wide the widest word is, which a narrower room would break."""
    return _points(_widest(text), size, bold)


def _points(units: int, size: float, bold: float) -> float:
    return units * size / 1000 * (1 + _BOLD * bold) * _SAFETY


@lru_cache(maxsize=8192)
def _units(text: str) -> int:
    return sum(map(_sign, text))


@lru_cache(maxsize=8192)
def _widest(text: str) -> int:
    return max((_units(piece.rstrip(" ")) for piece in _PIECE.findall(text)), default=0)


# The same words are tried at several sizes in several rooms, and then set in one of them.
@lru_cache(maxsize=8192)
def _wrapped(text: str, size: float, room: float, bold: float) -> tuple[str, ...]:
    if width(text.rstrip(" "), size, bold) <= room:
        return (text,)
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _PIECE.findall(text):
        length = width(piece.rstrip(" "), size, bold)
        if line and used + length > room + _ROUNDING:
            lines.append(line)
            line, used = "", 0.0
        while length > room + _ROUNDING and len(piece) > 1:
            fits = _fitting(piece, size, room, bold)
            lines.append(piece[:fits])
            piece = piece[fits:]
            length = width(piece.rstrip(" "), size, bold)
        line += piece
        used += width(piece, size, bold)
    return (*lines, line) if line or not lines else tuple(lines)


def _fitting(piece: str, size: float, room: float, bold: float) -> int:
    """Return how many signs of a word fit, at least one."""
    used = 0.0
    for index, sign in enumerate(piece):
        used += _points(_sign(sign), size, bold)
        if used > room + _ROUNDING:
            return max(1, index)
    return len(piece)


@lru_cache(maxsize=4096)
def _sign(sign: str) -> int:
    known = _WIDTH.get(sign)
    if known is not None:
        return known
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(sign) in ("W", "F"):
        return _WIDE
    base = unicodedata.normalize("NFD", sign)[0]
    return _WIDTH.get(base, _LETTER)
