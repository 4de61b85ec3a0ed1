"""What was counted as charts, and as the tables that hold the rest of it."""

from typing import assert_never

from msgspec.structs import replace

from facilitator.blocks import Actions, Align, Bars, Counted, Grades, Mention, Mentions, Shift, Table
from facilitator.report.writers.pptx.charts import BarChart, Row
from facilitator.report.writers.pptx.harmless import one_line
from facilitator.report.writers.pptx.tables import Cell, Grid, Line, cell
from facilitator.report.writers.pptx.text import Run, words_of
from facilitator.words import Words

_BEST = 3
_LEAST_CHART = 3
_MOST_BARS = 24
# Who said it stands beside a bar where that is no longer.
_LONGEST_BY = 28
_WHOLE = "\N{NO-BREAK SPACE}"


def chart_of(block: Counted | Table, words: Words) -> BarChart | None:
    """Return the chart of a block; None where it has none, or where bars would not say more than words."""
    if not block.rows:
        return None
    match block:
        case Bars():
            told = any(row.place is not None or row.value > 1 for row in block.rows)
            return _bars(block, words) if told else None
        case Mentions():
            charted = _most_named(block)
            several = len(charted.rows) >= _LEAST_CHART and max(row.count for row in charted.rows) > 1
            return _mentions(charted, words) if several else None
        case Shift():
            return _shift(block, words)
        case Grades():
            return _grades(block, words)
        case Actions() | Table():
            return None
        case _:
            assert_never(block)


def _most_named(block: Mentions) -> Mentions:
    """Return what a chart shows: of many items those named most, ties together. The table beside it has them all."""
    if len(block.rows) <= _MOST_BARS:
        return block
    least = sorted((row.count for row in block.rows), reverse=True)[_MOST_BARS]
    return replace(block, rows=[row for row in block.rows if row.count > least])


def _is_whole(block: Mentions) -> bool:
    """Tell whether a chart has all that is known: what was said in one wording each, by a few short names."""
    return len(block.rows) <= _MOST_BARS and all(
        row.answers == row.count and not row.texts and not row.fields and len(said_by(row, block)) <= _LONGEST_BY
        for row in block.rows
    )


def said_by(row: Mention, block: Mentions) -> str:
    """Return the names of those who said something; a short one is not broken, of a long one not its last word."""
    said = [one_line(name) for name, mark in zip(block.names, row.marks, strict=True) if mark]
    breaks = (-1 if len(name) <= _LONGEST_BY else 1 for name in said)
    return ", ".join(_WHOLE.join(name.rsplit(" ", count)) for name, count in zip(said, breaks, strict=True))


def rest_of(block: Counted | Table, words: Words) -> Grid | None:
    """Return as a table what the chart of a block leaves out; None where it is all there."""
    match block:
        case Mentions() if _is_whole(block):
            return None
        case Mentions() | Actions() | Table():
            return grid_of(block, words)
        case Grades():
            rows = tuple(
                Line((cell(row.label), *(cell(str(count)) for count in row.counts), cell(str(row.n), bold=True)))
                for row in block.rows
            )
            head: list[tuple[str, Align]] = [(words("what"), "left"), *((grade, "right") for grade in block.scale)]
            return _grid([*head, (words("graded"), "right")], rows)
        case Bars() | Shift():
            return None
        case _:
            assert_never(block)


def grid_of(block: Counted | Table, words: Words) -> Grid:
    """Return all of a block as a table."""
    match block:
        case Bars():
            return _bars_grid(block, words)
        case Mentions():
            return _mentions_grid(block, words)
        case Shift():
            return _shift_grid(block, words)
        case Grades():
            return _grades_grid(block, words)
        case Actions():
            return _actions_grid(block, words)
        case Table():
            return Grid(tuple(block.head), tuple(block.align),
                        tuple(Line(tuple(map(cell, row))) for row in block.rows))  # fmt: skip
        case _:
            assert_never(block)


def _bars(block: Bars, words: Words) -> BarChart:
    divided = bool(block.cut) and not all(row.above for row in block.rows)

    def strong(place: int | None, above: bool) -> bool:
        return above if divided else place is None or place <= _BEST

    rows = tuple(
        Row(_placed(row.place, row.label), (row.value,),
            ((Run(one_line(row.shown), bold=True), *_more(row.note), *kept_sign(row.kept, words)),),
            strong(row.place, row.above))
        for row in block.rows
    )  # fmt: skip
    head = [Run(one_line(block.unit), tone="quiet")]
    head += [Run(f" · {one_line(block.note_head)}", tone="quiet")] if block.note_head else []
    full = block.scale if block.scale is not None else max(row.value for row in block.rows)
    above = sum(row.above for row in block.rows)
    alt = _alt(rows, block.unit, words)
    return BarChart(rows, (_name(block.unit),), tuple(head), full, alt, one_line(block.cut), above)


