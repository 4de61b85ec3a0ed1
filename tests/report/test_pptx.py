"""The slides: every figure is there, nothing is cut or overfull, foreign text is harmless, the bytes are the same."""

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import report_samples as samples
from deck_reading import Deck, cells, labels, misplaced
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pptx.chart.series import BarSeries

from facilitator.blocks import Bar, Bars, Base, Block, Bullets, Heading, Mention, Mentions, Para, Shift, ShiftRow, Table
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.report.build import build
from facilitator.report.model import Report, Section
from facilitator.report.writers.pptx import measure, write
from facilitator.report.writers.pptx.harmless import harmless, one_line
from facilitator.report.writers.style import Style
from facilitator.words import Words

SV = Words("sv")
SESSIONS = sorted((Path(__file__).parents[2] / "sessions" / "dialogforum-2010").glob("*.json"))
# Control characters, half a pair, no characters, and what turns a line around.
ILLEGAL = "a\x00\x07\x1b[31m\ud800\udfff\ufffe\uffff\u202eb\u2066\u0085"
LABELS = [f"Etikett {number}, precis fyrtiofem tecken lång så här"[:45] for number in range(1, 9)]


def _report(*sections: Section, title: str = "Rapport") -> Report:
    return Report(title, "Under", "sv", (("Plats", "Kalmar"),), sections)


def _deck(*blocks: Block, title: str = "Del ett", lead: str = "", finding: str = "") -> Deck:
    return Deck(write(_report(Section("one", title, lead, blocks, finding)), SV))


@cache
def _sample(path: Path) -> tuple[Report, Deck]:
    report = build(Desk(path, SV, read_only=True).book)
    return report, Deck(write(report, SV))


def _slopes(rows: Sequence[tuple[str, int, int]]) -> Shift:
    whole = [max(1, sum(before for _, before, _ in rows)), max(1, sum(after for _, _, after in rows))]
    made = []
    for number, (label, before, after) in enumerate(rows, 1):
        shares = (before / whole[0], after / whole[1])
        made.append(ShiftRow(number, label, (before, after), shares, 100 * (shares[1] - shares[0])))
    return Shift(("I dag", "I morgon"), made, "prickar")


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _missing(blocks: Sequence[Block], deck: Deck) -> list[str]:
    shown = _squeezed(deck.text)
    return [
        part
        for block in blocks
        for part in samples.figures_and_labels(block)
        # How far something moved is asked for where it is known what the sample says.
        if part not in ("+10", "−20") and _squeezed(part) not in shown
    ]


@pytest.mark.parametrize("block", samples.EVERY, ids=lambda block: type(block).__name__)
def test_every_figure_and_label_is_shown(block: Block) -> None:
    shown = _deck(block).text
    assert [part for part in samples.figures_and_labels(block) if part not in shown] == []


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_every_figure_of_the_samples_is_on_a_slide_and_everything_has_room(path: Path) -> None:
    report, deck = _sample(path)
    assert _missing([block for section in report.sections for block in section.blocks], deck) == []
    assert misplaced(deck) == []
    changes = [row.points for section in report.sections for block in section.blocks if isinstance(block, Shift)
               for row in block.rows if row.points is not None]  # fmt: skip
    assert [SV.signed(points) for points in changes if SV.signed(points) not in deck.text] == []
    assert len(deck.slides) < 35


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_bars_are_native_sorted_and_say_what_their_data_say(path: Path) -> None:
    report, deck = _sample(path)
    votes = [block for section in report.sections for block in section.blocks if isinstance(block, Bars)]
    drawn = {tuple(series.values) for chart in deck.charts for series in chart.plots[0].series}
    held = [value for values in drawn for value in values]
    assert votes
    assert [row.value for block in votes for row in block.rows if row.value not in held] == []
    for chart in deck.charts:
        assert chart.value_axis.minimum_scale == 0
        assert chart.value_axis.visible is False
        assert chart.part.chart_workbook.xlsx_part is not None
        # Slopes have their labels beside them.
        named = [series.data_labels.show_value for series in chart.plots[0].series if isinstance(series, BarSeries)]
        assert all(named)


