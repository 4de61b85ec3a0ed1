"""The HTML summary in a browser: nothing that axe-core finds, nothing that scrolls sideways, good pages on paper."""

from collections.abc import Iterator

import html_pages
import pytest
from browser import Look, Window, browsing
from pdf_pages import Pages, squeezed

_PHONE = 320
_A4 = (595, 842)
# Below it stand page numbers alone.
_FOOT = 60


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    with browsing() as found:
        yield found


@pytest.mark.parametrize("name", html_pages.ALL)
def test_axe_finds_nothing(window: Window, name: str) -> None:
    window.show(html_pages.ALL[name]())
    assert window.broken_rules() == []


# What differs between looks is colour alone.
@pytest.mark.parametrize("look", ["dark", "print"])
@pytest.mark.parametrize("name", ["usual, sv", "blocks"])
def test_every_text_can_be_read_in_the_dark_and_on_paper(window: Window, name: str, look: Look) -> None:
    window.show(html_pages.ALL[name](), look=look)
    assert window.broken_rules("color-contrast") == []


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("accent", ["#FFE600", "#000080", "#FF66CC", "#FFFFFF", "#000000"])
def test_any_accent_can_be_read(window: Window, accent: str, look: Look) -> None:
    window.show(html_pages.each(accent), look=look)
    assert window.broken_rules("color-contrast") == []


@pytest.mark.parametrize("name", html_pages.ALL)
def test_a_phone_scrolls_down_only_and_so_do_large_letters(window: Window, name: str) -> None:
    page = html_pages.ALL[name]()
    for width, letters in ((_PHONE, 100), (2 * _PHONE, 200), (700, 100), (800, 100), (1280, 100), (1280, 200)):
        window.show(page, width, letters=letters)
        assert window.too_wide() == [], f"{width} wide, letters of {letters}%"


@pytest.mark.parametrize("name", ["usual, sv", "series, en, public", "hard, sv, organisers", "blocks"])
def test_no_label_of_a_slope_overlaps_another_or_leaves_the_drawing(window: Window, name: str) -> None:
    page = html_pages.ALL[name]()
    for width in (_PHONE, 500, 700, 1280):
        window.show(page, width)
        drawings = window.drawings()
        assert drawings
        for drawing in drawings:
            assert drawing.overlapping(2) == []
            assert drawing.outside() == []


@pytest.mark.parametrize("name", ["usual, sv", "series, sv, participants", "hard, sv, organisers", "blocks"])
def test_it_prints_on_a4_and_no_head_stands_alone_below(window: Window, name: str) -> None:
    window.show(html_pages.ALL[name]())
    heads = {squeezed(text) for text in window.heads()}
    pages = Pages(window.paper())
    assert {tuple(map(round, page.get_size())) for page in pages.document} == {_A4}
    assert pages.outside(margin=20) == []
    for number in range(len(pages.texts)):
        lines = [line for line in pages.lines(number) if line.bottom > _FOOT]
        said, lowest = list[str](), 0.0
        for line in sorted(lines, key=lambda line: line.bottom):
            if not said or line.bottom >= lowest + 4:
                said.append("")
                lowest = line.bottom
            said[-1] += squeezed(line.text)
        # What a head says may stand below it too.
        assert said[0] not in heads or said[0] in said[1:], f"page {number + 1}"


def test_a_chart_prints_whole_and_has_one_line_below_its_head_on_a_phone(window: Window) -> None:
    page = html_pages.ALL["series, en, public"]()
    window.show(page, _PHONE)
    shown = "rows => rows.map(row => [...row.children].filter(one => one.getClientRects().length).length)"
    assert max(window.page.eval_on_selector_all(".tally thead tr", shown)) == 1
    window.show(page)
    rows = [f"Den {name}" for name in ("oerfarne", "nyinflyttade")]
    texts = [squeezed(text) for text in Pages(window.paper()).texts]
    charted = [text for text in texts if squeezed("Den oerfarne comes first") in text]
    assert [squeezed(row) in text for text in charted for row in rows] == [True, True]


def test_the_checks_find_what_is_wrong(window: Window) -> None:
    page = html_pages.each()
    window.show(page.replace('<html lang="sv">', "<html>").replace("--soft: #4B473F", "--soft: #CFCFCF"))
    found = window.broken_rules()
    assert any(rule.startswith("html-has-lang") for rule in found)
    assert any(rule.startswith("color-contrast") for rule in found)
    window.show(page.replace("<main>", '<main><p style="width: 30rem">bred</p>'), _PHONE)
    assert window.too_wide()[0].startswith("the page is")
    window.show(page.replace("<svg", '<svg style="font-size: 40px"'))
    assert window.drawings()[0].overlapping(2)
    assert window.drawings()[0].outside()
