"""Parts that tables share: captions, bars, heads, the cut line, the bracket of a shared place."""

from collections.abc import Iterable, Iterator, Sequence

import htpy as h
from msgspec import Struct

from facilitator.words import Words


class Tied(Struct, frozen=True):
    """A place in a table: its number, and whether the rows above and below share it."""

    place: int | None
    above: bool
    below: bool


# A table, and a chart, of this many rows stays on one page, so that its head never stands alone at the foot of a page.
SHORT, SHORT_CHART = 8, 12
_LONGEST_WHOLE = 22


def table(kind: str, rows: int, most: int = SHORT) -> h.Element:
    """Return an empty table of a kind, kept on one page where it has no more than `most` rows."""
    return h.table(class_=[kind, {"short": rows <= most}])


def caption(title: str, unit: str) -> h.Node:
    """Return what a table is about; heard, not seen, because the headings above it say the same."""
    return h.caption(".heard")[": ".join(part for part in (title, unit) if part)]


def head(text: str, kind: str = "") -> h.Node:
    """Return the head of a column; without words it is none, for who hears the table."""
    if not text:
        return h.td(class_=kind or None)
    return h.th(class_=[kind or None, wordy(text)], scope="col")[text]


def wordy(text: str) -> str | None:
    """Return a class for a cell that otherwise keeps its words whole, where one is so long that it has to break."""
    return "wordy" if max(map(len, text.split()), default=0) > _LONGEST_WHOLE else None


def hidden_head(text: str) -> h.Node:
    """Return the head of a column that needs none to be seen."""
    return h.th(scope="col")[h.span(".heard")[text]]


def gauge(value: float, full: float, shown: str, room: int, kind: str = "") -> h.Node:
    """Return a bar with its value at the end.

    Args:
        value: How long the bar is.
        full: The value of a full bar.
        shown: The value as text.
        room: The characters of the longest value of the table, so that bars share one scale.
        kind: A class for the bar.
    """
    length = max(0.0, min(1.0, value / full)) * 100 if full > 0 else 0.0
    bar = h.span(class_=["bar", kind], style=f"width:{length:.1f}%") if length else None
    return h.div(".gauge", style=f"padding-right:{room + 1}ch")[
        bar, h.span(class_="value" if length else "none")[shown]
    ]


def percent(share: float | None, words: Words) -> str:
    """Return a share as text; a dot where nothing was cast."""
    return "·" if share is None else words("{share}%", share=words.number(share * 100))


def moved(points: float | None, words: Words) -> str:
    """Return a change in percentage points as text, with its sign and direction."""
    if points is None:
        return "·"
    shown = words.signed(points)
    return shown if shown == "0" else f"▲ {shown}" if points > 0 else f"▼ {shown}"


def number(value: int | None) -> h.Node:
    """Return the cell of an item's number."""
    return h.td(".number")["" if value is None else str(value)]


def ties(places: Sequence[int | None]) -> Iterator[Tied]:
    """Give each place with whether its neighbours share it."""
    for index, place in enumerate(places):
        above = index > 0 and place is not None and places[index - 1] == place
        below = index < len(places) - 1 and place is not None and places[index + 1] == place
        yield Tied(place, above, below)


def place(tied: Tied, words: Words) -> h.Node:
    """Return the cell of a place, with its part of the bracket that joins a shared one."""
    if not (tied.above or tied.below):
        return h.td(".place")["" if tied.place is None else str(tied.place)]
    part = "middle" if tied.above and tied.below else "last" if tied.above else "first"
    return h.td(class_=["place", part])[str(tied.place), h.span(".heard")[", ", words("shared")]]


def kept(chosen: bool, words: Words) -> h.Node:
    """Return the sign of an item that goes on."""
    return [" ", h.span(".kept")["✓ ", words("goes on")]] if chosen else None


def with_cut(rows: Iterable[tuple[bool, h.Node]], cut: str, columns: int) -> Iterator[h.Node]:
    """Give rows, each with whether it is above the cut, and the cut line where they turn."""
    was_above = True
    for above, row in rows:
        if cut and was_above and not above:
            yield h.tr(".cut")[h.td(colspan=str(columns))[h.span[cut]]]
        was_above = above
        yield row
