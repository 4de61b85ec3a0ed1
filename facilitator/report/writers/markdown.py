"""A report as GitHub-flavoured Markdown. Foreign text is escaped and shows as it was written, never as markup."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import assert_never

from facilitator.blocks import (
    Actions,
    Align,
    Bars,
    Base,
    Block,
    Bullets,
    Figures,
    Grades,
    Heading,
    Lead,
    Mentions,
    Note,
    Para,
    Quotes,
    Shift,
    Table,
)
from facilitator.report.model import Report, Section
from facilitator.words import Words

_MARKUP = re.compile(r"[\\`*_\[\]<|~$#]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# Addresses become links without any brackets; a backslash inside them keeps them text.
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
# A number begins a list only where nothing follows its point: decimals stay as they are.
_START = re.compile(r"^(?:(\d+)(?=[.)](?:\s|$))|(?=[-+=>]))")
# Most texts hold nothing of all that.
_SPECIAL = re.compile(r"[\\`*_\[\]<|~$#&:\n]|[wW]\.|\A\d+[.)](?:\s|\Z)|\A[-+=>]|\A\s|\s\Z")

_Column = tuple[str, Align]


def write(report: Report, words: Words) -> str:
    """Return a report as Markdown.

    Args:
        report: What to write.
        words: The language of the few words the writer adds itself.

    Returns:
        The document, ending in a line break.
    """
    parts = [f"# {escape(report.title)}", _paragraph(report.subtitle)]
    parts.append("\n".join(f"- **{escape(what)}:** {escape(value)}" for what, value in report.facts))
    parts += chain.from_iterable(_section(section, words) for section in report.sections)
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    r"""Return one line of foreign text so that Markdown shows it as it is: `*` as `\*`, a leading `1.` as `1\.`."""
    if not _SPECIAL.search(text):
        return text
    line = " ".join(text.split("\n")).strip()
    line = _MARKUP.sub(r"\\\g<0>", line)
    line = _ENTITY.sub(r"\\&", line)
    line = _ADDRESS.sub(r"\\\g<0>", line)
    return _START.sub(lambda found: f"{found[1] or ''}\\", line, count=1)


def _section(section: Section, words: Words) -> Iterator[str]:
    yield f"## {escape(section.title)}" if section.title else ""
    yield f"**{escape(section.finding)}**" if section.finding else ""
    yield _paragraph(section.lead)
    for block in section.blocks:
        yield _block(block, words)


def _block(block: Block, words: Words) -> str:
    match block:
        case Heading():
            return f"{'#' * min(6, block.level)} {escape(block.text)}"
        case Lead() | Para():
            return _paragraph(block.text)
        case Note():
            return f"**!** {_paragraph(block.text)}" if block.tone == "warning" else _paragraph(block.text)
        case Bullets():
            return "\n".join(f"- {escape(item)}" for item in block.items)
        case Figures():
            return "\n".join(f"- {_bold(value)} {escape(what)}" for value, what in block.pairs)
        case Base():
            return " · ".join(part for part in (_bold(block.main), escape(block.detail), escape(block.missing)) if part)
        case Quotes():
            return "\n\n".join(_quote(said, who) for said, who in block.rows)
        case Table():
            return _table(list(zip(block.head, block.align, strict=True)), [map(escape, row) for row in block.rows])
        case Bars() | Mentions() | Shift() | Grades() | Actions():
            return _counted(block, words)
        case _:
            assert_never(block)


def _counted(block: Bars | Mentions | Shift | Grades | Actions, words: Words) -> str:
    match block:
        case Bars():
            return _bars(block, words)
        case Mentions():
            return _mentions(block, words)
        case Shift():
            return _shift(block, words)
        case Grades():
            return _grades(block, words)
        case Actions():
            return _actions(block, words)
        case _:
            assert_never(block)


def _bars(block: Bars, words: Words) -> str:
    placed = any(row.place is not None for row in block.rows)
    noted = any(row.note for row in block.rows)
    kept = any(row.kept for row in block.rows)
    head: list[_Column] = [(words("place"), "right")] if placed else []
    head += [(words("what"), "left"), (block.unit, "right")]
    head += [(block.note_head, "left")] if noted else []
    head += [(words("goes on"), "left")] if kept else []
    rows = []
    for row in block.rows:
        cells = [_number(row.place)] if placed else []
        cells += [escape(row.label), _bold(row.shown)]
        cells += [escape(row.note)] if noted else []
        rows.append([*cells, *(_kept(row.kept) if kept else [])])
    return _table(head, _with_cut(rows, [row.above for row in block.rows], block.cut, int(placed)))


def _mentions(block: Mentions, words: Words) -> str:
    several = any(row.answers != row.count for row in block.rows)
    named = any(any(row.marks) for row in block.rows)
    kept = any(row.kept for row in block.rows)
    head: list[_Column] = [(words("what"), "left"), (block.unit, "right")]
    head += [(words("from"), "left")] if named else []
    head += [(words("answers"), "right")] if several else []
    head += [(words("goes on"), "left")] if kept else []
    rows = []
    for row in block.rows:
        names = [escape(name) for name, mark in zip(block.names, row.marks, strict=True) if mark]
        label = " · ".join(map(escape, (row.label, *row.fields, *(f"«{text}»" for text in row.texts))))
        cells = [label, _bold(str(row.count))]
        cells += [", ".join(names)] if named else []
        cells += [str(row.answers)] if several else []
        rows.append([*cells, *(_kept(row.kept) if kept else [])])
    return _table(head, _with_cut(rows, [row.above for row in block.rows], block.cut, 0))


def _grades(block: Grades, words: Words) -> str:
    placed = any(row.place is not None for row in block.rows)
    changed = any(row.change for row in block.rows)
    kept = any(row.kept for row in block.rows)
    head: list[_Column] = [(words("place"), "right")] if placed else []
    head += [(words("what"), "left")]
    head += [(grade, "right") for grade in block.scale]
    head += [(block.head, "right"), (words("graded"), "right")]
    head += [(words("change"), "right")] if changed else []
    head += [(words("goes on"), "left")] if kept else []
    rows = []
    for row in block.rows:
        cells = [_number(row.place)] if placed else []
        cells += [escape(row.label), *map(str, row.counts), _bold(row.shown), str(row.n)]
        cells += [escape(row.change)] if changed else []
        rows.append([*cells, *(_kept(row.kept) if kept else [])])
    return _table(head, _with_cut(rows, [row.above for row in block.rows], block.cut, int(placed)))


def _shift(block: Shift, words: Words) -> str:
    head: list[_Column] = [(words("what"), "left")]
    for moment in block.moments:
        head += [(f"{moment}, {block.unit}", "right"), (words("share"), "right")]
    rows = []
    for row in block.rows:
        cells = [escape(row.label)]
        for count, share in zip(row.counts, row.shares, strict=True):
            percent = words("{share}%", share=words.number(share * 100)) if share is not None else ""
            cells += [str(count), percent]
        rows.append([*cells, "" if row.points is None else _bold(words.signed(row.points))])
    return _table([*head, (words("shift"), "right")], rows)


def _actions(block: Actions, words: Words) -> str:
    labels = list(dict.fromkeys(label for row in block.rows for label, _ in row.fields))
    rows = []
    for row in block.rows:
        status = f"**!** {escape(row.status)}" if row.overdue else escape(row.status)
        who = escape(row.who or words("no one yet"))
        more = [escape(dict(row.fields).get(label, "")) for label in labels]
        when = escape(row.when or words("no date yet"))
        rows.append([_number(row.number), escape(row.what), who, when, *more, status])
    *heads, last = block.head
    head: list[_Column] = [(words("no."), "right"), *((word, "left") for word in (*heads, *labels, last))]
    return _table(head, rows)


def _with_cut(rows: list[list[str]], above: Sequence[bool], cut: str, column: int) -> list[list[str]]:
    """Return rows with the cut line as a row of its own; a table has no other place for it."""
    if not cut or all(above):
        return rows
    index = above.index(False)
    words = ["" for _ in rows[0]]
    words[column] = f"┄┄ {escape(cut)} ┄┄"
    return [*rows[:index], words, *rows[index:]]


def _table(head: Sequence[_Column], rows: Sequence[Sequence[str] | Iterator[str]]) -> str:
    if not rows:
        return ""
    lines = [
        [escape(text) for text, _ in head],
        ["---:" if align == "right" else ":---" for _, align in head],
        *rows,
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _paragraph(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join("\\\n".join(map(escape, paragraph.split("\n"))) for paragraph in paragraphs)


def _quote(said: str, who: str) -> str:
    lines = [f"> «{escape(said)}»", *([f"> {escape(who)}"] if who else [])]
    return "\\\n".join(lines)


def _bold(text: str) -> str:
    return f"**{escape(text)}**" if text else ""


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _kept(kept: bool) -> list[str]:
    return ["✓" if kept else ""]
