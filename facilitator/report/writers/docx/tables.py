"""Every counted block as a table."""

from collections.abc import Callable, Sequence
from datetime import date
from math import ceil

from facilitator.blocks import ActionRow, Actions, Bars, Grades, Mentions, Shift, Table
from facilitator.report.writers.docx.grid import Cell, Grid, Line, said
from facilitator.report.writers.docx.page import ACCENT, PANEL, RULE, WIDTH
from facilitator.report.writers.pptx import measure
from facilitator.words import Words

# A bar is drawn in so many steps; a digit and the air beside a value are so wide, in parts of the page.
_STEPS = 40
_DIGIT, _AIR = 1.25, 2
# In hundredths of the page: places, labels beside bars, notes behind them.
_PLACE, _NARROWEST_LABEL, _WIDEST_LABEL, _WIDEST_NOTE = 7, 40, 52, 23
# Notes longer than this stand beside figures, without bars.
_LONG_NOTE = 30
# In points: the page between its margins, a table's letters, the air beside a cell's words, columns of figures.
_PAGE, _SIZE, _SIDES, _FIGURE, _NUMBER = WIDTH / 20, 9.5, 9.0, 40.0, 26.0
# So wide owners, dates and states break at their words.
_WHO, _WHEN, _STATUS = 100.0, 72.0, 60.0
_LEAST_LEFT, _LEAST_RIGHT, _MOST_RIGHT = 0.4, 0.2, 0.5
# A page is about this many letters wide.
_LETTERS = 90
# The letters of the appendix and the air beside its cells, in points; its column of names is at least so wide.
_FINE_SIZE, _FINE_SIDES, _LEAST_NAMES = 7.5, 6.5, 80.0
# Names of grades longer than this, or more in all, get a line each below the item.
_LONGEST_GRADE, _WIDEST_GRADES = 9, 44
# So many hundredths of the accent on white.
TINTS = {"E3EFEB": 12, "C5DED8": 24, "A3CCC2": 37}
_TINTS = ("FFFFFF", *TINTS)


def bars(block: Bars, words: Words) -> Grid:
    """Return `Bars` with bars of shaded cells."""
    placed = any(row.place is not None for row in block.rows)
    noted = any(row.note for row in block.rows)
    if max(len(row.note) for row in block.rows) > _LONG_NOTE:
        return _told(block, placed, words)
    full = block.scale if block.scale is not None else max(row.value for row in block.rows)
    label, drawn, note = _beside_bars(block, placed)
    step = drawn / _STEPS
    room = ceil((max(len(row.shown) for row in block.rows) * _DIGIT + _AIR) / step)
    head = [said(words("place"), right=True)] if placed else []
    head += [said(words("what")), Cell([[(block.unit, "")]], span=_STEPS)]
    head += [said(block.note_head)] if noted else []
    rows = []
    for row in block.rows:
        cells = [said(_number(row.place), right=True)] if placed else []
        cells.append(Cell([_kept(row.label, row.kept, words)]))
        colour = ACCENT if row.above or not block.cut else RULE
        cells += _bar(row.value, full, row.shown, room, colour)
        rows.append([*cells, *([said(row.note, "Aside")] if noted else [])])
    widths = [*([_PLACE] if placed else []), label, *[step] * _STEPS, *([note] if noted else [])]
    columns = int(placed) + 1 + _STEPS + int(noted)
    return Grid(widths, head, _with_cut(rows, [row.above for row in block.rows], block.cut, columns), lined=False)


def _told(block: Bars, placed: bool, words: Words) -> Grid:
    """Return `Bars` with figures instead, because notes of many lines would make bars as high."""
    head = [said(words("place"), right=True)] if placed else []
    head += [said(words("what")), said(block.unit, right=True), said(block.note_head)]
    rows = []
    for row in block.rows:
        cells = [said(_number(row.place), right=True)] if placed else []
        cells += [Cell([_kept(row.label, row.kept, words)]), said(row.shown, "Value", right=True)]
        rows.append([*cells, said(row.note, "Aside")])
    figures = max(_FIGURE, *(measure.widest_word(row.shown, _SIZE) + _SIDES for row in block.rows))
    figures = max(figures, measure.widest_word(block.unit, _SIZE) + _SIDES)
    places = [_PLACE / 100 * _PAGE] if placed else []
    what, note = _shared(_PAGE - figures - sum(places), [row[-3] for row in rows], [row[-1] for row in rows])
    cut = _with_cut(rows, [row.above for row in block.rows], block.cut, len(head))
    return Grid([*places, what, figures, note], head, cut)


def _beside_bars(block: Bars, placed: bool) -> tuple[float, float, float]:
    """Return how wide labels, bars and notes are, in hundredths of the page; a label on two lines makes a thick bar."""
    labels = max(measure.width(row.label, _SIZE) for row in block.rows) + _SIDES
    notes = max(measure.width(text, _SIZE) for text in (block.note_head, *(row.note for row in block.rows))) + _SIDES
    note = min(notes / _PAGE * 100, _WIDEST_NOTE) if any(row.note for row in block.rows) else 0
    label = min(max(labels / _PAGE * 100, _NARROWEST_LABEL), _WIDEST_LABEL)
    return label, 100 - _PLACE * placed - label - note, note


