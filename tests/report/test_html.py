"""The HTML report: foreign text stays text, nothing runs or is fetched, and every figure is there."""

import re
from html.parser import HTMLParser

import pytest
import report_samples as samples

from facilitator.blocks import Bars, Block, Bullets, Grades, Heading, Mentions, Shift, ShiftRow
from facilitator.report.model import Report, Section
from facilitator.report.writers.html import write
from facilitator.words import Words

_VOID = {"meta", "br"}
_EMPTY: list[Block] = [Bars((), "x"), Mentions((), (), "x"), Grades((), (), "x"), Shift(("a", "b"), (), "x")]
_STYLE = re.compile(r"(width|padding-right|--tint):[\d.]+(%|ch)")


class _Page(HTMLParser):
    """Collects tags, attributes, and the text a reader sees."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.comments: list[str] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def _drawn(text: str) -> Shift:
    rows = (ShiftRow(1, text, (1, 2), (0.5, 1.0), 50.0), ShiftRow(2, "b", (1, 0), (0.5, 0.0), -50.0))
    return Shift((text, "b"), rows, text)


def _written(*blocks: Block, title: str = "Del ett", count: int = 1) -> str:
    sections = tuple(Section(f"s{index}", title, title, blocks) for index in range(count))
    return write(Report(title, title, "sv", ((title, title),), sections), Words("sv"))


def _page(*blocks: Block, title: str = "Del ett", count: int = 1) -> _Page:
    return _Page(_written(*blocks, title=title, count=count))


@pytest.mark.parametrize("text", samples.HOSTILE)
@pytest.mark.parametrize("kind", range(len(samples.carrying(""))))
def test_foreign_text_is_shown_and_harmless(text: str, kind: int) -> None:
    page = _page(samples.carrying(text)[kind])
    harmless = _page(samples.carrying("x")[kind])
    assert any(text in part for part in page.texts)
    assert page.crossed == []
    assert page.open == []
    assert page.comments == []
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in harmless.tags} | {"div", "span", "ul", "li"}


@pytest.mark.parametrize("text", samples.HOSTILE)
def test_foreign_titles_and_facts_are_text_too(text: str) -> None:
    page = _page(title=text)
    # The page's title, its heading and subtitle, a fact's two halves, the section's heading and lead.
    assert page.texts.count(text) == 7
    assert page.crossed == []


def test_nothing_runs_and_nothing_is_fetched() -> None:
    page = _page(*(block for text in samples.HOSTILE for block in (*samples.carrying(text), _drawn(text))))
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & {tag for tag, _ in page.tags}
    attributes = [(name, value) for _, values in page.tags for name, value in values.items()]
    assert [name for name, _ in attributes if name.startswith("on") or name in {"src", "action"}] == []
    assert [value for name, value in attributes if name == "style" and not _STYLE.fullmatch(value)] == []
    assert [value for name, value in attributes if name == "href" and not value.startswith("#")] == []
    drawn = page.tags[next(at for at, (tag, _) in enumerate(page.tags) if tag == "svg") :]
    assert {tag for tag, _ in drawn[: next(at for at, (tag, _) in enumerate(drawn) if tag == "table")]} == {
        "svg",
        "g",
        "line",
        "circle",
        "text",
    }


def test_the_policy_forbids_everything_but_its_own_style() -> None:
    policies = [meta["content"] for meta in _page().all("meta") if "http-equiv" in meta]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    style = _written().split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style
    assert "&" not in style


@pytest.mark.parametrize("block", samples.EVERY, ids=lambda block: type(block).__name__)
def test_every_figure_and_label_is_shown(block: Block) -> None:
    shown = _page(block).text
    assert [part for part in samples.figures_and_labels(block) if part not in shown] == []


@pytest.mark.parametrize("block", samples.EVERY[10:], ids=lambda block: type(block).__name__)
def test_tables_have_captions_and_scopes(block: Block) -> None:
    page = _page(block)
    assert len(page.all("caption")) == len(page.all("table")) == 1
    assert all(head.get("scope") in {"col", "row", "rowgroup"} for head in page.all("th"))


def test_the_language_is_named_and_the_page_fits_a_phone() -> None:
    page = _page()
    assert page.all("html") == [{"lang": "sv"}]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in page.all("meta")


@pytest.mark.parametrize(("count", "expected"), [(6, 0), (7, 1)])
def test_a_long_report_has_contents(count: int, expected: int) -> None:
    page = _page(count=count)
    assert len(page.all("nav")) == expected
    assert [link["href"] for link in page.all("a")] == [f"#s{index}" for index in range(count)] * expected


def test_the_cut_stands_between_the_right_rows() -> None:
    texts = _page(samples.BARS).texts
    assert texts.index(samples.BARS.rows[8].label) < texts.index(samples.BARS.cut)
    assert texts.index(samples.BARS.cut) < texts.index(samples.BARS.rows[9].label)


def test_shared_places_are_joined_and_said() -> None:
    page = _page(samples.BARS)
    parts = [cell["class"].split()[-1] for cell in page.all("td") if cell.get("class", "").startswith("place")]
    assert parts == ["first", "middle", "last"] * 3 + ["first", "last"]
    assert page.texts.count(f", {Words('sv')('shared')}") == len(parts)


def test_bars_share_one_scale_from_zero() -> None:
    widths = [span["style"] for span in _page(samples.NOTED).all("span") if "style" in span]
    assert widths == ["width:71.7%", "width:56.7%", "width:13.3%"]


@pytest.mark.parametrize(
    "block", [Bars((), "x"), Mentions((), (), "x"), Grades((), (), "x"), Shift(("a", "b"), (), "x")]
)
def test_an_empty_tally_leaves_no_table(block: Block) -> None:
    assert _page(block).all("table") == []


def test_what_came_out_is_the_headline_and_what_was_asked_stands_above_it() -> None:
    section = Section("step", "Vad lockar?", "", (), "Gratis nämns mest")
    page = _Page(write(Report("T", "", "sv", (), (section,)), Words("sv")))
    assert page.texts[page.texts.index("Vad lockar?") :][:3] == ["Vad lockar?", ": ", "Gratis nämns mest"]
    assert len(page.all("h2")) == 1


def test_findings_are_numbered_and_headings_skip_no_level() -> None:
    findings = Section("results", "Det här kom fram", "", (Bullets(("Val: A och B", "Utan kolon")),))
    deep = Section("step", "Steg", "", (Heading("Djupt", 5), Heading("Samma", 3)))
    page = _Page(write(Report("T", "", "sv", (), (findings, deep)), Words("sv")))
    assert page.all("ol") == [{"class": "findings"}]
    assert "A och B" in page.texts
    assert "Utan kolon" in page.texts
    assert [tag for tag, _ in page.tags if tag[0] == "h" and tag[1:].isdigit()] == ["h1", "h2", "h2", "h3", "h3"]


def test_slopes_have_their_figures_in_a_table() -> None:
    page = _page(_drawn("Första valet"))
    assert len(page.all("svg")) == 2
    assert all(drawing["role"] == "img" and "Första valet" in drawing["aria-label"] for drawing in page.all("svg"))
    table = page.texts[page.texts.index("Del ett: Första valet") :]
    figures = ("1", "2", "50\N{NO-BREAK SPACE}%", "100\N{NO-BREAK SPACE}%", "▲ +50", "▼ −50")
    assert [part for part in ("Första valet", "b", *figures) if part not in table] == []
