"""Reads all figures of a series back from its summary, each from its own place, in whatever format it is."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any, Literal

import pypdfium2
from openpyxl import load_workbook
from pptx import Presentation
from series_reading import squeezed

from facilitator.report.names import shown
from facilitator.report.writers.pptx.notes import longer
from facilitator.series.figures import name_of
from facilitator.words import Words

SV = Words("sv")
LAST = SV("All figures")
WAYS = ("votes", "forums", "points")

# Where a figure belongs: step, part, item (None: the part itself), forum ("": all of them), path in docs/json.md.
Place = tuple[int, str, int | None, str, str]
Token = tuple[Literal["step", "part", "base"], str] | tuple[Literal["row"], list[tuple[str, str]]]


def numbers(value: Any, path: str = "") -> Iterator[tuple[str, float]]:
    """Give every number that there is within a value, with its path; lists count from 1."""
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value, 1):
            yield from numbers(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, value


def wanted(held: Mapping[str, Any]) -> dict[Place, list[float]]:
    """Return every figure of the steps in a series' JSON; several where two items of a forum are one of the series.

    These are all numbers but those that name a step, an item or a grade, and the zeros of actions, which nothing
    weighs. That nothing else is passed over is checked here.
    """
    names = {forum["session"]: forum["name"] for forum in held["forums"]}
    found = Found()
    naming = 0
    for step in held["steps"]:
        naming += 1
        if step["tally"] is None:
            continue
        number, tally = step["number"], step["tally"]
        facets = tally.get("facets", [tally])
        found.take((number, "", None, "", ""), {"present": tally["present"]})
        for facet in facets:
            part = SV("Total") if facet.get("facet") == "total" else facet.get("facet", "")
            found.take((number, part, None, "", ""), facet, ("present", "shift", "bases", "items", "facets"))
            for base in facet.get("bases", ()):
                found.take((number, part, None, names[base["session"]], ""), base)
            for item in facet["items"]:
                at, weighed = (number, part, item["number"]), step["kind"] != "act"
                naming += 0 if weighed else sum(value == 0 for _, value in numbers(item["by"]))
                found.take((*at, "", ""), item, ("number", "forums") if weighed else ("number", "forums", "by"))
                for forum in item["forums"]:
                    found.take((*at, names[forum["session"]], ""), forum, ("number",))
                naming += 1 + len(item["forums"])
                naming += sum(len(one["counts"]) for one in (item, *item["forums"]) if "counts" in one)
        for row in tally.get("shift", ()):
            found.take((number, facets[-1]["facet"], row["number"], "", ""), {"shift": row["points"]})
            naming += 1
    assert sum(map(len, found.values())) + naming == len(list(numbers(held["steps"])))
    return found


class Found(dict[Place, list[Any]]):
    """What is found in each place."""

    def take(self, at: Place, values: Mapping[str, Any], without: Sequence[str] = ()) -> None:
        """Take the numbers of what stands in a place."""
        own = {name: value for name, value in values.items() if name not in without}
        for path, value in numbers(_graded(own)):
            self.add((*at[:4], path), value)

    def add(self, place: Place, value: Any) -> None:
        """Take one more in a place; how many could take part in a step may be told with each of its parts."""
        known = self.setdefault(place, [])
        if place[-1] != "present" or value not in known:
            known.append(value)


def _graded(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item, how many gave each grade by that grade."""
    if "counts" not in item:
        return dict(item)
    return {**item, "counts": {count["grade"]: count["n"] for count in item["counts"]}}


def missing(found: Mapping[Place, list[float]], told: Mapping[Place, list[str]]) -> dict[Place, tuple[Any, Any]]:
    """Return the figures that are not told as people read them, each with what stands in its place."""
    as_read = {place: Counter(_whole(shown(place[-1], one, SV)) for one in values) for place, values in found.items()}
    said = {place: Counter(map(_whole, values)) for place, values in told.items()}
    return {place: (of, said.get(place)) for place, of in as_read.items() if not of <= said.get(place, Counter())}


def _whole(text: str) -> str:
    """Return a figure without the decimals that only say that others in its column have them: 4 for 4,00."""
    return re.sub(r",00$", "", _spaced(text))


def read(name: str, content: bytes, found: dict[str, Any]) -> dict[Place, list[str]]:
    """Return what a summary in a format tells in every place; of a deck it is what stands in its notes.

    Args:
        name: The format.
        content: The file.
        found: The series' JSON.
    """
    tokens: list[Token] = []
    match name:
        case "md":
            tokens = list(in_markdown(content))
        case "html":
            tokens = list(in_html(content))
        case "docx":
            tokens = list(in_word(content))
        case "pptx":
            tokens = list(in_notes(content, found))
    return told(tokens, [forum["name"] for forum in found["forums"]])


