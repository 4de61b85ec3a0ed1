"""Every figure of `show --json` stands in every summary beside what it is of, read back from the files themselves."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pypdfium2
import pytest
from deck_reading import Deck, labels
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pdf_pages import squeezed
from session_samples import LINES, SAMPLES, figures, lines_with, recorded, sample

from facilitator.export import write
from facilitator.report import appendix
from facilitator.report.document import document
from facilitator.report.figures import StepFigures
from facilitator.report.names import figure_name, shown
from facilitator.report.summary import Summary
from facilitator.report.writers.pptx.notes import longer
from facilitator.words import Words

SV = Words("sv")
LAST = SV("All figures")
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Signs that the product's own letters show, and that mean something to Markdown, HTML and typst.
LATIN = st.text("abcåäöABC =<>|*#_$`'-1", min_size=1, max_size=30).filter(lambda text: text.strip())
Row = list[str]


class _Tables(HTMLParser):
    """The rows of the tables in the section of all figures, and its headings as rows of one cell."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._inside = self._taken = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self._inside = ("id", "all-figures") in attrs
        if self._inside and tag in ("tr", "h3", "h4"):
            self.rows.append([] if tag == "tr" else [""])
        if self._inside and tag in ("td", "th"):
            self.rows[-1].append("")
        self._taken = self._inside and tag in ("td", "th", "h3", "h4")

    def handle_endtag(self, tag: str) -> None:
        self._taken = self._taken and tag not in ("td", "th", "h3", "h4")

    def handle_data(self, data: str) -> None:
        if self._taken:
            self.rows[-1][-1] += data


def in_html(content: str) -> list[Row]:
    tables = _Tables()
    tables.feed(content)
    return tables.rows


def in_markdown(content: str) -> list[Row]:
    rows = []
    for line in content.partition(f"\n## {LAST}\n")[2].splitlines():
        if line.startswith("### "):
            rows.append([_plain(line[4:])])
        elif line.startswith("| "):
            rows.append([_plain(cell.strip()) for cell in re.findall(r"\| ((?:\\.|[^|\\])*)", line)])
    return rows


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def told(rows: list[Row]) -> dict[tuple[int, str, int | None], dict[str, list[str]]]:
    """Return what is said of each step, part and item (None: of the part itself): the name of a figure, its values."""
    found: dict[tuple[int, str, int | None], dict[str, list[str]]] = {}
    step, part = 0, ""
    for row in rows:
        if len(row) == 1:
            step = int(row[0].split(".")[0])
            continue
        number, name, said = row
        if not number:
            part = "" if name == SV("The whole") else name
        if number.isdigit() or not number:
            values = dict(one.split(": ", 1) for one in said.split(" · ") if ": " in one)
            key = step, part, int(number) if number else None
            found[key] = {what: value.split(", ") for what, value in values.items()}
    return found


def check(summary: Summary, name: str) -> None:
    content = write(summary, name).content.decode()
    found = told(in_html(content) if name == "html" else in_markdown(content))
    held = {step.number for step in appendix.held(summary)}
    wanted = [one for one in figures(summary) if one[0] in held and one[4] is not None]
    missing = []
    for step, part, item, path, value in wanted:
        assert value is not None
        of = found.get((step, part, item)) or {}
        if path == "present":
            of = next(values for key, values in found.items() if key[0] == step)
        if shown(path, value, SV) not in of.get(figure_name(path, SV), []):
            missing.append((step, part, item, path, value, of))
    assert missing == []


