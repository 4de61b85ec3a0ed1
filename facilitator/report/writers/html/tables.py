"""Tables of more than one value an item as HTML: two moments, actions, and plain tables."""

from collections.abc import Iterator, Sequence

import htpy as h

from facilitator.blocks import ActionRow, Actions, Shift, ShiftRow, Table
from facilitator.report.writers.html import parts
from facilitator.report.writers.html.parts import caption, gauge, head, hidden_head, moved, number, percent, wordy
from facilitator.report.writers.html.prose import lines
from facilitator.report.writers.html.slope import can_draw, slopes
from facilitator.words import Words

# A sign and the air beside a column, in the size of the text; what a column of words needs, the first and others.
_SIGN, _AIR = 0.45, 0.7
_NAMES, _WORDS = 9.0, 5.0
# A table that needs more room than this has it on a desk alone, and one that needs more than that nowhere.
_ON_A_TABLET, _ON_A_DESK = 32.0, 45.0
# How much less small letters need.
_FINE = 0.8


def shift(block: Shift, title: str, words: Words) -> h.Node:
    """Return two moments an item: slopes with their figures in a table, or bars where slopes cannot be drawn."""
    if not block.rows:
        return None
    if can_draw(block):
        return [slopes(block, words), _moments(block, title, words)]
    return _bars(block, title, words)


def _moments(block: Shift, title: str, words: Words) -> h.Node:
    """Return the figures of slopes: counts and shares of both moments, and the change."""
    share, change = words("share"), words("shift")
    heads = [hidden_head(words("what"))]
    for moment in block.moments:
        heads += [head(f"{moment}, {block.unit}", "figure"), head(share, "figure")]

    def cells(row: ShiftRow) -> Iterator[h.Node]:
        for moment, count, part in zip(block.moments, row.counts, row.shares, strict=True):
            yield h.td(".figure", data_head=moment)[h.strong[str(count)]]
            yield h.td(".figure.more", data_head=share)[percent(part, words)]

    return parts.table("moments", len(block.rows))[
        caption(title, block.unit),
        h.thead[h.tr[heads, head(change, "figure")]],
        h.tbody[
            (
                h.tr[
                    h.th(scope="row")[row.label],
                    cells(row),
                    h.td(".figure.change", data_head=change)[_change(row, words)],
                ]
                for row in block.rows
            )
        ],
    ]


def _bars(block: Shift, title: str, words: Words) -> h.Node:
    """Return two moments an item, thin above heavy, on one scale from zero."""
    full = max(count for row in block.rows for count in row.counts)
    heads = [hidden_head(words("what")), hidden_head(" / ".join(block.moments))]
    heads += [head(block.unit, "unit"), head(words("share"), "figure"), head(words("shift"), "figure")]
    return parts.table("shift", 2 * len(block.rows))[
        caption(title, block.unit),
        h.thead[h.tr[heads]],
        (h.tbody[_both(row, block, full, words)] for row in block.rows),
    ]


def _both(row: ShiftRow, block: Shift, full: int, words: Words) -> Iterator[h.Node]:
    room = len(str(full))
    for moment, (name, count, share) in enumerate(zip(block.moments, row.counts, row.shares, strict=True)):
        first = moment == 0
        yield h.tr(".earlier" if first else ".later")[
            first and h.th(scope="rowgroup", rowspan="2")[row.label],
            h.td(".moment")[name],
            h.td(".measure")[gauge(count, full, str(count), room, "thin" if first else "")],
            h.td(".figure")[percent(share, words)],
            h.td(".figure.change")[None if first else _change(row, words)],
        ]


def _change(row: ShiftRow, words: Words) -> h.Node:
    return "·" if row.points is None else h.strong[moved(row.points, words)]


def actions(block: Actions, title: str, words: Words) -> h.Node:
    """Return what will be done, by whom and when."""
    if not block.rows:
        return None
    what, *rest = block.head
    heads = [head(words("no."), "number"), head(what), *map(head, rest)]
    return parts.table("actions", len(block.rows))[
        caption(title, what), h.thead[h.tr[heads]], h.tbody[(_action(row, block, words) for row in block.rows)]
    ]


def _action(row: ActionRow, block: Actions, words: Words) -> h.Node:
    _, who, when, status = block.head
    fields = [h.div[h.dt[label], h.dd[value]] for label, value in row.fields]
    state = h.td(class_=[{"late": row.overdue}, wordy(row.status)], data_head=status)[row.overdue and "! ", row.status]
    return h.tr[
        number(row.number),
        h.th(scope="row")[row.what, bool(fields) and h.dl(".fields")[fields]],
        h.td(class_=wordy(row.who), data_head=who)[row.who or h.span(".unset")[words("no one yet")]],
        h.td(class_=wordy(row.when), data_head=when)[row.when or h.span(".unset")[words("no date yet")]],
        state,
    ]


def table(block: Table, title: str, fine: bool = False) -> h.Node:
    """Return a plain table; the first column of words names its rows.

    Args:
        block: The table.
        title: What it is about, for readers who hear it.
        fine: Whether it is one of many with many rows: its letters are small, and a row without a number belongs to the
            one before.
    """
    if not block.rows:
        return None
    kinds = ["figure" if align == "right" else None for align in block.align]
    names = block.align.index("left") if "left" in block.align else 0
    heads = h.thead[h.tr[(head(text, kind or "") for text, kind in zip(block.head, kinds, strict=True))]]

    def cells(row: Sequence[str]) -> Iterator[h.Node]:
        for index, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
            if index == names:
                yield h.th(scope="row")[lines(cell)]
            else:
                yield h.td(class_=[kind, wordy(cell)], data_head=block.head[index] or None)[lines(cell)]

    name = caption(title, ", ".join(filter(None, block.head)))
    body = h.tbody[(h.tr[cells(row)] for row in block.rows)]
    least = _least_room(block, names) * (_FINE if fine else 1)
    kind = {"fine": fine, "dense": least > _ON_A_TABLET, "many": least > _ON_A_DESK}
    return h.div(class_=["wide", kind])[parts.table("plain", len(block.rows))[name, any(block.head) and heads, body]]


def _least_room(block: Table, names: int) -> float:
    """Return the least room that a table needs: no figure is broken, and words have some air."""
    room = 0.0
    for index, (align, *cells) in enumerate(zip(block.align, block.head, *block.rows, strict=True)):
        if align == "left":
            room += (_NAMES if index == names else _WORDS) + _AIR
        else:
            head, *figures = cells
            longest = max((len(part) for part in [*head.split(), *figures]), default=0)
            room += min(longest * _SIGN, _WORDS) + _AIR
    return room
