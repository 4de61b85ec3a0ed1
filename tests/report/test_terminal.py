"""The terminal: aligned in cells, never wider or higher than the room, and readable without colour."""

import io

import pytest
import report_samples as samples
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.table import Table as RichTable

from facilitator.blocks import Actions, Bar, Bars, Base, Block, Grades, Mention, Mentions, Note, Shift
from facilitator.report.writers.terminal import DARK, LIGHT, PLAIN, Look, Palette, plain, render
from facilitator.words import Words

SV = Words("sv")
_EMPTY: list[Block] = [
    Bars((), "x"),
    Mentions((), (), "x"),
    Grades((), (), "x"),
    Shift(("a", "b"), (), "x"),
    Actions((), ("a", "b", "c", "d")),
]


def _look(width: int, height: int | None = None, newest: frozenset[int] = frozenset()) -> Look:
    return Look(PLAIN, width, SV, height, newest)


def _lines(blocks: tuple[Block, ...], look: Look) -> list[str]:
    console = Console(width=500, file=io.StringIO(), record=True, color_system="truecolor")
    console.print(render(blocks, look))
    return [line.rstrip() for line in console.export_text().splitlines()]


def _segments(blocks: tuple[Block, ...], palette: Palette) -> list[Segment]:
    console = Console(width=120, file=io.StringIO(), color_system="truecolor")
    return list(console.render(render(blocks, Look(palette, 100, SV, newest=frozenset({3})))))


def _squeezed(lines: list[str]) -> str:
    return "".join("".join(lines).split())


@pytest.mark.parametrize("width", [40, 60, 80, 120, 160, 220])
@pytest.mark.parametrize("text", samples.HOSTILE)
def test_foreign_text_is_shown_and_never_wider_than_the_room(width: int, text: str) -> None:
    for block in samples.carrying(text):
        lines = _lines((block,), _look(width))
        assert max(map(cell_len, lines)) <= width
        # What wraps beside other columns is interleaved with them, so its beginning stands for the whole there.
        assert "".join(text.split())[:6] in _squeezed(lines)


@pytest.mark.parametrize("text", samples.HOSTILE)
def test_plain_lines_show_foreign_text_whole(text: str) -> None:
    for block in samples.carrying(text):
        assert text in plain((block,), _look(80))


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("block", samples.EVERY, ids=lambda block: type(block).__name__)
def test_every_figure_and_label_is_shown(block: Block, width: int) -> None:
    shown = _squeezed(_lines((block,), _look(width)))
    words = [word for part in samples.figures_and_labels(block) for word in part.split()]
    assert [word for word in words if word not in shown] == []


@pytest.mark.parametrize("block", samples.EVERY, ids=lambda block: type(block).__name__)
def test_plain_lines_show_every_figure_and_label(block: Block) -> None:
    shown = plain((block,), _look(80))
    assert [part for part in samples.figures_and_labels(block) if part not in shown] == []
    assert not set("━╸─┐│┘┄●▲▼") & set(shown)


def test_tallies_are_rich_tables() -> None:
    for block in (samples.BARS, samples.MENTIONS, samples.SHIFT, samples.GRADES, samples.ACTIONS, samples.TABLE):
        assert any(isinstance(part, RichTable) for part in render((block,), _look(80)).renderables)


def test_a_bar_ends_in_a_half_cell_and_its_value_follows() -> None:
    block = Bars((Bar(1, "Ett", 10, "10"), Bar(2, "Två", 0, "0"), Bar(3, "Tre", 0.1, "0,1")), "poäng")
    first, second, third = _lines((block,), _look(80))[1:]
    assert first.endswith("━ 10")
    assert second.endswith("  0")
    assert third.endswith("  ╸ 0,1")


def test_a_thin_bracket_joins_shared_places() -> None:
    lines = _lines((samples.BARS,), _look(100))
    assert [line[:7].split() for line in lines if line[2:4].strip().isdigit()] == [
        ["✓", "1", "┐"],
        ["✓", "1", "│"],
        ["✓", "1", "┘"],
        ["4", "┐"],
        ["4", "│"],
        ["4", "┘"],
        ["7", "┐"],
        ["7", "│"],
        ["7", "┘"],
        ["10", "┐"],
        ["10", "┘"],
    ]


def test_a_bracket_goes_on_past_labels_of_several_lines() -> None:
    lines = _lines((samples.BARS,), _look(40))
    start = next(index for index, line in enumerate(lines) if "1 ┐" in line)
    end = next(index for index, line in enumerate(lines) if "1 ┘" in line)
    assert {line[5] for line in lines[start + 1 : end]} == {"│"}


def test_the_cut_is_a_dotted_line_between_the_right_rows() -> None:
    lines = _lines((samples.BARS,), _look(100))
    cut = next(index for index, line in enumerate(lines) if "snitt 8" in line)
    assert "heltidsplugg" in lines[cut - 1]
    assert "Släktforskaren" in lines[cut + 1]
    assert lines[cut].startswith("┄┄")
    assert lines[cut].endswith("┄┄")