def test_a_finding_is_the_title_and_the_step_stands_above() -> None:
    deck = _deck(Base("8 av 9 bord"), samples.NOTED, title="Kärnvärden", lead="Vilka tre?", finding="Öppet först")
    assert deck.titles[1] == "Öppet först"
    assert {"Kärnvärden", "Vilka tre?", "8 av 9 bord"} <= set(deck.texts)
    assert "Informationscentrum minskar mest" in " ".join(_sample(SESSIONS[0])[1].titles)


def test_eight_labels_of_45_signs_stand_on_one_slide_of_readable_size() -> None:
    rows = tuple(Bar(number, label, 10 - number, str(10 - number), number) for number, label in enumerate(LABELS, 1))
    deck = _deck(Base("8 av 9 bord"), Bars(rows, "röster"), lead="Vilka åtta?", finding="Den första vann " * 5)
    (chart,) = deck.charts
    assert [name.split(". ", 1)[1] for name in chart.plots[0].categories] == LABELS
    assert chart.category_axis.tick_labels.font.size.pt >= 16
    assert misplaced(deck) == []


def test_two_moments_stand_as_two_bars_with_their_own_labels() -> None:
    (chart,) = _deck(samples.SHIFT).charts
    assert [series.name for series in chart.plots[0].series] == ["i dag", "i morgon"]
    assert [label.replace("\N{NO-BREAK SPACE}", " ") for label in labels(chart)] == [
        "10 · 25 %", "14 · 35 %", "12 · 30 %", "0 · –",
        "14 · 35 %   ▲ +10", "6 · 15 %   ▼ −20", "8 · 30 %   0", "12 · 30 %",
    ]  # fmt: skip


def test_two_moments_whose_shares_are_known_are_slopes_that_can_be_edited() -> None:
    block = _slopes([(label, number, 9 - number) for number, label in enumerate(LABELS, 1)])
    deck = _deck(Base("44 personer"), block, lead="Vilket centrum är vi?")
    (chart,) = deck.charts
    assert list(chart.plots[0].categories) == ["I dag", "I morgon"]
    assert {series.name: tuple(series.values) for series in chart.plots[0].series} == {
        row.label: row.shares for row in block.rows
    }
    numbers = [cell.value for cell in cells(deck.workbooks[0]) if cell.data_type == "n"]
    assert numbers == pytest.approx([row.shares[moment] for moment in (0, 1) for row in block.rows])
    assert {deck.text.count(label) for label in LABELS} == {2}
    assert misplaced(deck) == []
    assert _missing([block], deck) == []


@given(st.lists(st.tuples(st.text(st.characters(), min_size=1, max_size=45), st.integers(0, 3), st.integers(0, 3)),
                min_size=2, max_size=18))  # fmt: skip
@settings(deadline=None, max_examples=30)
def test_labels_of_slopes_never_overlap_whatever_is_equal(rows: list[tuple[str, int, int]]) -> None:
    deck = _deck(Base("44 personer"), harmless(_slopes(rows)), finding="Ett ökar mest, ett annat minskar mest")
    assert misplaced(deck) == []


def test_many_rows_are_shared_out_evenly_on_one_scale() -> None:
    rows = tuple(Bar(number, f"Rad {number}", 100 - number, str(100 - number)) for number in range(45))
    deck = _deck(Base("9 av 9 bord"), Bars(rows, "röster"))
    sizes = [len(list(chart.plots[0].categories)) for chart in deck.charts]
    assert sum(sizes) == 45
    assert max(sizes) - min(sizes) <= len(sizes)
    assert len({chart.value_axis.maximum_scale for chart in deck.charts}) == 1
    assert deck.titles[1:] == [f"Del ett ({page} av {len(sizes)})" for page in range(1, len(sizes) + 1)]
    assert deck.texts.count("9 av 9 bord") == len(sizes)