def _bar(value: float, full: float, shown: str, room: int, colour: str) -> list[Cell]:
    length = round(max(0.0, min(1.0, value / full)) * (_STEPS - room)) if full > 0 else 0
    length = max(length, 1) if value > 0 else length
    drawn = [Cell(span=length, fill=colour, bar=True)] if length else []
    return [*drawn, Cell([[(shown, "Value")]], span=_STEPS - length, tight=True)]


def mentions(block: Mentions, words: Words) -> Grid:
    """Return `Mentions`: what was said, in how many, by whom."""
    several, named = any(row.answers != row.count for row in block.rows), any(any(row.marks) for row in block.rows)
    head = [said(words("what")), said(block.unit, right=True)]
    head += [said(words("answers"), right=True)] if several else []
    head += [said(words("from"))] if named else []
    rows = []
    for row in block.rows:
        names = ", ".join(name for name, mark in zip(block.names, row.marks, strict=True) if mark)
        asides: list[Line] = [[(text, "Aside")] for text in row.fields]
        asides += [[(" · ".join(f"«{text}»" for text in row.texts), "Aside")]] if row.texts else []
        cells = [Cell([_kept(row.label, row.kept, words), *asides]), said(str(row.count), "Value", right=True)]
        cells += [said(str(row.answers), right=True)] if several else []
        rows.append([*cells, *([said(names, "Aside")] if named else [])])
    counts = [max(_FIGURE, measure.widest_word(text, _SIZE) + _SIDES) for text in (block.unit, words("answers"))]
    counts = counts if several else counts[:1]
    room = _PAGE - sum(counts)
    whats = _shared(room, [row[0] for row in rows], [row[-1] for row in rows]) if named else (room,)
    cut = _with_cut(rows, [row.above for row in block.rows], block.cut, len(head))
    return Grid([whats[0], *counts, *whats[1:]], head, cut)


def grades(block: Grades, words: Words) -> Grid:
    """Return `Grades`: how many gave each grade beside the mean, or below the item where grades are long."""
    wide = max(map(len, block.scale), default=0) > _LONGEST_GRADE or sum(map(len, block.scale)) > _WIDEST_GRADES
    placed = any(row.place is not None for row in block.rows)
    changed = any(row.change for row in block.rows)
    most = max((count for row in block.rows for count in row.counts), default=0)
    head = [said(words("place"), right=True)] if placed else []
    head += [said(words("what"))]
    head += [] if wide else [said(grade, right=True) for grade in block.scale]
    head += [said(block.head, right=True), said(words("graded"), right=True)]
    head += [said(words("change"), right=True)] if changed else []
    rows = []
    for row in block.rows:
        told: list[Line] = [
            [(f"{grade}: {count}", "Aside")] for grade, count in zip(block.scale, row.counts, strict=True)
        ]
        cells = [said(_number(row.place), right=True)] if placed else []
        cells.append(Cell([_kept(row.label, row.kept, words), *(told if wide else [])]))
        cells += [] if wide else [_tinted(count, most) for count in row.counts]
        cells += [said(row.shown, "Value", right=True), said(str(row.n), right=True)]
        rows.append([*cells, *([said(row.change, right=True)] if changed else [])])
    shades = 0 if wide else len(block.scale)
    each = min(7.0, 36 / shades) if shades else 0
    widths = [*([7] if placed else []), 70 - each * shades, *[each] * shades, 11, 11, *([12] if changed else [])]
    return Grid(widths, head, _with_cut(rows, [row.above for row in block.rows], block.cut, len(head)))


def _tinted(count: int, most: int) -> Cell:
    shade = ceil(count / most * (len(_TINTS) - 1)) if most else 0
    return Cell([[(str(count), "" if count else "Aside")]], right=True, fill=_TINTS[shade] if count else "")


def shift(block: Shift, words: Words) -> Grid:
    """Return two moments beside each other, and what changed between them."""
    head = [said(words("what"))]
    for moment in block.moments:
        head += [said(f"{moment}, {block.unit}", right=True), said(words("share"), right=True)]
    head.append(said(words("shift"), right=True))
    rows = []
    for row in block.rows:
        cells = [said(row.label)]
        for count, share in zip(row.counts, row.shares, strict=True):
            percent = "·" if share is None else words("{share}%", share=words.number(share * 100))
            cells += [said(str(count), right=True), said(percent, "Aside", right=True)]
        rows.append([*cells, _change(row.points, words)])
    return Grid([35, 17, 9, 17, 9, 13], head, rows)


def _change(points: float | None, words: Words) -> Cell:
    if points is None:
        return said("·", right=True)
    text = words.signed(points)
    sign = "" if text == "0" else "▲ " if points > 0 else "▼ "
    return Cell([[(f"{sign}{text}", "Sign" if sign else "Value")]], right=True)


