"""The PDF: every figure is in it and readable, foreign text is harmless, and it can be read aloud and kept."""

import re
import subprocess
import sys
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import page
import pytest
import report_samples as samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_pages import Pages, squeezed

from facilitator.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    GradeRow,
    Grades,
    Heading,
    Mention,
    Mentions,
    Para,
    Shift,
    ShiftRow,
    Table,
)
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.report.build import build
from facilitator.report.model import Report, Section
from facilitator.report.writers.pdf import write
from facilitator.report.writers.style import Style
from facilitator.report.writers.written import Written
from facilitator.words import Words

SV = Words("sv")
ROOT = Path(__file__).parents[2]
FORUMS = sorted((ROOT / "sessions" / "dialogforum-2010").glob("*.json"))
# In points: nothing of the page's body stands nearer to an edge, head and foot stand this far in.
_MARGIN = 28
_PAINTED = re.compile(r"\[U\+[0-9A-F]{4,6}(?: U\+[0-9A-F]{4,6})*\]")


def report(*blocks: Block, title: str = "Del ett", day: date | None = date(2010, 6, 7), count: int = 1) -> Report:
    sections = tuple(Section(f"s{index}", title, title, blocks, title) for index in range(count))
    return Report(title, title, "sv", ((title, title),), sections, day)


def with_findings(findings: tuple[str, ...]) -> Pages:
    """A report long enough for contents, with what came out after its purpose."""
    rest = (Section(f"s{index}", f"Del {index}", "", (Para("Text"),)) for index in range(7))
    purpose = Section("about", "Syfte", "", (Para("Att se."),))
    found = Section("results", "Det här kom fram", "", (Bullets(findings),))
    return Pages(write(Report("Kväll", "", "sv", (), (purpose, found, *rest), date(2010, 6, 7)), SV).content)


def test_what_came_out_stands_whole_and_nothing_of_it_leaves_the_page() -> None:
    few = with_findings(("Gratis 14. 3 av 3 bord.",))
    assert squeezed("Gratis 14.") in squeezed(few.texts[0])
    some = with_findings(tuple(f"Fynd {index}: {'ord ' * 40}" for index in range(9)))
    assert "Fynd" not in some.texts[0]
    assert squeezed("Fynd 8") in squeezed(some.texts[1])
    many = with_findings(tuple(f"Fynd {index}: {'ord ' * 60}" for index in range(60)))
    assert many.lacks([f"Fynd {index}:" for index in range(60)]) == []
    low = [line.bottom for one in (few, some, many) for number in range(len(one.texts)) for line in one.lines(number)]
    assert min(low) > _MARGIN


def pages(*blocks: Block) -> Pages:
    return Pages(write(report(*blocks), SV).content)


@cache
def forum(path: Path) -> tuple[Report, Written]:
    desk = Desk(path, SV, read_only=True)
    made = build(desk.book)
    return made, write(made, SV)


def wanted(made: Report) -> list[str]:
    """Return every figure and text of a report that has to stand in it."""
    texts = [made.title, made.subtitle, *(part for fact in made.facts for part in fact)]
    for section in made.sections:
        texts += [section.title, section.lead, section.finding]
        # The names of an answer stand as heads, its marks as dots.
        texts += [part for block in section.blocks for part in samples.figures_and_labels(block)]
    return [text for text in texts if text not in ("+10", "−20")]


@pytest.mark.parametrize("path", FORUMS, ids=lambda path: path.stem[-7:])
def test_every_figure_of_a_forum_is_in_it_and_no_text_lies_on_another(path: Path) -> None:
    made, done = forum(path)
    read = Pages(done.content)
    assert read.lacks(wanted(made)) == []
    assert list(read.overlapping()) == []
    assert read.outside(_MARGIN) == []
    assert done.substituted == ()


@pytest.mark.parametrize("path", FORUMS[:3], ids=lambda path: path.stem[-7:])
def test_a_forum_meets_the_standards_for_reading_aloud_and_for_keeping(path: Path) -> None:
    _, done = forum(path)
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        assert [str(failure) for failure in page.validate_pdf_bytes(done.content, profile=profile).failures] == []


def test_every_kind_of_block_meets_the_standard_for_reading_aloud() -> None:
    content = write(report(*samples.EVERY), SV).content
    checked = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    assert [str(failure) for failure in checked.failures] == []


