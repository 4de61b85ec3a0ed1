"""HTML summaries for the tests in a browser: a usual day, one with everything that is hard to set, and a series."""

from collections.abc import Callable
from functools import cache, partial

import report_samples as samples
from session_samples import SAMPLES, recorded

from facilitator.blocks import Align, Block, Shift, ShiftRow, Table
from facilitator.desk import Desk
from facilitator.export import write
from facilitator.report.audience import AUDIENCES, Audience, summary_for
from facilitator.report.model import Report, Section
from facilitator.report.writers import html
from facilitator.report.writers.style import ACCENT, Style
from facilitator.series.audience import series_for
from facilitator.series.gather import gather
from facilitator.series.whole import Series
from facilitator.words import Words

_LONG = [f"{name}, ett namn på fyrtiofem tecken till raden"[:45] for name in "ABCDEFGH"]
_HOSTILE = [
    "<script>alert(1)</script>",
    "👩‍👩‍👧 familjen ❤️ 🎉",
    "مكتبة للجميع في المدينة",
    "日本語の図書館",
    "a" * 90,
    "[/]&amp;",
]
_ITEMS = ", ".join(f'"{name}"' for name in _LONG)
AGENDA = f"""
title = "Ett helt år av samtal om det som vi alla delar, med <script>alert(1)</script>"
language = "sv"
purpose = "Att se om allt får plats."
[[step]]
id = "t"
kind = "talk"
title = "Välkomna"
notes = "Bara för den som leder."
[[step]]
id = "c"
kind = "collect"
title = "Vad saknas?"
prompt = "Säg allt."
fields = ["name", "situation"]
[[step]]
id = "m"
kind = "merge"
title = "Läs upp"
from = "c"
[[step]]
id = "v"
kind = "vote"
title = "Fem pluppar var"
by = "person"
dots = 5
cut = 3
items = [{_ITEMS}]
[[step]]
id = "s"
kind = "vote"
title = "I dag och i morgon"
by = "person"
dots = 9
max_per_item = 9
for_each = ["I dag", "I morgon"]
items = [{_ITEMS}]
[[step]]
id = "r"
kind = "rank"
title = "Ordning"
items = [{_ITEMS}]
[[step]]
id = "g"
kind = "rate"
title = "Betyg"
items = [{_ITEMS}]
scale = [1, 5]
for_each = ["Nytta", "Pris", "Tid"]
[[step]]
id = "w"
kind = "rate"
title = "Med ord"
items = ["A", "B"]
scale = ["inte alls bra för någon av oss", "så där", "mycket bra för alla som är med"]
[[step]]
id = "h"
kind = "vote"
title = "Dolt"
items = ["A", "B"]
hidden = true
[[step]]
id = "a"
kind = "act"
title = "Gör"
"""
_GROUPS = 40


def _lines() -> list[str]:
    lines = ["/people 200", "@t", "En fråga om filialerna", "@c"]
    for group in range(1, _GROUPS + 1):
        texts = [f"Svar {group * 5 + index} om något | i läge {index}" for index in range(4)]
        lines += [f"{group}: {text}" for text in [*texts, "Gratis | för alla"]]
    lines += [f'{index}: "{text}" | "{text}"' for index, text in enumerate(_HOSTILE, 1)]
    lines += ["@m", "2 3 = Ihop, två svar som blev ett"]
    votes = (f"{group}: {1 + group % 8} {1 + group % 3} 8" for group in range(1, _GROUPS + 1))
    lines += ["@v", *votes, "@s", "*: 18 18 9 9 6 0 0 40 / 40 18 9 9 6 0 18 0"]
    lines += ["@r", *(f"{group}: {1 + group % 8} {1 + (group + 1) % 8}" for group in range(1, 9))]
    lines += [
        "@g",
        *(f"{group}: {' '.join(f'{1 + (group + n) % 5}{1 + n % 5}4' for n in range(8))}" for group in range(1, 9)),
    ]
    lines += ["@w", "1: 1 3", "2: 2 3", "3: 3 -", "@h", "1: 1", "2: 2"]
    lines += ["@a", "Boka lokal | Anna Andersson-Bibliotekarie | v 40", "Skriv till alla | | 2010-06-01", "/done 1"]
    lines += [f"/quote {index}: {text}" for index, text in enumerate(_HOSTILE, 1)]
    return [*lines, "/decide Vi ses igen", "/park Vad kostar det?", "/note Kom ihåg", "/note 3: sa bordet"]


