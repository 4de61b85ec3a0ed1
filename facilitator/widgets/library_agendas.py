"""The rows of the library that are no sessions yet: agendas of one's own, and templates that are looked for."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rich.cells import cell_len
from rich.text import Text
from textual.widgets.option_list import Option

from facilitator.agenda.library import Template
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import shorten
from facilitator.text import clean
from facilitator.widgets.agenda_preview import extent
from facilitator.widgets.library_rows import spread
from facilitator.words import Words

_LEAST_FOLDER = 12


def id_of(template: Template) -> str:
    """Return what the row of an agenda is known by, which no session's is."""
    return f"agenda:{template.own or template.name}"


def options(
    heading: str, found: Sequence[Template], beside: tuple[str, str], width: int, airy: bool, words: Words,
    palette: Palette,
) -> list[Option]:  # fmt: skip
    """Return agendas as a list: a heading that cannot be chosen, and a row for each.

    Args:
        heading: What they are.
        found: The agendas.
        beside: What stands quietly after the heading: how many are not shown, and where they lie, whose end says most.
        width: The cells of a row.
        airy: Leave a blank row below the heading.
        words: The language.
        palette: Colours.
    """
    if not found:
        return []
    left = Text(f" {heading}", style=f"bold {palette.text}".strip())
    more, place = beside
    room = width - left.cell_len - cell_len(more) - 6
    told = filter(None, [more, end_of(place, room) if room >= _LEAST_FOLDER else ""])
    right = Text(" · ".join(told), style=palette.quiet)
    lines = [spread(left, right, width), *([Text()] if airy else [])]
    rows = [Option(Text("\n").join(lines), disabled=True)]
    return rows + [Option(_row(one, width, words, palette), id=id_of(one)) for one in found]


def folder_words(folder: Path) -> str:
    """Return a folder shortly, from the user's own where it is in that."""
    try:
        return clean(str(Path("~") / folder.absolute().relative_to(Path.home())))
    except (ValueError, RuntimeError):
        return clean(str(folder))


def end_of(text: str, width: int) -> str:
    """Return a text, without its beginning where it is too long."""
    if cell_len(text) <= width:
        return text
    while text and cell_len(text) >= width:
        text = text[1:]
    return f"…{text}"


def _row(template: Template, width: int, words: Words, palette: Palette) -> Text:
    agenda = template.agenda
    if agenda is None:
        told = Text(f"! {words('cannot be used')}", style=palette.alarm)
    else:
        saved = [words("saved {day}", day=_day(template.saved, words))] if template.saved else []
        told = Text(" · ".join([*filter(None, [template.held]), *extent(agenda, words)[-1:], *saved]),
                    style=palette.soft)  # fmt: skip
    title = template.title(words.language)
    return spread(Text(f"  {shorten(clean(title), width - told.cell_len - 4)}", style=palette.text), told, width)


def _day(moment: datetime, words: Words) -> str:
    """Return a day shortly, of today the hour, of another year with the year."""
    now = datetime.now().astimezone()
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    short = words.short_date(moment.date())
    return short if moment.year == now.year else f"{short} {moment.year}"
