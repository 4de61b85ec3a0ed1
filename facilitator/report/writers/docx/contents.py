"""The table of contents: a field, filled already, whose lines lead to the headings.

It has no page numbers: only the program that sets the pages knows them, and wrong ones are worse than none.
"""

from collections.abc import Iterator, Sequence

from facilitator.report.writers.docx.xml import Element, element, field_begin, field_mark, paragraph, runs
from facilitator.words import Words


def contents(titles: Sequence[str], words: Words) -> Iterator[Element]:
    """Give the table of contents.

    Args:
        titles: The headings of the first level, in order.
        words: The language.
    """
    yield paragraph("Contents", *runs(words("Contents")), keep=True)
    for number, title in enumerate(titles, 1):
        said = (*runs(str(number)), element("r", element("tab")), *runs(title))
        line = element("hyperlink", *said, anchor=_name(number), history=1)
        begin = field_begin(r'TOC \o "1-1" \h \z \n') if number == 1 else []
        yield paragraph("TOC1", *begin, line, *([field_mark("end")] if number == len(titles) else []))


def bookmarked(heading: Element, number: int) -> Element:
    """Return a heading that the table of contents leads to."""
    start = element("bookmarkStart", id=number, name=_name(number))
    heading.insert(1, start)
    heading.append(element("bookmarkEnd", id=number))
    return heading


def _name(number: int) -> str:
    return f"_Toc{number:08}"