@cache
def hard(language: str, audience: Audience) -> str:
    """Return a day with 40 groups, 200 answers, long names, foreign letters and every kind of step."""
    summary = recorded(_lines(), AGENDA, _GROUPS, language)
    return write(summary_for(summary.book, summary.records, audience), "html").content.decode()


@cache
def usual(language: str) -> str:
    """Return the first forum of 2010."""
    desk = Desk(SAMPLES[0], Words(language), read_only=True)
    return write(summary_for(desk.book, desk.documents(), "participants"), "html").content.decode()


@cache
def series(language: str, audience: Audience) -> str:
    """Return the forums of 2010 together."""
    words = Words(language)
    return html.write(series_for(Series(gather(SAMPLES, words), words), audience).report_with_figures, words)


@cache
def each(accent: str = ACCENT) -> str:
    """Return a block of each kind, once, in an accent."""
    parts = (*samples.PROSE, samples.BARS, samples.MENTIONS, slopes(4), samples.GRADES, samples.ACTIONS, samples.TABLE)
    return html.write(
        Report("En av varje", "", "sv", (), (Section("s", "Del", "", parts),)), Words("sv"), Style(accent)
    )


@cache
def blocks() -> str:
    """Return every kind of block, a table of 40 columns, slopes of 30 items, and foreign texts wherever any stand."""
    figures: list[Align] = ["right"] * 40
    wide = Table(
        ("plats", "vad", *map(str, range(1, 41))),
        [[str(row), name, *("12,5" for _ in figures)] for row, name in enumerate(_LONG, 1)],
        ("right", "left", *figures),
    )
    parted = [Table(wide.head[:end], [row[:end] for row in wide.rows], wide.align[:end]) for end in (8, 12, 14, 16, 18)]
    parts: list[tuple[Block, ...]] = [samples.EVERY, (*parted, wide, slopes(30)), *map(samples.carrying, _HOSTILE)]
    sections = (Section(f"s{at}", f"Del {at}", "Kort.", part, "Vad som kom fram") for at, part in enumerate(parts))
    return html.write(Report("Alla sorter", "", "sv", (("Datum", "1 juni"),), tuple(sections)), Words("sv"))


def slopes(count: int, name: str = "Ett namn {}") -> Shift:
    """Return two moments of so many items, half of which are equal."""
    counts = [(index % 2 * index, 7 if index % 3 else index) for index in range(count)]
    whole = [max(1, sum(pair[moment] for pair in counts)) for moment in (0, 1)]
    rows = []
    for number, pair in enumerate(counts, 1):
        shares = (pair[0] / whole[0], pair[1] / whole[1])
        rows.append(ShiftRow(number, name.format(number), pair, shares, 100 * (shares[1] - shares[0])))
    return Shift(("I dag", "I morgon"), rows, "prickar")


ALL: dict[str, Callable[[], str]] = {
    **{f"usual, {language}": partial(usual, language) for language in ("sv", "en")},
    "series, sv, participants": partial(series, "sv", "participants"),
    "series, en, organisers": partial(series, "en", "organisers"),
    "series, en, public": partial(series, "en", "public"),
    **{
        f"hard, {language}, {audience}": partial(hard, language, audience)
        for language in ("sv", "en")
        for audience in AUDIENCES
    },
    "blocks": blocks,
}