def test_of_many_answers_the_chart_has_those_named_most_and_the_table_all() -> None:
    counts = [3, 2, 2, *[1] * 60]
    rows = [Mention(number, f"Svar {number}", (True,), count, count) for number, count in enumerate(counts, 1)]
    deck = _deck(Mentions(("1",), rows, "bord"))
    assert [list(chart.plots[0].categories) for chart in deck.charts] == [["Svar 1", "Svar 2", "Svar 3"]]
    assert _missing([Mentions(("1",), rows, "bord")], deck) == []
    alike = [Mention(row.number, row.label, row.marks, 2, 2) for row in rows]
    assert _deck(Mentions(("1",), alike, "bord")).charts == []


def test_many_answers_of_many_groups_stand_in_columns_and_none_is_lost() -> None:
    names = [f"{name} {number}" for number in range(1, 9) for name in ("Ungdomsbibliotekarierna", "Föräldrarådet",
             "Hembygdsföreningen i Alsterbro", "Kommunledningsförvaltningen", "Studieförbunden")]  # fmt: skip
    rows = [
        Mention(at, f"Svar {at} om öppettider och läsplatser", [at % 40 == one for one in range(40)], 1, 1)
        for at in range(166)
    ]
    block = Mentions(names, rows, "bord")
    deck = _deck(Base("40 av 40 bord"), block)
    assert len(deck.slides) <= 8
    assert misplaced(deck) == []
    assert _missing([block], deck) == []
    shown = _squeezed(deck.text)
    assert all(f"({_squeezed(name)})" in shown for name in names)


def test_what_was_said_once_each_is_no_chart() -> None:
    once = Bars([Bar(at, f"Svar {at}", 1, "1") for at in range(1, 7)], "svar")
    deck = _deck(Base("2 av 2 bord"), once)
    assert deck.charts == []
    assert _missing([once], deck) == []


def test_few_answers_of_few_groups_are_whole_in_their_chart() -> None:
    rows = [Mention(at, f"Svar {at}", (True, at == 1), 1 + (at == 1), 1 + (at == 1)) for at in range(1, 7)]
    deck = _deck(Base("2 av 2 bord"), Mentions(("Norra", "Södra"), rows, "bord"))
    assert len(deck.slides) == 2
    assert [said.split() for said in labels(deck.charts[0])][:2] == [["2", "Norra,", "Södra"], ["1", "Norra"]]


def test_a_long_table_repeats_its_heads() -> None:
    rows = [(f"Namn {number}", f"{number} maj", str(number)) for number in range(60)]
    deck = _deck(Table(("Namn", "Dag", "Antal"), rows, ("left", "left", "right")))
    assert len(deck.tables) > 2
    assert {tuple(table[0]) for table in deck.tables} == {("Namn", "Dag", "Antal")}
    assert [tuple(row) for table in deck.tables for row in table[1:]] == rows
    assert misplaced(deck) == []


def test_a_wide_table_is_parted_and_each_part_has_the_first_column() -> None:
    heads = tuple(f"Kolumn{number}" for number in range(40))
    deck = _deck(Table(heads, [tuple(f"{number}:{row}" for number in range(40)) for row in range(3)], ("left",) * 40))
    assert {table[0][0] for table in deck.tables} == {"Kolumn0"}
    assert {head for table in deck.tables for head in table[0]} == set(heads)
    assert misplaced(deck) == []


def test_the_cut_stands_between_the_right_rows() -> None:
    deck = _deck(samples.BARS)
    (line,) = [shape for shape in deck.shapes if "LINE" in str(shape.shape_type)]
    (frame,) = [shape for shape in deck.shapes if shape.has_chart]
    assert (line.top - frame.top) / frame.height == pytest.approx(9 / 11, abs=0.001)
    assert samples.BARS.cut in deck.texts


@pytest.mark.parametrize("text", [*samples.HOSTILE, "日本語の図書館" * 40, "o" * 900])
def test_foreign_text_is_shown_whole_and_has_room(text: str) -> None:
    sections = [Section(str(at), text, text, (block,)) for at, block in enumerate(samples.carrying(text))]
    deck = Deck(write(Report(text, text, "sv", ((text, text),), tuple(sections)), SV))
    assert _squeezed(text) in _squeezed(deck.text)
    assert misplaced(deck) == []
    assert all(deck.titles)


