"""Writes the slides of sessions and lets LibreOffice open each: a picture of every slide, to be looked at.

    python scripts/slides.py FOLDER [SESSION ...]    without a session, the sample series

Needs `soffice` and `pdftoppm`. Exit code 1 where a deck is not opened whole: as many pages as slides.
"""

import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from pptx import Presentation

from facilitator.desk import Desk
from facilitator.report.build import build
from facilitator.report.writers.pptx import write
from facilitator.words import Words

SAMPLES = Path(__file__).resolve().parent.parent / "sessions" / "dialogforum-2010"


def pictures(deck: Path) -> int:
    """Write a picture of each page beside a deck, as LibreOffice shows it; returns how many there are."""
    with TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf",
             "--outdir", str(deck.parent), str(deck)],
            check=True, capture_output=True,
        )  # fmt: skip
    pages, beside = str(deck.with_suffix(".pdf")), str(deck.with_suffix(""))
    subprocess.run(["pdftoppm", "-r", "72", "-png", pages, beside], check=True)
    return len(list(deck.parent.glob(f"{deck.stem}-*.png")))


def main(arguments: Sequence[str]) -> int:
    """Run the script; returns its exit code."""
    if not arguments:
        print(__doc__)
        return 2
    folder, wrong = Path(arguments[0]), 0
    folder.mkdir(parents=True, exist_ok=True)
    for path in [Path(name) for name in arguments[1:]] or sorted(SAMPLES.glob("*.json")):
        desk = Desk(path, Words("sv"), read_only=True)
        desk.speak(Words(desk.state.language))
        content = write(build(desk.book), Words(desk.state.language))
        deck = folder / f"{path.stem}.pptx"
        deck.write_bytes(content)
        slides, pages = len(Presentation(BytesIO(content)).slides), pictures(deck)
        wrong += slides != pages
        print(f"{deck}: {slides} slides, {pages} pages, {len(content) // 1024} kB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
