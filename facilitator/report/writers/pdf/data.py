"""A report as plain data for the template: texts, shares of a full bar, words. Nothing here is counted anew."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from facilitator.blocks import (
    Actions,
    Bars,
    Base,
    Bullets,
    Counted,
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
from facilitator.report.model import APPENDIX, Report, Section
from facilitator.report.writers.pdf.counted import actions, bars, grades, mentions, shift, table, with_remark
from facilitator.report.writers.style import Style
from facilitator.words import Words

_LONGEST_RUNNING_HEAD = 90
_MOST_WITHOUT_CONTENTS = 6
# What is set as a report's findings.
_FINDINGS = "results"
_DEEPEST = 4
# How wide the columns of a session's appendix are: number, item, figures in running text.
_FINE_WIDTHS = (5, 27, 64)

Data = dict[str, object]
_Set = Lead | Para | Bullets | Figures | Base | Counted | Table | Quotes | Note


def document(report: Report, words: Words, style: Style) -> Data:
    """Return a report as the template takes it.

    Args:
        report: What to write.
        words: The language of the few words the writer adds itself.
        style: The look, already checked.
    """
    title = report.title or report.subtitle or words("Summary")
    return {
        **head_of(title, report.subtitle, report.day, words, style),
        "facts": report.facts,
        "contents": words("Contents") if len(report.sections) > _MOST_WITHOUT_CONTENTS else "",
        "sections": list(_sections(report.sections, words)),
    }


def head_of(title: str, subtitle: str, day: date | None, words: Words, style: Style) -> Data:
    """Return what every document says of itself, and its look.

    Args:
        title: What it is called.
        subtitle: What it is called besides; may be empty.
        day: Its day, None where it is not known.
        words: The language.
        style: The look, already checked.
    """
    return {
        "title": title,
        "running": _shortened(" · ".join(filter(None, (title, subtitle)))),
        "subtitle": subtitle,
        "language": words.language,
        "day": None if day is None else [day.year, day.month, day.day],
        "date": "" if day is None else words.long_date(day),
        "accent": style.accent,
        "font": style.font,
        "logo": None if style.logo is None else list(style.logo.read_bytes()),
        "page": words("page {number} of {total}", number="{number}", total="{total}"),
    }


def _shortened(text: str) -> str:
    """Return a text for the running head; the whole of it stands on the first page."""
    if len(text) <= _LONGEST_RUNNING_HEAD:
        return text
    return text[:_LONGEST_RUNNING_HEAD].rsplit(" ", 1)[0].rstrip(" ·,") + " …"


def _sections(sections: Sequence[Section], words: Words) -> Iterator[Data]:
    """Give the sections. No heading is more than one level below the one before: the standard for reading aloud."""
    level = 0
    for section in sections:
        level = 1 if section.title else level
        fine = section.id == APPENDIX
        inner: list[Data] = []
        for block in section.blocks:
            if isinstance(block, Para) and inner and inner[-1]["kind"] == "table" and not fine:
                inner[-1] = with_remark(inner[-1], block.text)
            elif isinstance(block, Heading):
                level = max(1, min(block.level - 1, level + 1, _DEEPEST))
                inner.append({"kind": "heading", "text": block.text, "level": level})
            else:
                inner.append(_fine(block) if fine and isinstance(block, Table) else _block(block, words))
        yield {
            "title": section.title,
            "finding": section.finding,
            "lead": section.lead,
            "key": section.id == _FINDINGS,
            "fine": fine,
            "blocks": inner,
        }


def _fine(block: Table) -> Data:
    """Return a table of the appendix: of figures in running text, or with a column for each."""
    return table(block, fine=True, widths=_FINE_WIDTHS if len(block.head) == len(_FINE_WIDTHS) else ())


def _block(block: _Set, words: Words) -> Data:
    match block:
        case Lead():
            return {"kind": "lead", "text": block.text}
        case Para():
            return {"kind": "para", "text": block.text}
        case Bullets():
            return {"kind": "bullets", "items": block.items}
        case Figures():
            return {"kind": "figures", "pairs": block.pairs}
        case Base():
            return {"kind": "base", "main": block.main, "detail": block.detail, "missing": block.missing}
        case Quotes():
            return {"kind": "quotes", "rows": block.rows}
        case Note():
            return {"kind": "note", "text": block.text, "warning": block.tone == "warning"}
        case Table():
            return table(block)
        case Bars() | Mentions() | Shift() | Grades() | Actions():
            return _counted(block, words)
        case _:
            assert_never(block)


def _counted(block: Counted, words: Words) -> Data:
    match block:
        case Bars():
            return bars(block, words)
        case Mentions():
            return mentions(block, words)
        case Shift():
            return shift(block, words)
        case Grades():
            return grades(block, words)
        case Actions():
            return actions(block, words)
        case _:
            assert_never(block)
