"""What will be done after a series: the actions of all forums by who does them and when, and what was decided."""

from datetime import date

from facilitator.agenda.fields import field_label
from facilitator.blocks import ActionRow, Base, Block
from facilitator.report import beside
from facilitator.series.gather import Forum
from facilitator.series.whole import Series, Whole
from facilitator.steps.act import listed, status_name
from facilitator.steps.when import read_day
from facilitator.tally import ActItem

_MAIN = ("what", "who", "when")
_FIRST_DAY = date(2000, 1, 1)


def actions(series: Series, whole: Whole, for_wall: bool = False) -> list[Block]:
    """Return the actions of a step: by owner, then by day; each with its forum, those without an owner last.

    Args:
        series: The series.
        whole: The step.
        for_wall: Leave out further fields than the forum.
    """
    words = series.words
    found = in_order(series, whole)
    rows = [
        ActionRow(number, item.what, item.who, item.when, status_name(forum.book, item), item.overdue,
                  _fields(series, forum, item)[: 1 if for_wall else None])
        for number, (forum, item) in enumerate(found, 1)
    ]  # fmt: skip
    missing = sum(not item.who or not item.when for _, item in found if item.status == "open")
    detail = words.n("{count} without a name or a date", "{count} without a name or a date", missing) if missing else ""
    base = Base(f"{words.n('{count} action', '{count} actions', len(rows))} · "
                + words.n("{count} forum", "{count} forums", len(whole.forums)), detail)  # fmt: skip
    return [base, listed(rows, words)] if rows else [base]


def in_order(series: Series, whole: Whole) -> list[tuple[Forum, ActItem]]:
    """Return the actions of a step with their forums: by owner, then by day, those without an owner last."""
    found = [(series.forums[row.cells[0].forum], row.cells[0].item) for row in whole.parts[0].rows]
    listed = [(forum, item) for forum, item in found if isinstance(item, ActItem)]
    return sorted(listed, key=lambda one: (not one[1].who, series.words.sort_key(one[1].who), _day(*one), one[0].name))


def decided(series: Series) -> list[str]:
    """Return what was decided in each forum, and what goes on there with the reason, each with its forum."""
    return [
        said
        for forum in series.forums
        for said in (
            *(f"{note.text} ({source(forum, beside.source(forum.book, step, note))})"
              for step, note in beside.notes(forum.book, "decide")),
            *(f"{line} ({source(forum, step.title.of(forum.book.language))})"
              for step in forum.book.state.agenda.steps for line in beside.kept_lines(forum.book, step)),
        )
    ]  # fmt: skip


def source(forum: Forum, said_by: str) -> str:
    """Return where something was said: the forum, then who and in which step."""
    return f"{forum.name}, {said_by}"


def _day(forum: Forum, item: ActItem) -> tuple[bool, date]:
    try:
        opened = date.fromisoformat(forum.book.state.date)
    except ValueError:
        opened = _FIRST_DAY
    day = read_day(item.when, opened)
    return day is None, day or _FIRST_DAY


def _fields(series: Series, forum: Forum, item: ActItem) -> list[tuple[str, str]]:
    language = series.words.language
    more = [(field_label(name, language), text) for name, text in item.fields.items() if name not in _MAIN]
    return [(series.words("forum"), forum.name), *more]