def test_marks_stand_under_their_group() -> None:
    head, first, *_ = _lines((samples.MENTIONS,), _look(108))
    marks = samples.MENTIONS.rows[0].marks
    assert [first[head.index(name)] for name in samples.MENTIONS.names] == ["●" if mark else "·" for mark in marks]


def test_columns_stay_aligned_beside_wide_letters() -> None:
    rows = tuple(Mention(n, text, (True, False), 1, 1) for n, text in enumerate(("図書館", "مكتبة", "👩‍👩‍👧", "a"), 1))
    lines = _lines((Mentions(("1", "2"), rows, "bord"),), _look(80))[1:]
    assert len({cell_len(line.split("●")[0]) for line in lines}) == 1


def test_two_moments_differ_in_weight_and_sign_not_only_colour() -> None:
    lines = _lines((samples.SHIFT,), _look(76))
    assert "─╴ 10" in lines[1]
    assert "━ 14" in lines[2]
    assert lines[2].endswith("▲ +10")
    assert lines[5].endswith("▼ −20")
    assert lines[8].endswith("  0")


def test_what_is_not_settled_is_said_in_words() -> None:
    shown = "\n".join(_lines((samples.ACTIONS,), _look(100)))
    assert SV("no one yet") in shown
    assert SV("no date yet") in shown
    assert "! sent" in shown


def test_plain_palette_uses_no_colour() -> None:
    styles = [segment.style or Style() for segment in _segments(samples.EVERY, PLAIN)]
    assert all(style.color is None and style.bgcolor is None for style in styles)
    assert any(style.bold for style in styles)


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_colours_are_those_of_the_palette(palette: Palette) -> None:
    named = {
        segment.style.color.name
        for segment in _segments(samples.EVERY, palette)
        if segment.style and segment.style.color
    }
    used = (palette.text, palette.soft, palette.quiet, palette.accent, palette.second, palette.warn, palette.rule)
    assert named == {colour.lower() for colour in used}


@pytest.mark.parametrize("height", range(1, 16))
@pytest.mark.parametrize("block", [samples.BARS, samples.MENTIONS, samples.SHIFT, samples.GRADES, samples.ACTIONS])
def test_nothing_is_higher_than_the_room(block: Block, height: int) -> None:
    assert len(_lines((Base("7 av 9 bord"), block), _look(76, height))) <= height


def test_the_newest_item_keeps_a_visible_row_and_the_rest_is_counted() -> None:
    lines = _lines((Base("7 av 9 bord"), samples.MENTIONS), _look(76, 6, frozenset({7})))
    assert len(lines) == 6
    assert lines[0] == "7 av 9 bord"
    assert lines[-2].startswith("+ 7  Caféverksamhet")
    assert lines[-2].endswith(SV("just now"))
    assert lines[-1].strip() == SV.n("{count} more", "{count} more", 4)


def test_the_newest_item_below_the_cut_stays_below_it() -> None:
    lines = _lines((samples.BARS,), _look(76, 6, frozenset({10})))
    assert "snitt 8" in lines[-3]
    assert "sommarboende" in lines[-2]


def test_air_goes_before_items() -> None:
    lines = _lines((Base("7 av 9 bord"), samples.SHIFT), _look(76, 10))
    assert "" not in lines
    assert len(lines) == 10


@pytest.mark.parametrize("width", range(40, 130, 7))
def test_labels_show_their_first_thirty_cells(width: int) -> None:
    label = "Upplevelser, kulturupplevelser och evenemang för alla åldrar i hela länet"
    block = Bars((Bar(1, label, 9, "9", 1), Bar(2, "Kort", 3, "3", 2)), "röster")
    shown = _squeezed([line.split("━")[0].split("╸")[0] for line in _lines((block,), _look(width, 20))])
    assert "".join(label[:30].split()) in shown


@pytest.mark.parametrize("block", _EMPTY, ids=lambda block: type(block).__name__)
def test_an_empty_tally_takes_no_row(block: Block) -> None:
    assert _lines((Note("Inga svar än"), block), _look(80)) == ["Inga svar än"]


def test_plain_lines_say_place_and_what_is_shared() -> None:
    english = Look(PLAIN, 80, Words("en"), newest=frozenset({2}))
    rows = (Bar(1, "Gratis", 5, "5", 2), Bar(2, "Nära", 5, "5", 2, above=False))
    assert plain((Bars(rows, "of 9 tables", cut="one goes on"),), english).splitlines() == [
        "1. Gratis: 5 of 9 tables (place 2, shared)",
        "one goes on",
        "2. Nära: 5 of 9 tables (place 2, shared, just now)",
    ]