def told(tokens: Sequence[Token], names: Sequence[str]) -> dict[Place, list[str]]:
    """Return what is told where: every name of a figure beside its value, by the step, part, item and forum above it.

    Args:
        tokens: What stands in the section of all figures, one after another.
        names: What the forums are called.
    """
    said = Found()
    step, part, item = 0, "", 0
    for token in tokens:
        match token:
            case "step", str(title):
                step, part = int(title.split(".")[0]), ""
            case "part", str(name):
                part = "" if name == SV("The whole") else name
            case "base", str(text):
                for one in text.split(" · "):
                    what, _, value = one.rpartition(": ")
                    own = "" if what == SV("could take part") else part
                    for forum in _forums(what, names) or [""]:
                        said.add((step, own, None, forum, "units" if forum else _paths()[what]), value)
            case "row", [(_, number), (_, label), *cells]:
                item = int(number) if number else item
                forums = [""] if number else _forums(label, names)
                # Where one forum alone had it, one row says both.
                forums += [name for name in names if number and label.endswith(f" ({name})")]
                for head, cell in cells:
                    for path, value in _figures(head, cell) if cell else ():
                        for forum in forums:
                            said.add((step, part, item, forum, path), value)
    return said


def _paths() -> dict[str, str]:
    paths = ["present", "units", "cast", "capacity", "unused", "blank", "spoiled", "source", "place", "kept", "groups",
             "answers", "dots", "voters", "share", "change", "points", "firsts", "n", "mean", "median", "agreement",
             "min", "shift"]  # fmt: skip
    paths += [*(f"by.{way}" for way in WAYS), *(f"counts.{grade}" for grade in range(1, 11))]
    return {name_of(path, SV): path for path in paths}


def _figures(head: str, cell: str) -> Iterator[tuple[str, str]]:
    """Give the figures of a cell: how many gave each grade, or what it has in a way of adding and its place there."""
    if grades := re.fullmatch(r"betyg (\d+)–(\d+)", head):
        counts = range(int(grades[1]), int(grades[2]) + 1)
        yield from ((f"counts.{grade}", count) for grade, count in zip(counts, cell.split(" · "), strict=False))
        return
    path = _paths()[head]
    value, _, place = cell.partition(" (")
    yield path, value
    if place:
        yield path.replace("by.", "places."), place.rstrip(")")


def _forums(label: str, names: Sequence[str]) -> list[str]:
    """Return the forums of "i Forum 1, 3 och 4"; none where it names none."""
    numbers = re.findall(r"\d+", label) if re.fullmatch(r"i Forum [\d, och]+", label) else []
    return [name for name in names if name.removeprefix("Forum ") in numbers]


def in_markdown(content: bytes) -> Iterator[Token]:
    head: list[str] = []
    for line in content.decode().partition(f"\n## {LAST}\n")[2].splitlines():
        if line.startswith("### "):
            yield "step", _plain(line[4:])
        elif line.startswith("#### "):
            yield "part", _plain(line[5:])
        elif line.startswith("| "):
            cells = [_plain(cell) for cell in re.findall(r" ((?:\\.|[^|\\])*?) ?(?=\|)", line)]
            if head and not cells[-1].startswith("---"):
                yield "row", list(zip(head, cells, strict=True))
            head = head or cells
        elif line.startswith("**"):
            yield "base", _plain(line)
        if not line:
            head = []


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text.replace("**", "")).strip()


_KINDS = {"h3": "step", "h4": "part", "th": "cell", "td": "cell", "p": "base"}