@pytest.mark.parametrize("kind", range(len(samples.carrying(""))))
def test_what_a_file_cannot_hold_is_marked_and_nothing_is_lost(kind: int) -> None:
    deck = _deck(samples.carrying(ILLEGAL)[kind], title=ILLEGAL)
    held = "a���[31m�����b��"
    assert any(held in text for text in deck.texts[3:])
    assert harmless(ILLEGAL) == held


def test_notes_take_as_many_slides_as_print_them_or_say_where_the_rest_is() -> None:
    rows = [[f"sak {n}", str(n)] for n in range(60)]
    block = Table(("vad", "bord"), rows, ("left", "right"))
    notes = tuple(f"{n}. sak {n} – bord: {n}" for n in range(50))
    printed = Deck(write(_report(Section("one", "Del", "", (block,), notes=notes)), SV)).notes
    assert [len(page.splitlines()) for page in printed] == [30, 20]
    assert "\n".join(printed).splitlines() == list(notes)
    (whole,) = Deck(write(_report(Section("one", "Del", "", (samples.NOTED,), notes=notes)), SV)).notes
    said, *rest = whole.splitlines()
    assert "Excel" in said
    assert rest == list(notes)


def test_nothing_drawn_has_a_shadow() -> None:
    deck = _deck(samples.BARS, samples.NOTED)
    assert [shape for slide in deck.slides for shape in slide.shapes._spTree.iter("{*}effectRef")] == []


@pytest.mark.parametrize("text", [*samples.HOSTILE, ILLEGAL, "o" * 900])
def test_foreign_text_in_notes_is_whole_and_only_text(text: str) -> None:
    report = _report(Section("one", "Del", "", (samples.NOTED,), notes=(text, "last")))
    content = write(report, SV)
    (notes,) = Deck(content).notes
    assert notes == f"{one_line(harmless(text))}\nlast"
    assert write(report, SV) == content


def test_names_in_chart_data_are_never_formulas() -> None:
    signs = ("=1+1", "@SUM(A1)", "+1", "-1", "{=1}", "http://example.org", "1", "_x0041_")
    rows = tuple(Bar(None, text, 2, "2") for text in signs)
    (workbook,) = _deck(Bars(rows, "=2+2")).workbooks
    held = list(cells(workbook))
    assert {cell.data_type for cell in held} == {"s", "n"}
    assert {cell.value for cell in held if cell.data_type == "s"} >= {*signs[:-1], "=2+2"}
    assert [cell.hyperlink for cell in held if cell.hyperlink] == []


def test_there_is_nothing_that_runs_or_is_fetched() -> None:
    deck = _deck(*(block for text in samples.HOSTILE[:18] for block in samples.carrying(text)))
    files = deck.files
    for workbook in deck.workbooks:
        with ZipFile(BytesIO(workbook)) as package:
            files |= {f"in/{name}": package.read(name) for name in package.namelist()}
    assert [name for name in files if "vba" in name.lower() or name.endswith((".bin", ".jpeg"))] == []
    relations = b"".join(content for name, content in files.items() if name.endswith(".rels"))
    assert b"TargetMode" not in relations
    assert b"hyperlink" not in relations
    assert b"hlinkClick" not in b"".join(files.values())


def test_the_same_report_gives_the_same_bytes() -> None:
    report, deck = _sample(SESSIONS[0])
    assert write(report, SV) == deck.content
    days = set()
    for content in (deck.content, *deck.workbooks):
        with ZipFile(BytesIO(content)) as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            days |= set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", package.read("docProps/core.xml").decode()))
    assert days == {"2010-05-25T12:00:00Z", "2000-01-01T00:00:00Z"}


@pytest.mark.parametrize("path", SESSIONS[:2], ids=lambda path: path.stem)
def test_it_can_be_heard(path: Path) -> None:
    _, deck = _sample(path)
    assert all(deck.titles)
    assert len(set(deck.titles)) == len(deck.titles)
    for slide in deck.slides:
        first, *_, last = slide.shapes
        assert first.placeholder_format.type is not None
        assert last.placeholder_format.type.name == "SLIDE_NUMBER"
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.xpath(".//p:cNvPr/@descr")[0]
    spoken = ("ppt/slides/s", "ppt/charts/c")
    slides = [content.decode() for name, content in deck.files.items() if name.startswith(spoken)]
    runs = [run for slide in slides for run in re.findall(r"<a:r><a:rPr[^>]*>", slide)]
    assert runs
    assert [run for run in runs if 'lang="sv-SE"' not in run] == []
    assert [slide for slide in slides if "<a:r><a:t>" in slide] == []


