"""Counted items as HTML tables, one row each."""

from collections.abc import Iterator, Sequence

import htpy as h

from facilitator.blocks import Bar, Bars, Grades, Mention, Mentions
from facilitator.report.writers.html.parts import (
    SHORT_CHART,
    caption,
    gauge,
    head,
    hidden_head,
    kept,
    place,
    table,
    ties,
    with_cut,
    wordy,
)
from facilitator.words import Words

# Names or grades in more characters than this make columns too narrow to read on a sheet of A4.
_MOST_MARKS = 12
_WIDEST_HEADS = 44
_LONGEST_HEAD = 10
_FIRST_PLACES = 3
# Notes longer than this have more room than the bars.
_LONG_NOTE = 60


def bars(block: Bars, title: str, words: Words) -> h.Node:
    """Return `Bars`; figures alone where nothing has a place and all bars would be equally long."""
    if not block.rows:
        return None
    placed = any(row.place is not None for row in block.rows)
    noted = any(row.note for row in block.rows)
    full = block.scale if block.scale is not None else max(row.value for row in block.rows)
    room = max(len(row.shown) for row in block.rows)
    flat = not placed and full <= 1

    def rows() -> Iterator[tuple[bool, h.Node]]:
        for row, tied in zip(block.rows, ties([row.place for row in block.rows]), strict=True):
            yield (
                row.above,
                h.tr(class_=_below(row.above, block.cut) or _pale(row, block))[
                    placed and place(tied, words),
                    h.th(scope="row")[row.label, kept(row.kept, words)],
                    h.td(".figure", data_head=block.unit)[h.strong[row.shown]]
                    if flat
                    else h.td(".measure")[gauge(row.value, full, row.shown, room)],
                    noted and h.td(".said", data_head=_said_head(row.note, block.note_head))[row.note],
                ],
            )

    heads = [placed and head(words("place"), "place"), hidden_head(words("what"))]
    heads += [head(block.unit, "figure" if flat else "unit"), noted and head(block.note_head, "said")]
    body = with_cut(rows(), block.cut, 2 + placed + noted)
    told = max(len(row.note) for row in block.rows) > _LONG_NOTE
    made = table("tally told" if told else "tally", len(block.rows), SHORT_CHART)
    return made[caption(title, block.unit), h.thead[h.tr[heads]], h.tbody[body]]


def mentions(block: Mentions, title: str, words: Words) -> h.Node:
    """Return `Mentions`: marks for few short names, bars and names for many; no bars that would all be equally long."""
    if not block.rows:
        return None
    marks = 0 < len(block.names) <= _MOST_MARKS and _fit(block.names)
    several = any(row.answers != row.count for row in block.rows)
    full = max(row.count for row in block.rows)
    room = max(len(str(row.count)) for row in block.rows)
    figures = marks or full <= 1

    def rows() -> Iterator[tuple[bool, h.Node]]:
        for row in block.rows:
            signs = [h.td(class_=["mark", "in" if mark else "out"])["●" if mark else "·"] for mark in row.marks]
            bar = h.td(".measure")[gauge(row.count, full, str(row.count), room)]
            yield (
                row.above,
                h.tr(class_=_below(row.above, block.cut))[
                    h.th(scope="row")[row.label, kept(row.kept, words), _said_by(row, block, marks, words)],
                    signs if marks else None,
                    h.td(".figure", data_head=block.unit)[h.strong[str(row.count)]] if figures else bar,
                    several and h.td(".figure.more", data_head=words("answers"))[str(row.answers)],
                ],
            )

    heads = [hidden_head(words("what"))]
    heads += [head(name, "mark named" if len(name) > 2 else "mark") for name in block.names] if marks else []
    heads += [head(block.unit, "figure" if figures else "unit"), several and head(words("answers"), "figure more")]
    columns = 2 + several + (len(block.names) if marks else 0)
    body = with_cut(rows(), block.cut, columns)
    return table("tally", len(block.rows))[caption(title, block.unit), h.thead[h.tr[heads]], h.tbody[body]]


