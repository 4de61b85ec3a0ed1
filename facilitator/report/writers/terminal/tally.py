"""Counted items brought to one form, so that `Bars`, `Mentions` and `Grades` share one layout."""

from collections.abc import Iterable

from msgspec import Struct

from facilitator.blocks import Bars, Grades, Mentions
from facilitator.report.writers.terminal.cells import widest
from facilitator.report.writers.terminal.look import Look

# More columns of marks than this are no longer told apart at a glance; a bar by count is.
_MOST_MARKS = 12
NONE = "·"
IN = "●"


class Entry(Struct, frozen=True):
    """An item on its way to a row.

    `marks` are one per column of the tally's `marks`; `spread` says the same in words where there are no columns.
    `tails` are columns after the value, `extra` soft lines below the label; `coming` is what is typed and not recorded.
    """

    number: int | None
    label: str
    amount: float
    shown: str
    marks: tuple[str, ...] = ()
    spread: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    place: int | None = None
    above: bool = True
    kept: bool = False
    coming: int = 0


class Tail(Struct, frozen=True):
    """A column after the value. `worded` tells whether its text needs the head to be understood."""

    head: str
    right: bool = True
    worded: bool = True


class Tally(Struct, frozen=True):
    """Items to lay out. `unit` heads the values, `full` is the value of a full bar, `marks` heads the marks.

    `longest` are the cells of the longest label, `digits` those of the highest number. `unset` counts items below, for
    which there is no room in any case.
    """

    entries: tuple[Entry, ...]
    unit: str
    full: float
    marks: tuple[str, ...] = ()
    tails: tuple[Tail, ...] = ()
    cut: str = ""
    longest: int = 0
    digits: int = 0
    unset: int = 0

    @property
    def placed(self) -> bool:
        """Whether any item has a place."""
        return any(entry.place is not None for entry in self.entries)


def of_bars(block: Bars) -> Tally:
    """Return `Bars` as a tally."""
    noted = any(row.note for row in block.rows)
    entries = (
        Entry(
            row.number,
            row.label,
            row.value,
            row.shown,
            tails=(row.note,) if noted else (),
            place=row.place,
            above=row.above or not block.cut,
            kept=row.kept,
            coming=row.coming,
        )
        for row in block.rows
    )
    full = block.scale if block.scale is not None else _largest(row.value + max(row.coming, 0) for row in block.rows)
    tails = (Tail(block.note_head, right=False, worded=False),) if noted else ()
    return Tally(tuple(entries), block.unit, full, tails=tails, cut=block.cut)


def of_mentions(block: Mentions, look: Look) -> Tally:
    """Return `Mentions` as a tally: marks for few names, bars for many."""
    several = look.height is None and any(row.answers != row.count for row in block.rows)
    few = len(block.names) <= _MOST_MARKS
    rows = block.rows
    if look.height is not None and len(rows) > look.height:
        # So many stand above the rest that there is no room for it; only what just came in is seen all the same.
        rows = [row for at, row in enumerate(rows) if at < look.height or row.number in look.kept]
    entries = (
        Entry(
            row.number,
            row.label,
            row.count,
            str(row.count),
            marks=tuple(IN if mark else NONE for mark in row.marks) if few else (),
            spread=(", ".join(name for name, mark in zip(block.names, row.marks, strict=True) if mark),),
            tails=(str(row.answers),) if several else (),
            extra=tuple(line for line in (" · ".join(row.fields), _quoted(row.texts)) if line),
            above=row.above or not block.cut,
            kept=row.kept,
        )
        for row in rows
    )
    full = _largest(row.count for row in block.rows)
    names = tuple(block.short or block.names) if few else ()
    tails = (Tail(look.words("answers")),) if several else ()
    return Tally(
        tuple(entries),
        block.unit,
        full,
        marks=names,
        tails=tails,
        cut=block.cut,
        longest=widest(row.label for row in block.rows),
        digits=widest(str(row.number) for row in block.rows if row.number is not None),
        unset=len(block.rows) - len(rows),
    )


def of_grades(block: Grades, look: Look) -> Tally:
    """Return `Grades` as a tally: how many gave each grade, or the mean as a bar where that is too wide."""
    changed = any(row.change for row in block.rows)
    entries = (
        Entry(
            row.number,
            row.label,
            row.mean or 0,
            row.shown,
            marks=tuple(str(count) if count else NONE for count in row.counts),
            spread=tuple(f"{grade}: {count}" for grade, count in zip(block.scale, row.counts, strict=True)),
            tails=(str(row.n), row.change) if changed else (str(row.n),),
            place=row.place,
            above=row.above or not block.cut,
            kept=row.kept,
        )
        for row in block.rows
    )
    tails = (Tail(look.words("graded")), Tail(look.words("change"))) if changed else (Tail(look.words("graded")),)
    return Tally(tuple(entries), block.head, top(block), marks=tuple(block.scale), tails=tails, cut=block.cut)


def top(block: Grades) -> float:
    """Return the value of the highest grade: what it says where it is a number, else its place in the scale."""
    last = block.scale[-1] if block.scale else ""
    return float(last) if last.isdecimal() else float(len(block.scale))


def _quoted(texts: Iterable[str]) -> str:
    return " · ".join(f"«{text}»" for text in texts)


def _largest(values: Iterable[float]) -> float:
    return max(values, default=0)
