"""The rows of the library: sessions in their series, set in columns for the width there is."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text
from textual.widgets.option_list import Option

from facilitator.overview import Overview
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import bar, pad, shorten, widest
from facilitator.storage.folder import slug
from facilitator.words import Words

_BAR, _SHORT_BAR = 14, 8
_GAP = 2
# What a session adds up to is left out before a name is cut in its first thirty cells.
_SURE_NAME = 30


class Series(Struct, frozen=True):
    """Sessions that belong together, the newest first; a heading and what stands quietly after it."""

    heading: str
    beside: str
    entries: tuple[Overview, ...]


class Columns(Struct, frozen=True):
    """The widths of the columns; without `progress` the step stands beside the status."""

    name: int
    day: int
    people: int
    progress: int


def in_series(entries: Iterable[Overview], words: Words) -> list[Series]:
    """Return sessions by series: the series with the newest session first, those of no series last.

    Args:
        entries: The sessions, in any order.
        words: The language.
    """
    groups: dict[str, list[Overview]] = {}
    for entry in sorted(entries, key=lambda one: (one.date, one.name, one.path.name), reverse=True):
        groups.setdefault(entry.series, []).append(entry)
    alone = groups.pop("", [])
    named = [_series(series, tuple(inner)) for series, inner in groups.items()]
    if alone:
        named.append(Series(words("Others") if named else words("Sessions"), "", tuple(alone)))
    return named


def _series(name: str, entries: tuple[Overview, ...]) -> Series:
    """Return a series under its agenda's title where it is called by a mere file name and all share the agenda."""
    titles = {entry.title for entry in entries}
    if len(titles) == 1 and "" not in titles and name == slug(name):
        return Series(titles.pop(), name, entries)
    return Series(name, "", entries)


def year_of(series: Series) -> str:
    """Return the year that all sessions of a series are of, to stand once above them; nothing where it is this one."""
    years = {entry.date[:4] for entry in series.entries if _day(entry) is not None}
    return years.pop() if len(years) == 1 and years != {str(date.today().year)} else ""


def day_words(entry: Overview, series: Series, words: Words) -> str:
    """Return a session's day shortly; with its year where that must be said; as it stands where it is no date."""
    day = _day(entry)
    if day is None:
        return shorten(entry.date, 12)
    short = words.short_date(day)
    plain = day.year == date.today().year or year_of(series)
    return short if plain else f"{short} {day.year}"


def columns(shown: Sequence[Series], width: int, words: Words) -> Columns:
    """Return the columns for rows of a width.

    Args:
        shown: All sessions shown.
        width: The cells of a row.
        words: The language.
    """
    entries = [entry for series in shown for entry in series.entries]
    day = widest(day_words(entry, series, words) for series in shown for entry in series.entries)
    people = widest(_people(entry, words) for entry in entries)
    counts = widest(_counts(entry, words) for entry in entries)
    longest = max(widest(entry.name for entry in entries), 14)
    sure = min(longest, _SURE_NAME)
    # One that cannot be read has nothing between its name and its status.
    read = [entry for entry in entries if entry.standing != "broken"]
    status = widest(status_words(entry, words) for entry in read)
    progress = max(counts, _BAR + 7)
    name = width - day - people - progress - status - 4 * _GAP - 2
    if name >= sure:
        return Columns(min(name, longest), day, people, progress)
    status = widest(status_words(entry, words, beside=True) for entry in read)
    name = width - day - people - status - 3 * _GAP
    if name < sure:
        name, people = name + people + _GAP, 0
    return Columns(max(8, min(name, longest)), day, people, 0)


def heading(series: Series, width: int, words: Words, palette: Palette) -> Text:
    """Return the line above a series: its name, how many sessions, how many people."""
    sessions = words.n("{count} session", "{count} sessions", len(series.entries))
    people = sum(entry.people or 0 for entry in series.entries)
    parts = [sessions, words.n("{count} person", "{count} people", people)] if people else [sessions]
    parts = [*filter(None, [year_of(series)]), *parts]
    while len(parts) > 1 and cell_len(series.heading) + 2 + cell_len(" · ".join(parts)) > width:
        parts.pop()
    right = Text(" · ".join(parts), style=palette.quiet)
    left = Text(shorten(series.heading, width - right.cell_len - 2), style=f"bold {palette.text}")
    if series.beside and left.cell_len + cell_len(series.beside) + right.cell_len + 4 <= width:
        left.append(f"  {series.beside}", style=palette.quiet)
    return spread(left, right, width)