def grades(block: Grades, title: str, words: Words) -> h.Node:
    """Return `Grades`: how many gave each grade beside the mean, or below the item where grades are long."""
    if not block.rows:
        return None
    columns = _fit(block.scale)
    placed = any(row.place is not None for row in block.rows)
    changed = any(row.change for row in block.rows)
    most = max((count for row in block.rows for count in row.counts), default=0)

    def rows() -> Iterator[tuple[bool, h.Node]]:
        for row, tied in zip(block.rows, ties([row.place for row in block.rows]), strict=True):
            cells = [_tinted(grade, count, most) for grade, count in zip(block.scale, row.counts, strict=True)]
            yield (
                row.above,
                h.tr(class_=_below(row.above, block.cut))[
                    placed and place(tied, words),
                    h.th(scope="row")[
                        row.label, kept(row.kept, words), not columns and _spread(block.scale, row.counts)
                    ],
                    columns and cells,
                    h.td(".figure", data_head=block.head)[h.strong[row.shown]],
                    h.td(".figure.more", data_head=words("graded"))[str(row.n)],
                    changed and h.td(class_=["figure more", wordy(row.change)], data_head=words("change"))[row.change],
                ],
            )

    heads = [placed and head(words("place"), "place"), hidden_head(words("what"))]
    heads += [head(grade, "grade") for grade in block.scale] if columns else []
    heads += [head(block.head, "figure"), head(words("graded"), "figure more")]
    heads += [head(words("change"), "figure more")] if changed else []
    body = with_cut(rows(), block.cut, len(heads) - (not placed))
    return h.div(".wide")[
        table("graded", len(block.rows))[caption(title, block.head), h.thead[h.tr[heads]], h.tbody[body]]
    ]


def _said_head(note: str, head: str) -> str | None:
    """Return what stands before a note on a narrow screen; nothing where it begins so itself: Forum 1, 3."""
    return head if note and head and not note.casefold().startswith(head.casefold()) else None


def _below(above: bool, cut: str) -> str | None:
    return "below" if cut and not above else None


def _pale(row: Bar, block: Bars) -> str | None:
    """Return what makes a bar pale: where no cut tells rows apart, the first places stand out."""
    parted = block.cut and not all(other.above for other in block.rows)
    return "pale" if not parted and row.place is not None and row.place > _FIRST_PLACES else None


def _fit(heads: Sequence[str]) -> bool:
    return (
        sum(max(2, len(name)) for name in heads) <= _WIDEST_HEADS and max(map(len, heads), default=0) <= _LONGEST_HEAD
    )


def _said_by(row: Mention, block: Mentions, marks: bool, words: Words) -> h.Node:
    """Return what else is known of an item: fields, wordings, and names where no column shows them."""
    names = [name for name, mark in zip(block.names, row.marks, strict=True) if mark]
    by = words("by {names}", names=", ".join(names))
    if all(name.isdecimal() for name in names):
        by = words.n("by table {names}", "by tables {names}", len(names), names=", ".join(names))
    return [
        bool(names) and h.div(class_=["names", {"for-phone": marks}])[by],
        [h.div(".soft")[text] for text in row.fields],
        bool(row.texts) and h.div(".soft")[" · ".join(f"«{text}»" for text in row.texts)],
    ]


def _tinted(grade: str, count: int, most: int) -> h.Node:
    tint = count / most * 100 if most else 0
    return h.td(class_=["grade", {"out": not count}], style=f"--tint:{tint:.0f}%", data_head=grade)[str(count)]


def _spread(scale: Sequence[str], counts: Sequence[int]) -> h.Node:
    most = max(counts, default=0)
    room = len(str(most))
    return h.ul(".spread")[
        (
            h.li[h.span[grade], gauge(count, most, str(count), room, "second")]
            for grade, count in zip(scale, counts, strict=True)
        )
    ]
