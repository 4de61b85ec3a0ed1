"""Markdown shows foreign text as it was written, and every figure of every block."""

import pytest
import report_samples as samples
from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitator.blocks import Block, Bullets, Table
from facilitator.report.model import Report, Section
from facilitator.report.writers.markdown import escape, write
from facilitator.words import Words

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_OURS = {"text", "softbreak", "hardbreak", "strong_open", "strong_close", "text_special"}


def _written(*blocks: Block) -> str:
    section = Section("one", "Del ett", "", blocks)
    return write(Report("Rapport", "", "sv", (("Plats", "Kalmar"),), (section,)), Words("sv"))


def _leaves(text: str) -> list[Token]:
    return [leaf for token in _PARSER.parse(text) for leaf in token.children or []]


def _shown(text: str) -> str:
    inlines = [token.children or [] for token in _PARSER.parse(text) if token.type == "inline"]
    return "\n".join("".join(leaf.content or "\n" * (leaf.tag == "br") for leaf in leaves) for leaves in inlines)


@pytest.mark.parametrize("text", samples.HOSTILE)
def test_foreign_text_shows_as_written(text: str) -> None:
    assert _shown(escape(text)).strip() == text
    assert _shown(_written(Bullets((text,)))).splitlines()[-1] == text


@pytest.mark.parametrize("text", samples.HOSTILE)
@pytest.mark.parametrize("kind", range(len(samples.carrying(""))))
def test_foreign_text_is_no_markup_in_any_block(text: str, kind: int) -> None:
    written = _written(samples.carrying(text)[kind])
    assert {leaf.type for leaf in _leaves(written)} <= _OURS
    assert not [token for token in _PARSER.parse(written) if token.type in {"html_block", "fence", "code_block", "hr"}]
    assert text in _shown(written)


@pytest.mark.parametrize("block", samples.EVERY, ids=lambda block: type(block).__name__)
def test_every_figure_and_label_is_shown(block: Block) -> None:
    shown = _shown(_written(block))
    assert [part for part in samples.figures_and_labels(block) if part not in shown] == []


def test_what_came_out_stands_below_the_title() -> None:
    section = Section("one", "Vad lockar?", "Säg allt.", (), "Gratis *nämns* mest")
    written = write(Report("Rapport", "", "sv", (), (section,)), Words("sv"))
    assert "## Vad lockar?\n\n**Gratis \\*nämns\\* mest**\n\nSäg allt." in written


def test_a_pipe_stays_in_its_cell() -> None:
    written = _written(Table(("a", "b"), (("x | y", r"back\slash \| end\\"),), ("left", "right")))
    cells = [token for token in _PARSER.parse(written) if token.type == "td_open"]
    assert len(cells) == 2
    assert "x | y" in _shown(written)


def test_leading_signs_start_no_list_heading_or_quote() -> None:
    assert [escape(text) for text in ("1. x", "2) x", "- x", "+ x", "> x", "# x", "= x")] == [
        r"1\. x",
        r"2\) x",
        r"\- x",
        r"\+ x",
        r"\> x",
        r"\# x",
        r"\= x",
    ]


def test_figures_with_decimals_stay_as_they_are() -> None:
    assert [escape(text) for text in ("14.5", "9.00", "2010.")] == ["14.5", "9.00", r"2010\."]


def test_addresses_are_no_links() -> None:
    assert escape("https://example.org www.example.org") == r"https\://example.org www\.example.org"


def test_the_cut_stands_between_the_right_rows() -> None:
    lines = _written(samples.BARS).splitlines()
    cut = next(index for index, line in enumerate(lines) if "snitt 8" in line)
    assert "heltidsplugg" in lines[cut - 1]
    assert "Släktforskaren" in lines[cut + 1]


def test_tied_items_share_their_place() -> None:
    lines = [line for line in _written(samples.BARS).splitlines() if line.startswith("| 4 |")]
    assert len(lines) == 3


def test_what_is_not_settled_is_said() -> None:
    written = _written(samples.ACTIONS)
    words = Words("sv")
    assert words("no one yet") in written
    assert words("no date yet") in written
    assert "**!** sent" in written