class _Page(HTMLParser):
    """The parts of the section of all figures, in the order in which they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[list[str]] = []
        self._inside = False
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self._inside = ("id", "all-figures") in attrs
        if self._inside and tag in ("table", "tr", *_KINDS) and (tag != "p" or ("class", "base") in attrs):
            self.parts.append([_KINDS.get(tag, tag), ""])
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._inside and self._open and self._open[-1] in _KINDS:
            self.parts[-1][1] += data


def in_html(content: bytes) -> Iterator[Token]:
    page = _Page()
    page.feed(content.decode())
    rows: list[list[str]] = []
    for kind, text in [*page.parts, ["table", ""]]:
        if kind == "cell":
            rows[-1].append(text)
        elif kind == "tr":
            rows.append([])
        else:
            yield from (("row", list(zip(rows[0], row, strict=True))) for row in rows[1:])
            rows = []
            if kind == "step":
                yield "step", text
            elif kind == "part":
                yield "part", text
            elif kind == "base":
                yield "base", text


def in_word(content: bytes) -> Iterator[Token]:
    from docx import Document
    from docx.table import Table

    inside = False
    for block in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            head, *rows = ([cell.text for cell in row.cells] for row in block.rows) if inside else [[]]
            yield from (("row", list(zip(head, row, strict=True))) for row in rows)
            continue
        style = block.style.name if block.style else ""
        inside = block.text == LAST if style == "Heading 1" else inside
        if inside and style == "Heading 2":
            yield "step", block.text
        elif inside and style == "Heading 3":
            yield "part", block.text
        elif inside and style == "Caption":
            yield "base", block.text


def in_notes(content: bytes, found: Mapping[str, Any]) -> Iterator[Token]:
    """Give what the notes of a deck's slides say, of the steps of a series' JSON."""
    slides = Presentation(io.BytesIO(content)).slides
    lines = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide).splitlines()
    steps = {f"{step['number']}. {_spaced(step['title'])}": step for step in found["steps"] if step["tally"]}
    parts: dict[str, str] = {}
    items: list[str] = []
    for line in map(_spaced, lines):
        if line == longer(SV):
            continue
        if line in steps:
            yield "step", line
            facets = steps[line]["tally"].get("facets", [steps[line]["tally"]])
            parts = {_spaced(part): part for facet in facets
                     if (part := SV("Total") if facet.get("facet") == "total" else facet.get("facet", SV("The whole")))}
            items = [_spaced(f"{item['number']}. {item['item']}") for facet in facets for item in facet["items"]]
            continue
        head, said = next(
            ((line[: len(of)], line[len(of) :]) for of in sorted([*parts, *items], key=len, reverse=True)
             if line.startswith(of) and re.match(r"(?: \(Forum \d+\))? – |$", line[len(of) :])),
            line.split(" – ", 1),
        )  # fmt: skip
        if head in parts:
            yield "part", parts[head]
            if said:
                yield "base", said.removeprefix(" – ")
            continue
        alone, _, said = said.rpartition(" – ") if head in items else ("", "", said)
        number, label = head.split(". ", 1) if head in items else ("", head)
        cells = [tuple(one.split(": ", 1)) for one in said.split(" · ")]
        yield "row", [("", number), ("", label + alone), *((name, value) for name, value in cells)]


def _spaced(text: str) -> str:
    return " ".join(text.split())


def in_pages(content: bytes, tokens: Sequence[Token]) -> list[Token]:
    """Return what stands in Markdown and not in the section of all figures of a PDF, row by row in the same order."""
    document = pypdfium2.PdfDocument(content)
    text = squeezed("".join(page.get_textpage().get_text_range() for page in document))
    at, lost = max(text.rfind(squeezed(LAST)), 0), []
    for token in tokens:
        said = token[1] if isinstance(token[1], str) else "".join(cell for _, cell in token[1])
        place = text.find(squeezed(said), at)
        if place < 0:
            lost.append(token)
        else:
            at = place + len(squeezed(said))
    return lost


def in_workbook(content: bytes) -> dict[Place, list[float]]:
    """Return the figures of the sheets of all figures; numbers are numbers there."""
    found = Found()
    paths = _paths() | {name_of(f"places.{way}", SV): f"places.{way}" for way in WAYS}
    for sheet in load_workbook(io.BytesIO(content)):
        if not (step := re.fullmatch(r"(\d+) alla siffror", sheet.title)):
            continue
        head: list[Any] = []
        for row in sheet.iter_rows(values_only=True):
            if row[-1] is None and row[0] is None and not any(row):
                head = []
            elif SV("forum") in row:
                head = list(row)
            elif head:
                cells = dict(zip(head, row, strict=False))
                part, forum = cells.get(SV("part")) or "", cells[SV("forum")]
                forum = "" if forum == SV("all forums") else forum
                if SV("figure") in cells:
                    path = paths[cells[SV("figure")]]
                    own = "" if path == "present" else part
                    found.take((int(step[1]), own, None, forum, ""), {path: cells[SV("value")]})
                    continue
                at = int(step[1]), part, cells[SV("no.")], forum, ""
                found.take(at, {paths[name]: value for name, value in cells.items() if name in paths})
    return found


def in_table(content: bytes) -> dict[Place, list[float]]:
    """Return the figures of a CSV file in Swedish."""
    found = Found()
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"):
        # The last rows are of no step.
        if row["steg"] and re.fullmatch(r"-?\d+(,\d+)?(e-?\d+)?", row["värde"]):
            path, item = row["sökväg"], int(row["nr"]) if row["nr"] else None
            part = "" if path == "present" else row["del"]
            found.add((int(row["steg"]), part, item, row["forum"], path), float(row["värde"].replace(",", ".")))
    return found
