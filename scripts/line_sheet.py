"""Writes what can be typed and pressed on one page that prints, from the registries that the app itself reads.

python scripts/line_sheet.py           write docs/entry-line.LANGUAGE.html for every language
python scripts/line_sheet.py --check   list those that are not up to date; exit code 1 if any
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from math import ceil, floor
from pathlib import Path

import htpy as h
from markupsafe import Markup

from facilitator.entry.examples import EXAMPLES, SIGNS
from facilitator.entry.vocabulary import COMMANDS
from facilitator.keys import keys_of
from facilitator.languages import languages
from facilitator.screens.help import TITLES
from facilitator.words import Words

DOCS = Path(__file__).resolve().parents[1] / "docs"
_Section = tuple[str, list[tuple[str, str]]]
# So many lines of both columns together stand on the page in letters of so many points.
_LINES, _POINTS = 162, 8.0
_STYLE = """
@page { size: A4; margin: 8mm 9mm }
* { box-sizing: border-box }
body { font: POINTSpt/1.25 "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #111;
       margin: 0 auto; max-width: 192mm }
h1 { font-size: 1.5em; margin: 0 0 1.5mm }
main { columns: 2; column-gap: 5mm }
section { break-inside: avoid }
h2 { font-size: 1.1em; margin: 1.6mm 0 .4mm; break-after: avoid; border-bottom: .3pt solid #555 }
section:first-child h2 { margin-top: 0 }
dl { display: grid; grid-template-columns: max-content 1fr; margin: 0; column-gap: 1.6mm }
dl > div { display: contents }
dt { font: 600 .92em/1.35 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; white-space: pre-wrap;
     max-width: 41mm; break-inside: avoid }
dd { margin: 0; break-inside: avoid }
@media screen { body { padding: 8mm 0; font-size: 10pt; max-width: 230mm } dt { max-width: 50mm } }
"""


def sections(words: Words) -> Iterator[_Section]:
    """Give the parts of the page: every kind of step, signs, commands, keys."""
    for kind, examples in EXAMPLES.items():
        yield words(TITLES[kind]), [(words(one.line), words(one.means)) for one in examples]
    yield words("Signs, the same in every step"), [(one.line, words(one.means)) for one in SIGNS]
    commands = [(one.line(words.language), words(one.does)) for one in COMMANDS]
    yield words("Commands, in every step"), commands
    yield words("Keys"), [(key.face.replace("^", "Ctrl+"), words(key.help)) for key in keys_of("runner")]


def points(parts: Sequence[_Section]) -> float:
    """Return how large the letters may be so that everything stands on one page."""
    rows = (max(ceil(len(typed) / 24), ceil(len(means) / 46)) for _, pairs in parts for typed, means in pairs)
    lines = 2 * len(parts) + sum(rows)
    return min(_POINTS, floor(10 * _POINTS * _LINES / lines) / 10)


def page(language: str) -> str:
    """Return the page of a language."""
    words = Words(language)
    told = words("what you can type and press here")
    title = f"facilitator: {told}"
    parts = list(sections(words))
    style = _STYLE.replace("POINTS", str(points(parts)))
    body = [
        h.section[h.h2[name], h.dl[[h.div[h.dt[typed], h.dd[means]] for typed, means in pairs]]]
        for name, pairs in parts
    ]
    whole = h.html(lang=language)[
        h.head[h.meta(charset="utf-8"), h.title[title], h.style[Markup(style)]],
        h.body[h.h1[title], h.main[body]],
    ]
    return f"<!doctype html>\n{whole}\n".replace("<section>", "\n<section>").replace("<div>", "\n<div>")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the script; returns its exit code."""
    parser = argparse.ArgumentParser(description="What can be typed and pressed, on one page that prints.")
    parser.add_argument("--check", action="store_true", help="list the pages that are not up to date")
    check = parser.parse_args(arguments).check
    stale = []
    for language in languages():
        path = DOCS / f"entry-line.{language}.html"
        text = page(language)
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(path)
            if not check:
                path.write_text(text, "utf-8", newline="\n")
    for path in stale:
        print(f"{path.name}: {'not up to date' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
