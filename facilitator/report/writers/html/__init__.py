"""A report as one HTML file that stands alone: no script, nothing fetched, readable on paper and on a phone."""

from collections.abc import Iterator
from importlib.resources import files
from urllib.parse import quote

import htpy as h
from markupsafe import Markup

from facilitator.report.model import Report, Section
from facilitator.report.writers.html.prose import paragraphs
from facilitator.report.writers.html.setting import block_node
from facilitator.words import Words

# A second wall behind the escaping: even markup that slipped through could run and fetch nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_MOST_WITHOUT_CONTENTS = 6


def write(report: Report, words: Words) -> str:
    """Return a report as one HTML document.

    Args:
        report: What to write.
        words: The language of the few words the writer adds itself.

    Returns:
        The document.
    """
    page = h.html(lang=report.language)[
        # The only text that is not escaped: the project's own style sheet.
        head_of_file(report.title, Markup(_style())),
        h.body[_head(report), _contents(report, words), h.main[(_section(part, words) for part in report.sections)]],
    ]
    return f"{page}\n"


def head_of_file(title: str, style: Markup) -> h.Node:
    """Return the head of a file that fetches nothing.

    Args:
        title: What the document is called.
        style: One of the project's own style sheets.
    """
    return h.head[
        h.meta(charset="utf-8"),
        h.meta(http_equiv="Content-Security-Policy", content=_POLICY),
        h.meta(name="viewport", content="width=device-width, initial-scale=1"),
        h.meta(name="referrer", content="no-referrer"),
        h.title[title],
        h.style[style],
    ]


def _style() -> str:
    return files(__package__).joinpath("report.css").read_text(encoding="utf-8")


def _head(report: Report) -> h.Node:
    return h.header[
        h.h1[report.title],
        report.subtitle and h.p(".subtitle")[report.subtitle],
        bool(report.facts) and h.dl(".facts")[(h.div[h.dt[what], h.dd[value]] for what, value in report.facts)],
    ]


def _contents(report: Report, words: Words) -> h.Node:
    if len(report.sections) <= _MOST_WITHOUT_CONTENTS:
        return None
    name = words("Contents")
    links = (h.li[h.a(href=f"#{quote(section.id)}")[section.title]] for section in report.sections if section.title)
    return h.nav(aria_label=name)[h.h2[name], h.ol[links]]


def _section(section: Section, words: Words) -> h.Node:
    def parts() -> Iterator[h.Node]:
        if section.title:
            yield h.h2[section.title]
        if section.lead:
            yield h.div(".lead")[paragraphs(section.lead)]
        for block in section.blocks:
            yield block_node(block, section.title, words)

    return h.section(id=section.id)[parts()]
