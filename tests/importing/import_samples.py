"""Files as people and programs make them."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from facilitator.words import Words

EN, SV = Words("en"), Words("sv")


def text_file(folder: Path, content: str | bytes, name: str = "answers.csv", encoding: str = "utf-8") -> Path:
    """Write a file of text."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def book_file(folder: Path, *rows: Sequence[Any], **sheets: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook: its first sheet, and further ones by name."""
    workbook = Workbook()
    first = workbook.active
    for row in rows:
        first.append(list(row))
    for title, more in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in more:
            sheet.append(list(row))
    path = folder / "answers.xlsx"
    workbook.save(path)
    return path


def changed(path: Path, members: dict[str, bytes]) -> Path:
    """Put other content into parts of a workbook, or new parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member not in members:
                new.writestr(member, old.read(member))
        for name, content in members.items():
            new.writestr(name, content)
    path.write_bytes(packed.getvalue())
    return path


def part(path: Path, member: str) -> bytes:
    """Return a part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(member)