def actions(block: Actions, words: Words, due: Callable[[str], date | None]) -> Grid:
    """Return what will be done: by owner, then by date; what nobody has taken yet comes last.

    Args:
        block: The actions.
        words: The language.
        due: Reads a day from what somebody wrote; None where it is none.
    """
    what, who, when, status = block.head
    rows = sorted(
        block.rows,
        key=lambda row: (not row.who, words.sort_key(row.who), due(row.when) or date.max, row.number),
    )
    head = [said(who), said(when), said(words("no."), right=True), said(what), said(status)]
    cells = [
        [
            said(row.who or words("no one yet"), "Value" if row.who else "Aside"),
            said(row.when or words("no date yet"), "" if row.when else "Aside"),
            said(str(row.number), right=True),
            Cell([[(row.what, "")], *_fields(row)]),
            said(f"! {row.status}" if row.overdue else row.status, "Sign" if row.overdue else ""),
        ]
        for row in rows
    ]
    needed = [_needed([row[at] for row in (head, *cells)], most) for at, most in ((0, _WHO), (1, _WHEN), (4, _STATUS))]
    return Grid([*needed[:2], _NUMBER, _PAGE - sum(needed) - _NUMBER, needed[2]], head, cells)


def _needed(column: Sequence[Cell], most: float) -> float:
    """Return how wide a column is: as its longest line up to `most`, and as its widest word up to half as much more."""
    lines = ["".join(text for text, _ in line) for cell in column for line in cell.lines]
    whole = max(measure.width(line, _SIZE, bold=1) for line in lines)
    word = max(measure.widest_word(line, _SIZE, bold=1) for line in lines)
    return max(min(whole, most), min(word, most * 1.5)) + _SIDES


def _shared(room: float, left: Sequence[Cell], right: Sequence[Cell]) -> tuple[float, float]:
    """Return how wide two columns of words are: the right one as it needs, but neither less than its share."""
    wish = max(room - _needed(left, room), min(_needed(right, room), room * _MOST_RIGHT))
    wide = min(max(wish, room * _LEAST_RIGHT), room * (1 - _LEAST_LEFT))
    return room - wide, wide


def _fields(row: ActionRow) -> list[Line]:
    return [[(" · ".join(f"{label}: {value}" for label, value in row.fields), "Aside")]] if row.fields else []


def plain(block: Table) -> Grid:
    """Return a plain table, its columns as wide as what stands in them; words have what is left of the page."""
    columns = [*zip(block.head, *block.rows, strict=True)]
    widths = [_width(column) for column in columns]
    if sum(widths) > _LETTERS:
        # Heads break at their words before what stands below them does.
        widths = [_width((*head.split(), *cells)) for head, *cells in columns]
    right = [align == "right" for align in block.align]
    wordy = sum(wide for wide, figures in zip(widths, right, strict=True) if not figures)
    more = 1 + max(0, _LETTERS - sum(widths)) / wordy if wordy else 1
    widths = [wide * (1 if figures else more) for wide, figures in zip(widths, right, strict=True)]
    head = [said(text, right=at) for text, at in zip(block.head, right, strict=True)] if any(block.head) else []
    rows = [[said(cell, right=at) for cell, at in zip(row, right, strict=True)] for row in block.rows]
    return Grid(widths, head, rows)


def fine(block: Table) -> Grid:
    """Return a table of the appendix in small letters: figures have the room they need, their names give way."""
    columns = [*zip(block.head, *block.rows, strict=True)]
    widths = [max(measure.width(text, _FINE_SIZE) for text in (*head.split(), *cells, "00")) + _FINE_SIDES
              for head, *cells in columns]  # fmt: skip
    names = block.align.index("left")
    widths[names] = max(min(widths[names], _PAGE - sum(widths) + widths[names]), _LEAST_NAMES)
    right = [align == "right" for align in block.align]
    head = [said(text, right=at) for text, at in zip(block.head, right, strict=True)]
    rows = [[_fine_cell(cell, at) for cell, at in zip(row, right, strict=True)] for row in block.rows]
    return Grid(widths, head, rows, fine=True)


def _fine_cell(text: str, right: bool) -> Cell:
    return said(text, right=right) if text else Cell()


def _width(texts: Sequence[str]) -> float:
    """Return how wide a column is, in letters, with the air beside it."""
    return min(max((*map(len, texts), 2)), 34) + 3


def _kept(label: str, kept: bool, words: Words) -> Line:
    return [(label, ""), (f"  ✓ {words('goes on')}", "Sign")] if kept else [(label, "")]


def _with_cut(rows: list[list[Cell]], above: Sequence[bool], cut: str, columns: int) -> list[list[Cell]]:
    """Return rows with the cut line as a row of its own; a table has no other place for it."""
    if not cut or all(above):
        return rows
    index = above.index(False)
    return [*rows[:index], [Cell([[(cut, "Aside")]], span=columns, fill=PANEL)], *rows[index:]]


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