def _mentions(block: Mentions, words: Words) -> BarChart:
    most = max(row.count for row in block.rows)
    divided, whole = bool(block.cut) and not all(row.above for row in block.rows), _is_whole(block)
    rows = tuple(
        Row(one_line(row.label), (row.count,),
            ((Run(str(row.count), bold=True), *_more(said_by(row, block) if whole else ""),
              *kept_sign(row.kept, words)),),
            row.above if divided else row.count == most)
        for row in block.rows
    )  # fmt: skip
    above = sum(row.above for row in block.rows)
    told = whole and any(any(row.marks) for row in block.rows)
    head = (Run(one_line(block.unit) + (f" · {words('from')}" if told else ""), tone="quiet"),)
    return BarChart(rows, (_name(block.unit),), head, most, _alt(rows, block.unit, words), one_line(block.cut), above)


def _grades(block: Grades, words: Words) -> BarChart:
    divided = bool(block.cut) and not all(row.above for row in block.rows)
    rows = tuple(
        Row(_placed(row.place, row.label), (row.mean or 0.0,),
            ((Run(one_line(row.shown) or "–", bold=True), *_more(row.change), *kept_sign(row.kept, words)),),
            row.above if divided else row.place is None or row.place == 1)
        for row in block.rows
    )  # fmt: skip
    above = sum(row.above for row in block.rows)
    most = max(row.mean or 0.0 for row in block.rows)
    full = max(_highest(block), most)
    return BarChart(rows, (_name(block.head),), (Run(one_line(block.head), tone="quiet"),), full,
                    _alt(rows, block.head, words), one_line(block.cut), above)  # fmt: skip


def _highest(block: Grades) -> float:
    """Return the highest grade: its number, or how many there are where grades are named."""
    last = block.scale[-1] if block.scale else ""
    return float(last) if last.isascii() and last.isdigit() else float(len(block.scale))


def _shift(block: Shift, words: Words) -> BarChart:
    rows = []
    for row in block.rows:
        shown: list[tuple[Run, ...]] = [
            (Run(str(count), bold=True), Run(f" · {percent(share, words)}", tone="soft"))
            for count, share in zip(row.counts, row.shares, strict=True)
        ]
        if row.points is not None:
            shown[1] = (*shown[1], Run(f"   {change(row.points, words)}", bold=True, tone="accent"))
        rows.append(Row(one_line(row.label), (float(row.counts[0]), float(row.counts[1])), tuple(shown)))
    today, tomorrow = map(_name, block.moments)
    head = (Run("■ ", tone="second"), Run(f"{today}   "), Run("■ ", tone="accent"), Run(f"{tomorrow}   "),
            Run(f"{one_line(block.unit)} · {words('share')} · {words('shift')}", tone="quiet"))  # fmt: skip
    full = max(count for row in block.rows for count in row.counts)
    return BarChart(tuple(rows), (today, tomorrow), head, full, _alt(tuple(rows), block.unit, words))


def percent(share: float | None, words: Words) -> str:
    """Return a share as text; a dash where nothing was cast."""
    return words("{share}%", share=words.number(share * 100)) if share is not None else "–"


def change(points: float, words: Words) -> str:
    """Return a change in percentage points as text, with its direction."""
    shown = words.signed(points)
    return shown if shown == "0" else f"▲ {shown}" if points > 0 else f"▼ {shown}"


def _placed(place: int | None, label: str) -> str:
    label = one_line(label)
    return label if place is None else f"{place}. {label}"


def _more(text: str) -> tuple[Run, ...]:
    return (Run(f"  {one_line(text)}", tone="soft"),) if text else ()


def kept_sign(kept: bool, words: Words) -> tuple[Run, ...]:
    """Return the sign of an item that goes on."""
    return (Run(f"  ✓ {words('goes on')}", tone="accent"),) if kept else ()


def _name(unit: str) -> str:
    """Return what a series is called in the chart's data; it must be called something."""
    return one_line(unit) or "1"


def _alt(rows: tuple[Row, ...], unit: str, words: Words) -> str:
    """Return a chart in words, for those who hear it."""
    said = "; ".join(f"{row.label}: {' / '.join(map(words_of, row.shown))}" for row in rows)
    return words("Bar chart, {unit}. {rows}.", unit=unit, rows=said)


def _cut(lines: list[Line], above: list[bool], cut: str) -> tuple[Line, ...]:
    if not cut or all(above):
        return tuple(lines)
    at = above.index(False)
    return (*lines[:at], Line((Cell((Run(f"┄┄ {cut} ┄┄", tone="quiet"),)),), span=True), *lines[at:])


