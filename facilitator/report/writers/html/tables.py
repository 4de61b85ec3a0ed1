"""Tables of more than one value an item as HTML: two moments, actions, and plain tables."""

from collections.abc import Iterator

import htpy as h

from facilitator.blocks import ActionRow, Actions, Shift, ShiftRow, Table
from facilitator.report.writers.html import parts
from facilitator.report.writers.html.parts import caption, gauge, head, hidden_head, number
from facilitator.words import Words


def shift(block: Shift, title: str, words: Words) -> h.Node:
    """Return two moments an item, thin above heavy, on one scale from zero."""
    if not block.rows:
        return None
    full = max(count for row in block.rows for count in row.counts)
    heads = [hidden_head(words("what")), hidden_head(" / ".join(block.moments))]
    heads += [head(block.unit, "unit"), head(words("share"), "figure"), head(words("shift"), "figure")]
    return parts.table("shift", 2 * len(block.rows))[
        caption(title, block.unit),
        h.thead[h.tr[heads]],
        (h.tbody[_moments(row, block, full, words)] for row in block.rows),
    ]


def _moments(row: ShiftRow, block: Shift, full: int, words: Words) -> Iterator[h.Node]:
    room = len(str(full))
    for moment, (name, count, share) in enumerate(zip(block.moments, row.counts, row.shares, strict=True)):
        percent = words("{share}%", share=words.number(share * 100)) if share is not None else "·"
        first = moment == 0
        yield h.tr(".earlier" if first else ".later")[
            first
            and h.th(scope="rowgroup", rowspan="2")[row.label],
            h.td(".moment")[name],
            h.td(".measure")[gauge(count, full, str(count), room, "thin" if first else "")],
            h.td(".figure")[percent],
            h.td(".figure.change")[None if first else _change(row.points, words)],
        ]


def _change(points: float | None, words: Words) -> h.Node:
    if points is None:
        return "·"
    shown = words.signed(points)
    return h.strong[shown if shown == "0" else f"▲ {shown}" if points > 0 else f"▼ {shown}"]


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
    state = h.td(class_="late" if row.overdue else None, data_head=status)[row.overdue and "! ", row.status]
    return h.tr[
        number(row.number),
        h.th(scope="row")[row.what, bool(fields) and h.dl(".fields")[fields]],
        h.td(data_head=who)[row.who or h.span(".unset")[words("no one yet")]],
        h.td(data_head=when)[row.when or h.span(".unset")[words("no date yet")]],
        state,
    ]


def table(block: Table, title: str) -> h.Node:
    """Return a plain table."""
    if not block.rows:
        return None
    kinds = ["figure" if align == "right" else None for align in block.align]
    heads = h.thead[h.tr[(head(text, kind or "") for text, kind in zip(block.head, kinds, strict=True))]]
    body = (h.tr[(h.td(class_=kind)[cell] for cell, kind in zip(row, kinds, strict=True))] for row in block.rows)
    name = caption(title, ", ".join(filter(None, block.head)))
    return h.div(".wide")[parts.table("plain", len(block.rows))[name, any(block.head) and heads, h.tbody[body]]]
