"""Sets pages once, in a process of its own: typst remembers what it has set, so a second time would tell nothing.

    python -m bench.pages product|bare FILE OUT

FILE holds a report as `bench.reports` left it there; the time in milliseconds is printed, the pages go to OUT.
"""

import json
import pickle
import sys
import time
from datetime import UTC
from importlib.resources import files
from pathlib import Path

import typst

from facilitator.report.model import Report
from facilitator.report.writers import pdf
from facilitator.report.writers.pdf.data import document
from facilitator.report.writers.style import Style
from facilitator.words import Words

TEMPLATE = Path(__file__).with_name("plain.typ")
_LETTERS = ("fontpkg_source_sans_3", "fontpkg_noto_sans_arabic")


def bare(report: Report, data: str) -> bytes:
    """Set a plain template with the same data, in the same letters, kept to the same standards."""
    folders = [str(files(name) / "files") for name in _LETTERS]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return typst.compile(
        TEMPLATE,
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": data},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=report.dated.replace(tzinfo=UTC),
    )


def main() -> None:
    """Set the pages and say how long it took."""
    way, source, out = sys.argv[1:]
    report: Report = pickle.loads(Path(source).read_bytes())
    words = Words(report.language)
    # For both: who has just built a report knows how to write its date.
    data = json.dumps(document(report, words, Style()))
    begun = time.perf_counter()
    content = bare(report, data) if way == "bare" else pdf.write(report, words).content
    print((time.perf_counter() - begun) * 1000)
    Path(out).write_bytes(content)


if __name__ == "__main__":
    main()