def leaves(value: Any) -> Iterator[float]:
    """Give every number that there is within a value."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def check_nothing_is_passed_over(summary: Summary) -> None:
    """Check that all numbers are looked for but those that name something, and that a step not held has none."""
    whole, found = document(summary.book), [one for one in figures(summary) if one[4] is not None]
    naming = 1 + len(whole["groups"])
    for step in whole["steps"]:
        tally = step["tally"] or {}
        naming += 1 + len(tally.get("shift", ()))
        for facet in tally.get("facets", [tally] if tally else []):
            naming += len(facet["items"]) + sum(len(item.get("counts", ())) for item in facet["items"])
    people = [whole["people"], *(group["people"] for group in whole["groups"])]
    assert len(found) + naming + len([one for one in people if one is not None]) == len(list(leaves(whole)))
    held = {step.number for step in appendix.held(summary)}
    # Before its turn a list that is read back has the figures of the step whose answers it is.
    other = {step["number"] for step in whole["steps"] if step["number"] not in held and step["kind"] != "merge"}
    given = [one for one in found if one[3] not in ("present", "capacity", "unused")]
    assert not [one for one in given if one[0] in other and one[4]]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_number_of_a_session_is_passed_over(path: Any) -> None:
    check_nothing_is_passed_over(sample(path))


@FEW
@given(LINES)
def test_no_number_of_any_session_is_passed_over(lines: list[str]) -> None:
    check_nothing_is_passed_over(recorded(lines))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_how_many_people_there_were_is_told_of_every_table(path: Any) -> None:
    summary = sample(path)
    whole = document(summary.book)
    people = [str(group["people"]) for group in whole["groups"]]
    facts = dict(summary.report.facts)
    assert facts["Personer"] == str(whole["people"])
    named = [f"{group['name']} ({group['people']})" for group in whole["groups"]]
    assert facts["Bord"] in (f"{len(people)} ({SV.listed(people)} personer)", f"{len(people)}: {', '.join(named)}")
    rows = csv.DictReader(io.StringIO(write(summary, "csv").content.decode("utf-8-sig")), delimiter=";")
    assert [row["värde"] for row in rows if row["sökväg"].endswith("people")] == [facts["Personer"], *people]


@pytest.mark.parametrize("name", ["md", "html", "pdf", "pptx", "docx", "xlsx"])
def test_what_is_known_of_a_session_as_a_whole_is_in_every_format(name: str) -> None:
    summary = sample(SAMPLES[0])
    content = write(summary, name).content
    match name:
        case "pptx":
            said = "".join(Deck(content).texts)
        case "docx":
            said = "".join(cell.text for row in Document(io.BytesIO(content)).tables[0].rows for cell in row.cells)
        case "xlsx":
            sheet = load_workbook(io.BytesIO(content)).worksheets[0]
            said = "".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
        case "pdf":
            said = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
        case _:
            said = re.sub("<[^>]+>", "", content.decode())
    assert [value for _, value in summary.report.facts if squeezed(value) not in squeezed(said)] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["md", "html"])
def test_every_figure_of_a_session_is_in_its_own_row(name: str, path: Any) -> None:
    summary = sample(path)
    assert len([one for one in figures(summary) if one[4] is not None]) > 500
    check(summary, name)


@pytest.mark.parametrize("name", ["md", "html"])
@FEW
@given(LINES)
def test_every_figure_of_any_session_is_in_its_own_row(name: str, lines: list[str]) -> None:
    check(recorded(lines), name)


def rows_of(step: StepFigures) -> Iterator[str]:
    """Give what each row of a step says in the appendix, from its number to its last figure."""
    for part in step.parts:
        yield f"{part.name or SV('The whole')} {appendix.of_part(step, part, SV)}"
        yield from (f"{item.number} {item.name} {appendix.of_item(item, SV)}" for item in part.items)


def check_pages(summary: Summary) -> None:
    """Check that the pages have every row; that a row has every figure is checked where rows can be read one by one."""
    document = pypdfium2.PdfDocument(write(summary, "pdf").content)
    # In the order in which it is read aloud: cell by cell, row by row.
    text = squeezed("".join(page.get_textpage().get_text_range() for page in document))
    wanted = [row for step in appendix.held(summary) for row in rows_of(step)]
    assert [row for row in wanted if squeezed(row) not in text] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_figure_of_a_session_is_in_its_own_row_of_the_pdf(path: Any) -> None:
    check_pages(sample(path))


@FEW
@given(lines_with(LATIN))
def test_every_figure_of_any_session_is_in_its_own_row_of_the_pdf(lines: list[str]) -> None:
    check_pages(recorded(lines))


def on_slides(content: bytes) -> Iterator[str]:
    """Give what is said in one place of a deck: a bar's name with its words, a row of a table, a paragraph."""
    deck = Deck(content)
    for chart in deck.charts:
        names = [str(name) for name in chart.plots[0].categories]
        said = labels(chart)
        yield from (" ".join([name, *said[at :: len(names)]]) for at, name in enumerate(names))
    yield from (" ".join(row) for table in deck.tables for row in table)
    yield from (part.text for shape in deck.shapes if shape.has_text_frame for part in shape.text_frame.paragraphs)