def _grid(head: list[tuple[str, Align]], lines: tuple[Line, ...]) -> Grid:
    return Grid(tuple(text for text, _ in head), tuple(align for _, align in head), lines)


def _bars_grid(block: Bars, words: Words) -> Grid:
    placed = any(row.place is not None for row in block.rows)
    noted, kept = any(row.note for row in block.rows), any(row.kept for row in block.rows)
    head: list[tuple[str, Align]] = [(words("place"), "right")] if placed else []
    head += [(words("what"), "left"), (block.unit, "right")]
    head += [(block.note_head, "left")] if noted else []
    head += [(words("goes on"), "left")] if kept else []
    lines = []
    for row in block.rows:
        cells = [cell(str(row.place or ""))] if placed else []
        cells += [cell(row.label), cell(row.shown, bold=True)]
        cells += [cell(row.note)] if noted else []
        cells += [cell("✓" if row.kept else "")] if kept else []
        lines.append(Line(tuple(cells)))
    return _grid(head, _cut(lines, [row.above for row in block.rows], block.cut))


def _mentions_grid(block: Mentions, words: Words) -> Grid:
    several, named = any(row.answers != row.count for row in block.rows), any(any(row.marks) for row in block.rows)
    head: list[tuple[str, Align]] = [(words("what"), "left"), (block.unit, "right")]
    head += [(words("from"), "left")] if named else []
    head += [(words("answers"), "right")] if several else []
    lines = []
    for row in block.rows:
        more = " · ".join((*row.fields, *(f"«{text}»" for text in row.texts)))
        said = [Run(row.label, bold=True), *kept_sign(row.kept, words)]
        said += [Run(f"\n{more}", tone="soft")] if more else []
        cells = [Cell(tuple(said)), cell(str(row.count), bold=True)]
        cells += [cell(said_by(row, block))] if named else []
        cells += [cell(str(row.answers))] if several else []
        lines.append(Line(tuple(cells)))
    return _grid(head, _cut(lines, [row.above for row in block.rows], block.cut))


def _shift_grid(block: Shift, words: Words) -> Grid:
    head: list[tuple[str, Align]] = [(words("what"), "left")]
    for moment in block.moments:
        head += [(f"{moment}, {block.unit}", "right"), (words("share"), "right")]
    lines = []
    for row in block.rows:
        cells = [cell(row.label)]
        for count, share in zip(row.counts, row.shares, strict=True):
            cells += [cell(str(count), bold=True), cell(percent(share, words))]
        lines.append(Line((*cells, cell("" if row.points is None else change(row.points, words), bold=True))))
    return _grid([*head, (words("shift"), "right")], tuple(lines))


def _grades_grid(block: Grades, words: Words) -> Grid:
    changed = any(row.change for row in block.rows)
    head: list[tuple[str, Align]] = [(words("what"), "left"), *((grade, "right") for grade in block.scale)]
    head += [(block.head, "right"), (words("graded"), "right")]
    head += [(words("change"), "right")] if changed else []
    lines = []
    for row in block.rows:
        label = Cell((Run(_placed(row.place, row.label)), *kept_sign(row.kept, words)))
        cells = [label, *(cell(str(count)) for count in row.counts), cell(row.shown, bold=True), cell(str(row.n))]
        cells += [cell(row.change)] if changed else []
        lines.append(Line(tuple(cells)))
    return _grid(head, _cut(lines, [row.above for row in block.rows], block.cut))


def _actions_grid(block: Actions, words: Words) -> Grid:
    what, who, when, status = block.head
    labels = {label for row in block.rows for label, value in row.fields if value}
    # One thing that is told of all has a column, several stand below what will be done.
    alone = labels.pop() if len(labels) == 1 else ""
    lines = []
    for row in block.rows:
        more = " · ".join(f"{label}: {value}" for label, value in row.fields if value and not alone)
        said = [Run(row.what, bold=True)] + ([Run(f"\n{more}", tone="soft")] if more else [])
        state = (Run(f"! {row.status}", bold=True),) if row.overdue else (Run(row.status),)
        owner, due = row.who or words("no one yet"), row.when or words("no date yet")
        told = [cell(" · ".join(value for _, value in row.fields if value))] if alone else []
        lines.append(Line((cell(str(row.number)), Cell(tuple(said)), cell(owner), cell(due), *told, Cell(state))))
    head: list[tuple[str, Align]] = [(words("no."), "right"), (what, "left"), (who, "left"), (when, "left")]
    head += [(alone, "left")] if alone else []
    return _grid([*head, (status, "left")], tuple(lines))