@pytest.mark.parametrize("block", samples.EVERY, ids=lambda block: type(block).__name__)
def test_every_figure_and_label_is_shown(block: Block) -> None:
    read = pages(block)
    assert read.lacks(samples.figures_and_labels(block)) == []
    assert list(read.overlapping()) == []


def test_the_same_report_makes_the_same_bytes() -> None:
    made, done = forum(FORUMS[0])
    assert write(made, SV).content == done.content
    assert write(report(), SV).content != write(report(day=date(2010, 6, 8)), SV).content


def test_a_report_without_a_day_is_dated_nowhere() -> None:
    made = Pages(write(report(day=None), SV).content)
    assert made.document.get_metadata_value("CreationDate") == ""


def test_every_page_says_what_it_is_of_and_which() -> None:
    _, done = forum(FORUMS[0])
    texts = Pages(done.content).texts
    assert all(f"sida {number} av {len(texts)}" in text for number, text in enumerate(texts, 1))
    assert all("25 maj 2010" in text and "Dialogforum: varumärke" in text for text in texts)


def test_it_has_its_title_and_a_contents_with_the_right_pages() -> None:
    made, done = forum(FORUMS[0])
    read = Pages(done.content)
    assert read.document.get_metadata_value("Title") == made.title
    first = squeezed(read.texts[0])
    told = [section for section in made.sections if section.finding]
    assert len(told) >= 5
    for section in told:
        on = [n for n, text in enumerate(read.texts, 1) if squeezed(section.title + section.finding) in squeezed(text)]
        assert squeezed(f"{section.title} {on[0]}") in first


@pytest.mark.parametrize("text", samples.HOSTILE)
def test_foreign_text_is_shown_as_it_is_or_by_its_number(text: str) -> None:
    done = write(report(*samples.carrying(text), title=text), SV)
    read = Pages(done.content)
    shown = re.escape(text)
    for sign in done.substituted:
        shown = shown.replace(re.escape(sign), ".")
    plain = [part for part in re.split("[^\x20-\u024f]+", text) if part.strip()]
    assert read.lacks(plain) == []
    if done.substituted:
        assert _PAINTED.search("".join(read.texts))
    assert (read.annotations, read.scripts) == (0, 0)


