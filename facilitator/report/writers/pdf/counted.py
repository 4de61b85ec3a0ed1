"""Counted items as plain data for the template's tables and charts."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import asdict

from facilitator.blocks import Actions, Bar, Bars, GradeRow, Grades, Mention, Mentions, Shift, ShiftRow, Table
from facilitator.words import Words

Data = dict[str, object]

# Bars on these places stand out; below them they are pale.
_FIRST_PLACES = 3
# Names or grades in more characters than this make columns too narrow to read on a sheet of A4.
_MOST_MARKS = 12
_WIDEST_HEADS = 44
_LONGEST_HEAD = 10
# A chart, and a table, of about this many lines stay on one page; the small lines of the appendix are more.
_WHOLE_CHART = 16
_WHOLE_GRADES = 6
_WHOLE_TABLE = 8
_WHOLE_FINE = 12
# Rows that stay together are at most as high as this together; a higher row than the last may break itself.
_HELD = 20
# Fewer rows than this cannot be parted without leaving one alone.
_ALONE = 4
_TALL = 20
_LONGEST_REPEATED = 120
# More lines of labels than this make a tangle of slopes; the figures stand in a table then.
_MOST_SLOPES = 16
# The narrowest and widest a column of a plain table may be, in characters, and the air beside it.
_NARROWEST = 4
_WIDEST = 34
_SIDE, _DENSE_SIDE = 3, 2
_LEAST_WORDY = 22
# The page is about this many signs wide, in usual letters, in those of a table of many columns, and in the small ones
# of the appendix.
_PAGE, _DENSE_PAGE, _FINE_PAGE = 96, 110, 124
_SHORT_HEAD = 12
# Longer labels than this have more room than their bars.
_LONG_LABEL = 36
# Notes longer than this are told beside the bars, and have more room than those.
_LONG_NOTE = 60


def bars(block: Bars, words: Words) -> Data:
    """Return `Bars`; lengths are shares of the full bar, from zero."""
    full = block.scale if block.scale is not None else max((row.value for row in block.rows), default=0)
    cut = _cut([row.above for row in block.rows], block.cut)
    long = max((len(row.note) for row in block.rows), default=0) > _LONG_NOTE
    placed = any(row.place is not None for row in block.rows)
    beside = (30, 44) if long else (40, 22)
    lines = [_lines((row.label, beside[0]), (row.note, beside[1]), (row.shown, 12)) for row in block.rows]
    return {
        "kind": "bars",
        "heads": {"place": words("place"), "what": words("what"), "unit": block.unit, "note": block.note_head},
        "placed": placed,
        "flat": not placed and full <= 1,
        "noted": any(row.note for row in block.rows),
        "told": long,
        "rows": [_bar(row, full, cut is not None, words) for row in block.rows],
        "cut": asdict(cut) if cut else None,
        "keep": _kept_together((block.unit, block.note_head), lines, _WHOLE_CHART, cut),
        "wide": max((len(row.label) for row in block.rows), default=0) > _LONG_LABEL,
    }


def _bar(row: Bar, full: float, cut: bool, words: Words) -> Data:
    first = row.place is None or row.place <= _FIRST_PLACES
    return {
        **_item(row, cut, words),
        "length": max(0.0, min(1.0, row.value / full)) if full > 0 else 0.0,
        "shown": row.shown,
        "note": row.note,
        "tone": "below" if cut and not row.above else "first" if cut or first else "later",
    }


def mentions(block: Mentions, words: Words) -> Data:
    """Return `Mentions`: a mark a name where they fit, else bars with the names below each item."""
    names = block.names
    marked = 0 < len(names) <= _MOST_MARKS and _fit(names)
    full = max((row.count for row in block.rows), default=0)
    cut = _cut([row.above for row in block.rows], block.cut)
    lines = [_lines(("".join((row.label, *row.texts, *row.fields)), 48)) for row in block.rows]
    return {
        "kind": "mentions",
        "heads": {"what": words("what"), "unit": block.unit, "answers": words("answers")},
        "names": list(names) if marked else [],
        "flat": not marked and full <= 1,
        "several": any(row.answers != row.count for row in block.rows),
        "rows": [_mention(row, block, marked, full, words) for row in block.rows],
        "cut": asdict(cut) if cut else None,
        "keep": _kept_together((block.unit, *names), lines, _WHOLE_TABLE, cut),
    }


def _mention(row: Mention, block: Mentions, marked: bool, full: int, words: Words) -> Data:
    names = ", ".join(name for name, mark in zip(block.names, row.marks, strict=True) if mark)
    more = [*row.fields, *([" · ".join(f"«{text}»" for text in row.texts)] if row.texts else [])]
    return {
        **_item(row, bool(block.cut), words),
        "more": more if marked or not names else [names, *more],
        "marks": list(row.marks) if marked else [],
        "count": str(row.count),
        "length": row.count / full if full else 0.0,
        "answers": str(row.answers),
    }


def grades(block: Grades, words: Words) -> Data:
    """Return `Grades`: how many gave each grade, with the tint of each cell as a share of the most."""
    most = max((count for row in block.rows for count in row.counts), default=0)
    heads = {"place": words("place"), "what": words("what"), "mean": block.head, "graded": words("graded")}
    cut = _cut([row.above for row in block.rows], block.cut)
    below = "" if _fit(block.scale) else "".join(f"{name:<24}" for name in block.scale)
    lines = [_lines((row.label + below, 24 if below else 40), (row.change, 9), (row.shown, 9)) for row in block.rows]
    return {
        "kind": "grades",
        "heads": {**heads, "change": words("change")},
        "scale": list(block.scale),
        "columns": _fit(block.scale),
        "placed": any(row.place is not None for row in block.rows),
        "changed": any(row.change for row in block.rows),
        "rows": [_graded(row, most, block, words) for row in block.rows],
        "cut": asdict(cut) if cut else None,
        "keep": _kept_together((block.head, *block.scale), lines, _WHOLE_GRADES, cut),
    }


def _graded(row: GradeRow, most: int, block: Grades, words: Words) -> Data:
    return {
        **_item(row, bool(block.cut), words),
        "counts": [[str(count), count / most if most else 0.0] for count in row.counts],
        "shown": row.shown,
        "n": str(row.n),
        "change": row.change,
    }


def shift(block: Shift, words: Words) -> Data:
    """Return `Shift`: slopes where every share is known, else a table; the figures as texts for either."""
    rows = [_moved(row, words) for row in block.rows]
    changes = [row.points for row in block.rows if row.points]
    steepest = {max(changes, default=0), min(changes, default=0)} - {0}
    for row, made in zip(block.rows, rows, strict=True):
        made["steep"] = row.points in steepest
    heads = {"what": words("what"), "share": words("share"), "shift": words("shift"), "unit": block.unit}
    shares = [share for row in block.rows for share in row.shares]
    known = [share for share in shares if share is not None]
    lines = [_lines((row.label, 24)) for row in block.rows]
    return {
        "kind": "shift",
        "moments": block.moments,
        "heads": heads,
        "rows": rows,
        "top": max(known, default=0.0),
        "drawn": len(known) == len(shares) and max(known, default=0.0) > 0 and sum(lines) <= _MOST_SLOPES,
        "alt": _alt(block, words),
        "keep": _kept_together((*block.moments, block.unit), lines, _WHOLE_CHART),
    }


def _moved(row: ShiftRow, words: Words) -> Data:
    shares = ["·" if share is None else words("{share}%", share=words.number(share * 100)) for share in row.shares]
    shown = "" if row.points is None else words.signed(row.points)
    sign = "" if not row.points or shown == "0" else "▲ " if row.points > 0 else "▼ "
    return {
        "label": row.label,
        "heights": list(row.shares),
        "counts": [str(count) for count in row.counts],
        "shares": shares,
        "change": f"{sign}{shown}" if shown else "·",
    }


def _alt(block: Shift, words: Words) -> str:
    """Return what the slopes show, for who hears the document."""
    said = [
        f"{row.label}: " + ", ".join(
            f"{moment} {words('{share}%', share=words.number(share * 100)) if share is not None else '·'}"
            for moment, share in zip(block.moments, row.shares, strict=True)
        )
        for row in block.rows
    ]  # fmt: skip
    return "; ".join(said) or block.unit


def actions(block: Actions, words: Words) -> Data:
    """Return `Actions`; what is not settled is said."""
    lines = [
        _lines(("".join((row.what, *map(": ".join, row.fields))), 44), (row.who, 22), (row.when, 14), (row.status, 10))
        for row in block.rows
    ]
    return {
        "kind": "actions",
        "heads": [words("no."), *block.head],
        "rows": [
            {
                "number": str(row.number),
                "what": row.what,
                "fields": " · ".join(f"{label}: {value}" for label, value in row.fields),
                "who": row.who or words("no one yet"),
                "when": row.when or words("no date yet"),
                "status": row.status,
                "overdue": row.overdue,
            }
            for row in block.rows
        ],
        "keep": _kept_together(block.head, lines, _WHOLE_TABLE),
    }


def table(block: Table, fine: bool = False, widths: Sequence[int] = ()) -> Data:
    """Return a plain table.

    Args:
        block: The table.
        fine: In small letters.
        widths: The shares that its columns have of the page; by what they hold where none are given.
    """
    dense = fine or _asked(block, _SIDE) > _PAGE
    page, side = (_FINE_PAGE if fine else _DENSE_PAGE, _DENSE_SIDE) if dense else (_PAGE, _SIDE)
    widths = [*widths] or _widths(block, page, side)
    room = [page * width // sum(widths) for width in widths]
    lines = [_lines(*zip(row, room, strict=True)) for row in block.rows]
    return {
        "kind": "table",
        "head": block.head if any(block.head) else [],
        "rows": block.rows,
        "align": block.align,
        "fine": fine,
        "dense": dense,
        "widths": widths,
        "remarks": [],
        "keep": _kept_together(block.head, lines, _WHOLE_FINE if fine else _WHOLE_TABLE),
    }


def with_remark(table: Data, text: str) -> Data:
    """Return a table with what is said below it, which stays with its last rows."""
    remarks = table["remarks"]
    assert isinstance(remarks, list)
    return table | {"remarks": [*remarks, text]}


def _columns(block: Table) -> list[Sequence[str]]:
    return [*zip(*(block.head, *block.rows), strict=True)] if block.head else []


def _asked(block: Table, side: int) -> int:
    """Return how many letters the columns of a table ask for together."""
    return sum(_asked_by(cells, _SHORT_HEAD, side) for cells in _columns(block))


def _asked_by(cells: Sequence[str], short: int, side: int) -> int:
    return max(_NARROWEST, min(_WIDEST, _wide(cells, short) + side))


def _widths(block: Table, page: int, side: int) -> list[int]:
    """Return the width of each column in letters, by what it holds."""
    columns = _columns(block)
    widths = [_asked_by(cells, _SHORT_HEAD, side) for cells in columns]
    if sum(widths) > page:
        # Heads break before what stands below them does.
        return _without_surplus([_asked_by(cells, 0, side) for cells in columns], page)
    # What was cut short has the rest of the page; places and numbers stand close to what they belong to.
    wordy = [at for at, cells in enumerate(columns) if _wide(cells, 0) + side > _WIDEST]
    grown = wordy or [at for at in range(len(widths)) if at or block.align[0] != "right"]
    share = sum(widths[at] for at in grown)
    spare = page - sum(widths)
    return [width + (spare * width // share if at in grown else 0) for at, width in enumerate(widths)]


def _without_surplus(widths: list[int], page: int) -> list[int]:
    """Return widths that have room on a page: what is widest gives way, so that figures need not."""
    while sum(widths) > page and max(widths) > _LEAST_WORDY:
        widths[widths.index(max(widths))] -= 1
    return widths


def _wide(cells: Sequence[str], short: int) -> int:
    """Return how many letters a column needs; a head of so many, or fewer, is not broken."""
    head, *rest = cells
    return max(min(len(head), short), *map(len, head.split()), *map(_letters, rest), 0)


def _letters(text: str) -> int:
    """Return how many letters are as wide as a text; a dot between two figures is but one with the air around it."""
    return len(text) - text.count(" · ")


def _item(row: Bar | Mention | GradeRow, cut: bool, words: Words) -> Data:
    place = None if isinstance(row, Mention) else row.place
    return {
        "label": row.label,
        "place": "" if place is None else str(place),
        "below": cut and not row.above,
        "kept": words("goes on") if row.kept else "",
    }


class _Cut(Struct, frozen=True):
    """The cut line, and the row it stands before."""

    before: int
    text: str


def _cut(above: Sequence[bool], text: str) -> _Cut | None:
    return _Cut(above.index(False), text) if text and not all(above) else None


def _fit(heads: Sequence[str]) -> bool:
    total = sum(max(2, len(name)) for name in heads)
    return total <= _WIDEST_HEADS and max(map(len, heads), default=0) <= _LONGEST_HEAD


def _lines(*cells: tuple[str, int]) -> int:
    """Return about how many lines a row has, of texts and of how many signs a line of each holds."""
    return max(1 + len(text) // max(1, room) for text, room in cells)


def _kept_together(heads: Sequence[str], lines: Sequence[int], most: int, cut: _Cut | None = None) -> Data:
    """Return how a table may break over pages, by its heads and the lines of each row.

    `whole` is for one that may not; `hold` is how many of its first rows and of its last stay together; `tall` tells
    of each row whether it may break itself; `repeated` whether the heads come again on every page.
    """
    high = [*lines]
    if cut:
        high.insert(cut.before, _lines((cut.text, 80)))
    hold = 2 if len(high) < 6 else 3
    held = len(high) >= 4 and max(sum(high[:hold]), sum(high[-hold:])) <= _HELD
    repeated = max(map(len, heads), default=0) <= _LONGEST_REPEATED
    return {
        "whole": repeated and sum(high) <= (most if len(high) >= _ALONE else _HELD),
        "hold": hold if held else 1,
        "tall": [count > _TALL for count in high],
        "repeated": repeated,
    }
