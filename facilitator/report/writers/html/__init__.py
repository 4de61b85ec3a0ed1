"""A report as one HTML file that stands alone: no script, nothing fetched, readable on paper and on a phone."""

from base64 import b64encode
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import htpy as h
from markupsafe import Markup
from msgspec.structs import replace

from facilitator.blocks import Bullets, Heading, Table
from facilitator.report.model import APPENDIX, Report, Section
from facilitator.report.writers.html.prose import findings, paragraphs
from facilitator.report.writers.html.setting import block_node
from facilitator.report.writers.html.tables import table
from facilitator.report.writers.style import ACCENT, Style, checked
from facilitator.words import Words

# A second wall behind the escaping: even markup that slipped through could run and fetch nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_MOST_WITHOUT_CONTENTS = 6
# The section whose list is the findings of the whole.
_FINDINGS = "results"


def write(report: Report, words: Words, style: Style | None = None) -> str:
    """Return a report as one HTML document.

    Args:
        report: What to write.
        words: The language of the few words the writer adds itself.
        style: The look; the product's own where None. The letters are those of whoever reads it.

    Returns:
        The document.

    Raises:
        FacilitatorError: the style cannot be used.
    """
    chosen = checked(style or Style(), words)
    title = report.title or report.subtitle or words("Summary")
    page = h.html(lang=report.language)[
        # The only text that is not escaped: the project's own style sheet.
        head_of_file(title, Markup(_style(chosen))),
        h.body[
            _head(report, title, chosen),
            _contents(report, words),
            h.main[(_section(part, words) for part in report.sections)],
        ],
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


def _style(style: Style) -> str:
    sheet = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    # Checked: it can be nothing but a colour.
    return sheet.replace(ACCENT, style.accent)


def _head(report: Report, title: str, style: Style) -> h.Node:
    return h.header[
        style.logo is not None and h.img(".logo", src=_picture(style.logo), alt=""),
        h.h1[title],
        report.subtitle and h.p(".subtitle")[report.subtitle],
        bool(report.facts) and h.dl(".facts")[(h.div[h.dt[what], h.dd[value]] for what, value in report.facts)],
    ]


def _picture(path: Path) -> str:
    """Return a picture as an address that holds it."""
    kind = "svg+xml" if path.suffix.lower() == ".svg" else path.suffix.lower().lstrip(".").replace("jpg", "jpeg")
    return f"data:image/{kind};base64,{b64encode(path.read_bytes()).decode()}"


def _contents(report: Report, words: Words) -> h.Node:
    if len(report.sections) <= _MOST_WITHOUT_CONTENTS:
        return None
    name = words("Contents")
    links = (h.li[h.a(href=f"#{quote(section.id)}")[section.title]] for section in report.sections if section.title)
    return h.nav(aria_label=name)[h.h2[name], h.ol[links]]


def _section(section: Section, words: Words) -> h.Node:
    """Return a section. No heading is more than one level below the one before, for who goes through them."""

    def parts() -> Iterator[h.Node]:
        level = 2 if section.title else 1
        if section.title:
            yield h.h2[_title(section)]
        if section.lead:
            yield h.div(".lead")[paragraphs(section.lead)]
        for block in section.blocks:
            if isinstance(block, Heading):
                level = max(2, min(block.level, level + 1))
                yield block_node(replace(block, level=level), section.title, words)
            elif isinstance(block, Bullets) and section.id == _FINDINGS:
                yield findings(block)
            elif isinstance(block, Table) and section.id == APPENDIX:
                yield table(block, section.title, fine="right" in block.align[1:])
            else:
                yield block_node(block, section.title, words)

    return h.section(id=section.id)[parts()]


def _title(section: Section) -> h.Node:
    """Return what came out as the headline, what was asked above it."""
    if not section.finding:
        return section.title
    return [h.span(".about")[section.title, h.span(".heard")[": "]], section.finding]