@pytest.mark.parametrize(
    "text",
    ['#import "@preview/x:1.0": *', "#read(\"report.typ\")", "#panic()", "$ x^2 $", "@cite <label>", "*b* _u_ `r` ~ \\",
     "// a /* b", "= head", "[#context here()]", "-- --- ...", "'q' \"q\"", "http://example.org"],
)  # fmt: skip
def test_what_sets_pages_never_reads_foreign_text(text: str) -> None:
    assert squeezed(text) in squeezed("".join(pages(Bullets((text,))).texts))


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b[31m", "\ud800", "\uffff", "\ufeff", "\u202e", "\u200b", "\r"])
def test_no_sign_loses_a_document(sign: str) -> None:
    assert pages(*samples.carrying(f"före{sign}efter")).lacks(["före", "efter"]) == []


def test_a_sign_that_no_letters_have_is_named_and_told() -> None:
    done = write(report(Bullets(("Nummer \U000f0123 finns inte",))), SV)
    assert done.substituted == ("\U000f0123",)
    assert "Nummer [U+F0123] finns inte" in "".join(Pages(done.content).texts)
    checked = page.validate_pdf_bytes(done.content, profile=page.ValidationProfile.PDF_UA_1)
    assert checked.is_compliant


def test_arabic_is_shown_with_the_letters_that_come_along() -> None:
    done = write(report(Bullets(("مكتبة للجميع",))), SV)
    assert done.substituted == ()
    assert set("مكتبةللجميع") <= set("".join(Pages(done.content).texts))


def test_a_word_that_is_too_long_for_its_place_goes_on_below() -> None:
    word = "a1" * 90
    read = pages(*samples.carrying(word))
    assert read.lacks([word]) == []
    assert list(read.overlapping()) == []
    assert read.outside(_MARGIN) == []


def test_a_text_longer_than_a_page_goes_on_over_pages() -> None:
    long = " ".join(f"ord{number}" for number in range(1500))
    read = pages(Bars((Bar(1, long, 3, "3"), Bar(2, "kort", 1, "1")), "röster"), Table(("a",), ((long,),), ("left",)))
    assert read.lacks(["ord0", "ord1499"]) == []
    assert read.outside(_MARGIN) == []


@pytest.mark.parametrize("rows", [8, 14])
@pytest.mark.parametrize("apart", [0.0, 0.01, 0.2])
def test_labels_of_slopes_never_overlap(rows: int, apart: float) -> None:
    label = "Ett alternativ som har ganska många ord i sig"
    block = Shift(
        ("I dag", "I morgon"),
        [ShiftRow(n, f"{label[:45]} {n}"[-45 if rows == 8 else -9 :], (n, rows - n), (0.1 + n * apart, 0.1), n - 3.0)
         for n in range(rows)],
        "prickar",
    )  # fmt: skip
    read = pages(block)
    assert list(read.overlapping()) == []
    assert read.lacks([f"{n} prickar" for n in range(rows)]) == []


def test_eight_labels_of_45_characters_are_whole_beside_their_bars() -> None:
    labels = [f"{number} {'Ett mycket långt svar från ett av borden där'[:43]}" for number in range(8)]
    read = pages(Bars([Bar(n, label, 8 - n, str(8 - n), n + 1) for n, label in enumerate(labels)], "röster"))
    assert read.lacks(labels) == []
    assert list(read.overlapping()) == []


def test_a_long_table_repeats_its_head_and_leaves_no_row_alone() -> None:
    rows = [[f"rad {number:03}", "text " * 20, str(number)] for number in range(90)]
    texts = pages(Table(("Första", "Andra", "Tredje"), rows, ("left", "left", "right"))).texts
    assert len(texts) > 2
    found = [len(re.findall(r"rad \d\d\d", text)) for text in texts]
    assert sum(found) == 90
    assert all("Första" in text for text, count in zip(texts, found, strict=True) if count)
    assert min(count for count in found if count) >= 3


def test_heads_of_many_columns_are_never_parted_within_a_word() -> None:
    heads = ("no.", "item", "place", "mean", "median", "grades 1–5", "agreement", "lowest grade", "by votes",
             "by forums", "each forum alike")  # fmt: skip
    row = ["10", "Kunskap och lust för hela livet", "23", "4.25", "3.50", "10 · 19 · 55 · 78 · 32", "−0.10", "1",
           "4.25 (28)", "9 (28)", "1.50 (28)"]  # fmt: skip
    text = " ".join(pages(Table(heads, [row] * 4, ["left"] * 11)).texts).replace("\r\n", " ")
    assert [word for head in heads for word in head.split() if word not in text.split()] == []


@pytest.mark.parametrize("count", range(24, 48, 3))
def test_what_is_said_below_a_table_stays_with_its_last_rows(count: int) -> None:
    rows = [[f"rad {number:03}", str(number)] for number in range(count)]
    texts = pages(Table(("vad", "bord"), rows, ("left", "right")), Para("Forum 2: 5 av 5 bord.")).texts
    assert [len(re.findall(r"rad \d\d\d", text)) >= 2 for text in texts if "5 av 5" in text] == [True]


@pytest.mark.parametrize("before", range(8, 26, 3))
def test_eight_rows_of_grades_leave_no_page_half_empty(before: int) -> None:
    rows = [GradeRow(n, f"Sak {n}", n, (1, 2, 3), 2.3, "2,3", 6) for n in range(1, 9)]
    read = pages(Bullets([f"punkt {n}" for n in range(before)]), Grades(("1", "2", "3"), rows, "medel"))
    assert sum(text.count("Sak") for text in read.texts) == 8
    _foot, lowest, *_ = sorted(line.bottom for line in read.lines(0))
    # In points; a page is 842 high.
    assert lowest < 340 or len(read.texts) == 1


def test_bars_share_one_scale_from_zero() -> None:
    from facilitator.report.writers.pdf.counted import bars

    rows = bars(samples.NOTED, SV)["rows"]
    assert isinstance(rows, list)
    assert [round(row["length"], 3) for row in rows] == [0.717, 0.567, 0.133]


@pytest.mark.parametrize(
    "block", [Bars((), "x"), Mentions((), (), "x"), Grades((), (), "x"), Shift(("a", "b"), (), "x"), Table((), (), ())]
)
def test_an_empty_tally_loses_nothing_else(block: Block) -> None:
    assert pages(Heading("före"), block, Heading("efter")).lacks(["före", "efter"]) == []


_text = st.text(st.characters(codec="latin-1", exclude_categories=("Cc", "Cf", "Zs")) | st.just(" "), min_size=1,
                max_size=60).map(str.strip).filter(bool)  # fmt: skip
_count = st.integers(0, 999)
_share = st.floats(0, 1, allow_nan=False)
_bars = st.lists(
    st.builds(lambda label, value, place, note: Bar(1, label, value, str(value), place, note),
              _text, _count, st.none() | st.integers(1, 9), _text | st.just("")),
    min_size=1, max_size=30,
)  # fmt: skip
_shift = st.lists(st.builds(lambda label, counts, shares: ShiftRow(1, label, counts, shares, 3.0), _text,
                            st.tuples(_count, _count), st.tuples(_share, _share)), min_size=1, max_size=20)  # fmt: skip
_mentions = st.lists(st.builds(lambda label, count, texts: Mention(1, label, (True, False), count, count, texts), _text,
                               _count, st.lists(_text, max_size=2)), min_size=1, max_size=20)  # fmt: skip
_tables = st.integers(1, 7).flatmap(
    lambda columns: st.lists(st.lists(_text, min_size=columns, max_size=columns), min_size=2, max_size=20).map(
        lambda rows: Table(rows[0], rows[1:], ["left"] * columns)
    )
)
_blocks = st.one_of(
    _bars.map(lambda rows: Bars(rows, "röster", note_head="not")),
    _shift.map(lambda rows: Shift(("i dag", "i morgon"), rows, "prickar")),
    _mentions.map(lambda rows: Mentions(("1", "2"), rows, "bord")),
    _tables,
    st.lists(_text, min_size=1, max_size=5).map(Bullets),
    st.builds(Heading, _text, st.integers(1, 7)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(_blocks, min_size=1, max_size=5), _text)
def test_every_figure_of_any_report_is_in_it(blocks: list[Block], title: str) -> None:
    done = write(report(*blocks, title=title), SV)
    read = Pages(done.content)
    assert read.lacks([part for block in blocks for part in _must(block)]) == []
    assert list(read.overlapping()) == []
    assert read.outside(_MARGIN) == []


def _must(block: Block) -> list[str]:
    return [part for part in samples.figures_and_labels(block) if part not in ("+10", "−20")]


def test_accent_and_logo_can_be_chosen(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')
    plain = write(report(), SV).content
    chosen = [write(report(), SV, style).content for style in (Style(accent="#8A1538"), Style(logo=logo))]
    assert plain not in chosen
    for content in chosen:
        assert page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1).is_compliant


@pytest.mark.parametrize(
    ("style", "said"),
    [
        (Style(accent="red"), "«red»"),
        (Style(accent="#12345"), "«#12345»"),
        (Style(logo=Path("nowhere.png")), "nowhere.png"),
        (Style(logo=Path(__file__)), "test_pdf.py"),
        (Style(font="No Such Letters"), "«No Such Letters»"),
    ],
)
def test_a_look_that_cannot_be_had_is_told(style: Style, said: str) -> None:
    with pytest.raises(FacilitatorError, match=re.escape(said)):
        write(report(), SV, style)


def test_a_picture_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"no picture")
    with pytest.raises(FacilitatorError):
        write(report(), SV, Style(logo=tmp_path / "logo.png"))


def test_without_the_package_a_sentence_says_so(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['typst'] = None; from facilitator.cli import main; "
        f"sys.exit(main(['export', {str(FORUMS[0])!r}, '--format', 'pdf', '--output', {str(tmp_path)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, encoding="utf-8")
    assert done.returncode == 1
    assert "typst" in done.stderr
    assert "Traceback" not in done.stderr


def test_pages_follow_each_other_without_a_page_that_is_nearly_empty() -> None:
    for path in FORUMS:
        texts = Pages(forum(path)[1].content).texts
        assert [one for one, _ in pairwise(texts) if len(one) < 400] == []
