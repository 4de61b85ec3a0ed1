"""Reads the summary of a series back, whatever format it is in, for the tests of its figures."""

import io
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from facilitator.words import Words

SV = Words("sv")


def text(name: str, content: bytes) -> str:
    """Return all text of a format, without spaces and what breaks lines and words."""
    match name:
        case "pdf":
            # Between the running head and the number of the page.
            said = "".join(page.get_textpage().get_text_bounded(bottom=65, top=page.get_height() - 65)
                           for page in pypdfium2.PdfDocument(content))  # fmt: skip
        case "pptx":
            said = "\n".join(in_deck(content))
        case "docx":
            from docx import Document

            said = "\n".join(node.text or "" for node in Document(io.BytesIO(content)).element.body.iter()
                             if str(node.tag).endswith("}t"))  # fmt: skip
        case "html":
            said = unescape(re.sub("<[^>]+>", "", content.decode()))
        case _:
            said = content.decode().replace("\\", "").replace("*", "").replace("|", "")
    return squeezed(said)


def in_deck(content: bytes) -> Iterator[str]:
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from ("".join(cell.text_frame.text for cell in row.cells) for row in shape.table.rows)
            if shape.has_chart:
                chart = shape.chart
                yield from map(str, chart.plots[0].categories)
                for label in chart._chartSpace.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t"):
                    yield label.text


def squeezed(said: str) -> str:
    for unseen in ("\u200b", "\u00ad", "\u2010", "\ufffe", "\x02", "-", "·"):
        said = said.replace(unseen, "")
    return "".join(said.split())


def shown(step: dict[str, Any], score: float, is_total: bool = True) -> str:
    decimals = (2 if is_total else 1) if step["kind"] == "rate" else 0 if float(score).is_integer() else 1
    return SV.number(score, decimals)


def figures(step: dict[str, Any]) -> Iterator[str]:
    """Give what must be found of a step: items, totals in the step's own way, places, and shifts."""
    tally = step["tally"]
    parted = "facets" in tally
    for facet in tally.get("facets", [tally]):
        for item in facet["items"]:
            yield item["item"]
            score, place = item["by"][step["adds"]], item["places"][step["adds"]]
            if step["kind"] == "rate" and parted:
                if item["mean"] is not None:
                    yield f"{SV.number(item['mean'], 1)} ({place})"
            elif step["kind"] != "act" and score:
                yield shown(step, score)
    for row in tally.get("shift", ()):
        if row["points"] is not None:
            yield SV.signed(row["points"])


def places(step: dict[str, Any]) -> Iterator[str]:
    """Give place and item of everything that has a place, as they follow each other in a row."""
    tally = step["tally"]
    for facet in tally.get("facets", [tally]):
        for item in facet["items"]:
            if item["place"] is not None:
                yield f"{item['place']}{item['item']}"


def check_workbook(held: dict[str, Any], content: bytes) -> None:
    """Check that a series' workbook has a column for each forum and the figures of the JSON."""
    book = load_workbook(io.BytesIO(content))
    for step in held["steps"]:
        if step["tally"] is None or step["kind"] == "act" or "facets" in step["tally"]:
            continue
        sheet = next(sheet for sheet in book if sheet.title.startswith(f"{step['number']} "))
        head = [cell.value for cell in sheet[1]]
        rows = {row[1]: dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)}
        names = {forum["session"]: forum["name"] for forum in held["forums"]}
        for item in step["tally"]["items"]:
            row = rows[item["item"]]
            assert row["efter röster"] == pytest.approx(item["by"]["votes"])
            assert row["efter forum"] == item["by"]["forums"]
            assert row["plats"] == item["places"][step["adds"]]
            cells = item["forums"]
            given = [cell.get("dots", cell.get("points", cell.get("groups", cell.get("mean")))) for cell in cells]
            assert [row[names[cell["session"]]] for cell in cells] == pytest.approx(given)