def counted(summary: Summary) -> Iterator[tuple[str, list[str]]]:
    """Give every item of the report's steps with the figures that its slide must show beside it."""
    sections = {section.id for section in summary.report.sections}
    for step in document(summary.book)["steps"]:
        if step["tally"] is None or step["id"] not in sections or step["tally"].get("hidden"):
            continue
        parted = "facets" in step["tally"]
        for facet in step["tally"].get("facets", [step["tally"]]):
            for item in facet["items"]:
                name = item["item"]
                match step["kind"]:
                    case "vote" | "rank":
                        got = item["dots" if step["kind"] == "vote" else "points"]
                        # What got nothing is named in a sentence.
                        yield name, [SV.number(got, 0 if float(got).is_integer() else 1)] if got else []
                    case "rate" if item["mean"] is not None:
                        yield name, [SV.number(item["mean"], 1)]
                        if not parted:
                            yield name, [str(count["n"]) for count in item["counts"]] + [str(item["n"])]
                    case "collect" | "merge":
                        yield name, [str(item["groups"])]


def check_slides(summary: Summary) -> None:
    places = [" ".join(place.split()) for place in on_slides(write(summary, "pptx").content)]
    missing = []
    for item, wanted in counted(summary):
        name = " ".join(item.split())
        beside = [Counter(re.findall(r"\d+(?:,\d+)?", place)) for place in places if name in place]
        if not any(Counter(wanted) <= numbers for numbers in beside):
            missing.append((item, wanted))
    assert missing == []


def in_notes(deck: Deck, summary: Summary) -> dict[tuple[int, str, int | None], str]:
    """Return what the notes say of each step, part and item (None: of the part itself)."""
    steps = {f"{step.number}. {_spaced(step.title)}": step for step in appendix.held(summary)}
    found: dict[tuple[int, str, int | None], str] = {}
    for line in map(_spaced, "\n".join(deck.notes).splitlines()):
        if line == longer(SV):
            continue
        if line in steps:
            step = steps[line]
            items = {f"{item.number}. {_spaced(item.name)}": item.number for part in step.parts for item in part.items}
            parts = {_spaced(part.name) or SV("The whole"): part.name for part in step.parts}
            continue
        of, said = next((of, line[len(of) + 3 :]) for of in (*items, *parts) if line.startswith(f"{of} – "))
        if of in parts:
            part = parts[of]
        found[step.number, part, items.get(of)] = said
    return found


def check_notes(summary: Summary) -> None:
    """Check that every figure stands in the notes of its step, or on a slide beside its item."""
    deck = Deck(write(summary, "pptx").content)
    noted, places = in_notes(deck, summary), [_spaced(place) for place in on_slides(deck.content)]
    names = {(step.number, item.number): item.name
             for step in appendix.held(summary) for part in step.parts for item in part.items}  # fmt: skip
    held, missing = {step.number for step in appendix.held(summary)}, []
    for step, part, item, path, value in figures(summary):
        if step not in held or value is None:
            continue
        of = next(key[1] for key in noted if key[0] == step) if path == "present" else part
        told = _spaced(names[step, int(value)] if path.startswith("funded.") else shown(path, value, SV))
        said = noted.get((step, of, item), "")
        if re.search(rf"(^| · ){re.escape(figure_name(path, SV))}: (.*, )?{re.escape(told)}(,| ·|$)", said):
            continue
        beside = [place for place in places if item and _spaced(names[step, item]) in place]
        decimals = 0 if float(value).is_integer() and path != "mean" else 1
        near = SV.signed(value, decimals) if path == "shift" else SV.number(value, decimals)
        # What got nothing is named in a sentence.
        near = "" if not value and path in ("dots", "points") else near
        if not any(re.search(rf"(?<![\d,]){re.escape(near)}(?![\d,])", place) for place in beside):
            missing.append((step, part, item, path, value))
    assert missing == []


def _spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_figure_of_a_session_is_on_a_slide_or_in_its_notes(path: Any) -> None:
    check_slides(sample(path))
    check_notes(sample(path))


@FEW
@given(lines_with(LATIN))
def test_every_figure_of_any_session_is_on_a_slide_or_in_its_notes(lines: list[str]) -> None:
    check_slides(recorded(lines))
    check_notes(recorded(lines))
