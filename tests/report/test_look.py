"""An accent and a logo in what people read: where they are asked for they are there, and nothing else changes."""

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
import report_samples as samples
from docx import Document
from docx.shared import Mm
from PIL import Image

from facilitator.errors import FacilitatorError
from facilitator.report.model import Report, Section
from facilitator.report.writers import docx, html
from facilitator.report.writers.style import ACCENT, Style
from facilitator.words import Words

SV = Words("sv")
OWN = ACCENT.lstrip("#")
REPORT = Report("Rapport", "", "sv", (), (Section("one", f"Färgen {ACCENT}", "", (samples.BARS, samples.GRADES)),))


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_word_takes_the_accent_in_bars_heads_and_tints_and_leaves_texts_alone() -> None:
    plain, coloured = (parts(docx.write(REPORT, SV, style)) for style in (None, Style("#8a1538")))
    for name in ("word/document.xml", "word/styles.xml"):
        before, after = plain[name].decode(), coloured[name].decode()
        assert re.search(f'="{OWN}"', before)
        assert not re.search(f'="{OWN}"', after)
        assert '="8A1538"' in after
    assert f">Färgen {ACCENT}<" in coloured["word/document.xml"].decode()
    assert docx.write(REPORT, SV, Style()) == docx.write(REPORT, SV)


@pytest.mark.parametrize(("size", "kind"), [((300, 100), "PNG"), ((2000, 40), "JPEG"), ((40, 900), "GIF")])
def test_word_has_the_logo_above_the_title_never_wider_than_the_page(
    tmp_path: Path, size: tuple[int, int], kind: str
) -> None:
    logo = tmp_path / f"logo.{kind.lower()}"
    Image.new("RGB", size, ACCENT).save(logo, kind)
    content = docx.write(REPORT, SV, Style(logo=logo))
    document = Document(io.BytesIO(content))
    (picture,) = document.inline_shapes
    assert picture.width <= Mm(110)
    assert picture.height <= Mm(14)
    assert [paragraph.text for paragraph in document.paragraphs[:2]] == ["", "Rapport"]
    assert content == docx.write(REPORT, SV, Style(logo=logo))


def test_a_picture_that_word_cannot_hold_is_told(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(b"\x89PNG cut off")
    with pytest.raises(FacilitatorError, match=r"logo\.png"):
        docx.write(REPORT, SV, Style(logo=logo))


def test_a_web_page_takes_accent_and_logo_and_fetches_nothing(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    page = html.write(REPORT, SV, Style("#8A1538", logo))
    assert "--accent: #8A1538;" in page
    assert f"Färgen {ACCENT}" in page
    assert page.count("<img") == 1
    assert re.search(r'<img class="logo" src="data:image/svg\+xml;base64,[A-Za-z0-9+/=]+" alt="">', page)
    assert "<script" not in page
    assert html.write(REPORT, SV, Style()) == html.write(REPORT, SV)