def test_the_file_says_what_it_is() -> None:
    files = _deck().files
    core = files["docProps/core.xml"].decode()
    assert "<dc:title>Rapport</dc:title>" in core
    assert "<dc:language>sv-SE</dc:language>" in core


def test_accent_font_and_logo_are_taken(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), "#8A1538").save(logo)
    content = write(_report(Section("one", "Del", "", (samples.NOTED,))), SV, Style("#8A1538", logo, "Inter"))
    files = Deck(content).files
    theme = files["ppt/theme/theme1.xml"].decode()
    assert re.search(r'<a:accent1>\s*<a:srgbClr val="8A1538"', theme)
    assert 'typeface="Inter"' in theme
    assert [name for name in files if name.startswith("ppt/media/")] == ["ppt/media/image1.png"]
    assert b"0A6B57" not in b"".join(files.values())


def test_a_logo_that_is_no_picture_is_told(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_text("no picture")
    with pytest.raises(FacilitatorError, match="logo"):
        write(_report(), Words("en"), Style(logo=logo))


def test_short_lists_stand_beside_each_other() -> None:
    parts: list[Block] = []
    for name in ("Den oerfarne", "Bokälskaren", "Pendlaren", "Släktforskaren"):
        parts += [Heading(name, 3), Base("2 av 9 bord"),
                  Mentions(("1", "2"), (Mention(1, f"Idé till {name}", (True, False), 1, 1),), "bord")]  # fmt: skip
    deck = _deck(*parts)
    assert len(deck.slides) == 2
    assert all(f"Idé till {name}" in deck.text for name in ("Den oerfarne", "Bokälskaren", "Pendlaren"))


def _lists(count: int, rows: int, more: str = "") -> list[Block]:
    """So many lists with a heading each, of answers that each came from table 1."""
    parts: list[Block] = []
    for part in range(1, count + 1):
        said = [Mention(at, f"Svar {at} till del {part}{more}", (True,), 1, 1) for at in range(1, rows + 1)]
        parts += [Heading(f"Del {part}", 3), Base("1 av 1 bord"), Mentions(("1",), said, "bord")]
    return parts


def test_three_short_lists_stand_on_one_slide() -> None:
    blocks = _lists(3, 8)
    deck = _deck(*blocks)
    assert len(deck.slides) == 2
    assert misplaced(deck) == []
    assert _missing(blocks, deck) == []


def test_a_list_that_is_alone_on_its_slide_goes_on_beside() -> None:
    blocks = _lists(3, 6, " om öppettider, läsplatser, barn, unga och de som aldrig kommer hit men kunde göra det")
    deck = _deck(*blocks)
    assert [len(slide.shapes) for slide in deck.slides[1:]] == [4, 4]
    assert misplaced(deck) == []
    assert _missing(blocks, deck) == []


def test_parts_of_a_hidden_step_have_one_slide_and_its_list_stands_in_columns() -> None:
    rows = [(str(number), f"Sak {number}") for number in range(1, 31)]
    said = (Base("12 av 12 personer"), Para("Dolt tills det visas."))
    deck = _deck(Heading("Nytta", 3), *said, Heading("Möda", 3), *said, Table(("", ""), rows, ("right", "left")))
    assert deck.titles[1:] == ["Nytta · Möda"]
    assert all(f"{number}  {name}" in deck.text for number, name in rows)
    assert misplaced(deck) == []


def test_an_empty_cell_makes_its_row_no_higher() -> None:
    deck = _deck(Table(("Namn", "Dag"), [(f"Namn {number}", "") for number in range(12)], ("left", "left")))
    table = next(shape for shape in deck.shapes if shape.has_table)._element
    ends = {end.get("sz") for end in table.iter("{*}endParaRPr")}
    assert ends == {look.get("sz") for look in table.iter("{*}rPr")}


def test_who_said_it_has_a_column_only_where_somebody_is_named() -> None:
    heads = []
    for mark in (True, False):
        rows = [Mention(at, f"Svar {at}", (mark,), 1, 1) for at in range(1, 7)]
        heads.append(_deck(Mentions(("1",), rows, "svar")).tables[0][0])
    assert heads == [["vad", "svar", "från"], ["vad", "svar"]]


def test_a_remark_below_a_chart_stays_with_it() -> None:
    deck = _deck(Base("9 av 9 bord"), samples.SHIFT, Heading("Noterat", 3), Bullets(("Stor spridning",)))
    assert len(deck.slides) == 2
    assert "Noterat: Stor spridning" in deck.text


def test_an_empty_report_is_a_title_slide() -> None:
    assert Deck(write(_report(), SV)).titles == ["Rapport"]


# Adobe font metrics of Helvetica: G 778, r 333, a 556, t 278, i 222, s 500; rather wider than narrower.
def test_text_is_measured_as_wide_as_it_is_or_a_little_more() -> None:
    assert 26.67 <= measure.width("Gratis", 10) <= 26.67 * 1.05
    assert measure.width("Gratis", 10, bold=True) > measure.width("Gratis", 10)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.floats(40, 400))
