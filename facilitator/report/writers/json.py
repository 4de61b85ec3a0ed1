"""A session's summary as one JSON document: its figures, what the report says in words, and the log."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from facilitator.blocks import Block, Bullets, Heading, Lead, Note, Para, Quotes
from facilitator.report.document import document
from facilitator.report.model import Report, Section
from facilitator.report.summary import Summary
from facilitator.steps.book import Book
from facilitator.words import Words

VERSION = 1
_SURROGATE = re.compile("[\ud800-\udfff]")
# Of a hidden step these events tell nothing of what was given.
_TELL_NOTHING = frozenset({
    "step started", "step left", "time added", "clock stopped", "clock goes on", "step dropped", "list frozen",
    "note kept", "note changed", "hidden",
})  # fmt: skip


def write(summary: Summary, words: Words) -> bytes:
    """Return a summary as JSON, in the shape of docs/schema/summary.schema.json.

    Args:
        summary: What to write. What was given in steps that are hidden is left out.
        words: Not needed: what the document says is said in the report's language already.

    Returns:
        The document in UTF-8, ending in a line break.
    """
    hidden = _hidden(summary.book)
    told = [record for record in summary.records if _may_be_told(record, hidden)]
    whole = {
        "summary": VERSION,
        "audience": summary.audience,
        "session": document(summary.book),
        "report": report_document(summary.report),
        "withheld": summary.withheld + len(summary.records) - len(told),
        "events": told,
    }
    return encoded(whole)


def encoded(whole: Mapping[str, Any]) -> bytes:
    """Return a document in UTF-8, ending in a line break."""
    text = json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False)
    return (_SURROGATE.sub("\ufffd", text) + "\n").encode()


def _hidden(book: Book) -> set[str]:
    return {step.id for step in book.state.agenda.steps if book.tally(step).hidden}


def _may_be_told(record: Mapping[str, Any], hidden: set[str]) -> bool:
    return record.get("step") not in hidden or record.get("type") in _TELL_NOTHING


def report_document(report: Report) -> dict[str, Any]:
    """Return what a report says in words, as JSON-ready data."""
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "language": report.language,
        "facts": [{"name": name, "value": value} for name, value in report.facts],
        "sections": [_section(section) for section in report.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    texts = [section.lead] if section.lead else []
    return {"id": section.id, "title": section.title, "texts": [*texts, *_texts(section.blocks)]}


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Give what blocks say in sentences; their figures stand in `session`."""
    for block in blocks:
        match block:
            case Heading() | Lead() | Para() | Note():
                yield block.text
            case Bullets():
                yield from block.items
            case Quotes():
                yield from (f"«{said}», {who}" if who else f"«{said}»" for said, who in block.rows)
            case _:
                pass