def row(entry: Overview, series: Series, wide: Columns, width: int, words: Words, palette: Palette) -> Text:
    """Return a session's row.

    Args:
        entry: The session.
        series: Where it stands.
        wide: The columns.
        width: The cells of the row.
        words: The language.
        palette: Colours.
    """
    running = entry.standing == "running"
    done = entry.standing == "done"
    name = Text(shorten(entry.name, wide.name), style=f"bold {palette.text}" if running else palette.text)
    left = pad(name, wide.name)
    if running and not wide.progress and name.cell_len + _GAP + _SHORT_BAR <= wide.name:
        # A short name leaves room for the line before the day.
        left = Text.assemble(pad(name, wide.name - _SHORT_BAR), _bar(entry, _SHORT_BAR, palette))
    cells = [(day_words(entry, series, words), wide.day), (_people(entry, words), wide.people)]
    for text, cells_wide in cells:
        if cells_wide:
            soft = Text(text, style=palette.quiet if done else palette.soft)
            left = Text.assemble(left, " " * _GAP, pad(soft, cells_wide, right=True))
    if wide.progress:
        left = Text.assemble(left, " " * (_GAP + 2), _progress(entry, wide.progress, words, palette))
    status = Text(status_words(entry, words, beside=not wide.progress))
    tone = {"running": f"bold {palette.accent}", "broken": f"bold {palette.alarm}", "done": palette.quiet}
    status.stylize(tone.get(entry.standing, palette.soft).strip())
    if entry.standing == "broken":
        left.rstrip()
    return spread(left, status, width)


def options(entries: Sequence[Overview], width: int, airy: bool, words: Words, palette: Palette) -> list[Option]:
    """Return sessions as a list: a heading that cannot be chosen above each series, a row for each session.

    Args:
        entries: The sessions, in any order.
        width: The cells of a row.
        airy: Leave a blank row below each heading.
        words: The language.
        palette: Colours.
    """
    out: list[Option] = []
    shown = in_series(entries, words)
    wide = columns(shown, width - 3, words)
    for at, series in enumerate(shown):
        head = Text.assemble(" ", heading(series, width - 1, words, palette))
        lines = [*([Text()] if at else []), head, *([Text()] if airy else [])]
        out.append(Option(Text("\n").join(lines), disabled=True))
        for entry in series.entries:
            line = Text.assemble("  ", row(entry, series, wide, width - 3, words, palette))
            out.append(Option(line, id=str(entry.path)))
    return out


def most_wanted(entries: Sequence[Overview], words: Words) -> str:
    """Return the id of the session to begin at: the newest that is running, else the first in the list."""
    inner = [entry for series in in_series(entries, words) for entry in series.entries]
    running = [entry for entry in inner if entry.standing == "running"]
    best = max(running, key=lambda entry: entry.date) if running else next(iter(inner), None)
    return str(best.path) if best else ""


def head(entries: Sequence[Overview], all_entries: int, width: int, words: Words, palette: Palette) -> Text:
    """Return the first line: where we are, and how much there is.

    Args:
        entries: The sessions shown.
        all_entries: How many there are.
        width: The cells of the line.
        words: The language.
        palette: Colours.
    """
    name = Text(words("Library"), style=f"bold {palette.text}")
    left = Text.assemble(("facilitator", f"bold {palette.accent}"), "  ", name)
    counts = [words.n("{count} session", "{count} sessions", all_entries)]
    if len(entries) < all_entries:
        counts = [words("{count} of {all}", count=len(entries), all=all_entries)]
    series = len({entry.series for entry in entries} - {""})
    if series:
        counts.append(words.n("{count} series", "{count} series", series))
    return spread(left, Text(" · ".join(counts) if all_entries else "", style=palette.quiet), width)


def status_words(entry: Overview, words: Words, beside: bool = False) -> str:
    """Return how a session stands, with its sign; `beside` with the step it is in."""
    match entry.standing:
        case "done":
            return "✓ " + words("finished")
        case "running":
            where = f"{entry.step}/{entry.steps}  " if beside else ""
            return f"{where}▶ " + words("running")
        case "broken":
            return "! " + words("cannot be read")
        case _:
            return words("planned")


def spread(left: Text, right: Text, width: int) -> Text:
    """Return two texts at the ends of one line; the left one gives way."""
    room = width - right.cell_len - 1
    if left.cell_len > room:
        left = left.copy()
        left.truncate(max(room, 1), overflow="ellipsis")
    return Text.assemble(left, " " * max(1, width - left.cell_len - right.cell_len), right)


def entry_count(entry: Overview, words: Words) -> str:
    """Return how much was recorded in a session."""
    return words.n("{count} answer or vote", "{count} answers and votes", entry.entries)


def _day(entry: Overview) -> date | None:
    try:
        return date.fromisoformat(entry.date)
    except ValueError:
        return None


def _people(entry: Overview, words: Words) -> str:
    return "" if entry.people is None else words.n("{count} person", "{count} people", entry.people)


def _counts(entry: Overview, words: Words) -> str:
    return entry_count(entry, words) if entry.standing == "done" else ""


def _progress(entry: Overview, width: int, words: Words, palette: Palette) -> Text:
    """Return how far a session has come as a line, or what a finished one adds up to where there is room."""
    if entry.standing == "broken":
        return Text()
    if entry.standing == "done":
        return pad(Text(_counts(entry, words), style=palette.quiet), width, right=True)
    return spread(_bar(entry, _BAR, palette), Text(f"{entry.step}/{entry.steps}", style=palette.soft), width)


def _bar(entry: Overview, width: int, palette: Palette) -> Text:
    gone = bar(entry.step, entry.steps, width)
    return Text.assemble((gone, palette.accent), ("─" * (width - len(gone)), palette.rule))