def test_wrapping_loses_no_sign_and_no_line_is_too_wide(text: str, room: float) -> None:
    lines = measure.wrapped(text, 14, room)
    assert "".join(lines) == text.replace("\n", "")
    assert all(measure.width(line.rstrip(" "), 14) <= room + 0.1 or len(line.strip(" ")) == 1 for line in lines)


_words = st.text(st.characters(), max_size=40) | st.sampled_from(samples.HOSTILE)
_names = _words.map(lambda text: f"n{text}")
_count = st.integers(0, 40)


@st.composite
def _bars(draw: st.DrawFn) -> Bars:
    counts = sorted(draw(st.lists(_count, min_size=1, max_size=20)), reverse=True)
    rows = tuple(
        Bar(at, draw(_names), count, str(count), counts.index(count) + 1, draw(st.just("") | _words), at < 4,
            draw(st.booleans()))
        for at, count in enumerate(counts)
    )  # fmt: skip
    return Bars(rows, draw(_names), cut=draw(st.just("") | _names), note_head=draw(st.just("") | _words))


@st.composite
def _mentions(draw: st.DrawFn) -> Mentions:
    names = tuple(map(str, range(draw(st.integers(1, 6)))))
    rows = []
    for at in range(draw(st.integers(1, 9))):
        marks = tuple(draw(st.booleans()) for _ in names)
        texts = tuple(draw(st.lists(_names, max_size=2)))
        rows.append(Mention(at, draw(_names), marks, sum(marks), sum(marks) + draw(st.integers(0, 2)), texts))
    return Mentions(names, tuple(rows), draw(_names))


@st.composite
def _shift(draw: st.DrawFn) -> Shift:
    rows = []
    for at in range(draw(st.integers(1, 8))):
        counts = (draw(_count), draw(_count))
        rows.append(ShiftRow(at, draw(_names), counts, (counts[0] / 50, None), draw(st.none() | st.just(2.5))))
    return Shift((draw(_names), draw(_names)), tuple(rows), draw(_names))


_blocks = st.one_of(
    _bars(), _mentions(), _shift(), st.builds(Heading, _names), st.builds(Bullets, st.lists(_names, max_size=6)),
    st.builds(Base, _names, _words, _words), st.sampled_from(samples.EVERY),
)  # fmt: skip
_sections = st.builds(Section, _names, _words, _words, st.lists(_blocks, max_size=5).map(tuple), st.just("") | _names)


@given(_words, st.lists(_sections, max_size=4))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_any_report_becomes_slides_with_every_figure_in_its_place(title: str, sections: list[Section]) -> None:
    report = _report(*sections, title=title)
    deck = Deck(write(report, SV))
    assert _missing([harmless(block) for section in sections for block in section.blocks], deck) == []
    assert misplaced(deck) == []
    assert all(deck.titles)
