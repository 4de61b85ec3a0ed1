"""A template before it is chosen: as a row of a list, and its steps with their minutes in a column or in a few rows."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from facilitator.agenda.library import Template
from facilitator.agenda.model import Agenda, Step
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import shorten, wrap, wrap_lines
from facilitator.text import clean
from facilitator.widgets.library_rows import spread
from facilitator.words import Words

_MINUTES = 5


def row(template: Template, width: int, words: Words, palette: Palette) -> Text:
    """Return a template as a row of a list: its title, for how many it is and how long; one's own says so."""
    agenda = template.agenda
    if agenda is None:
        broken = Text(f"! {words('cannot be used')}", style=palette.alarm)
        return spread(Text(f" {template.name}", style=palette.text), broken, width)
    title = Text(" " + template.title(words.language), style=palette.text)
    own = [words("your own · {file}", file=clean(template.own.name)), words("your own")] if template.own else [""]
    told = [" · ".join([*filter(None, [one, template.held]), *extent(agenda, words)]) for one in own]
    # The file's name, which says little more than the title, is left out before the title is cut.
    facts = next((one for one in told if title.cell_len + cell_len(one) + 1 <= width), told[-1])
    return spread(title, Text(facts, style=palette.quiet), width)


def column(template: Template, width: int, height: int, words: Words, palette: Palette) -> Text:
    """Return a template as a column: title, purpose, and a step on each row.

    Args:
        template: The template; one that cannot be used shows its mistakes.
        width: The cells of a line.
        height: The rows there are.
        words: The language.
        palette: Colours.
    """
    agenda = template.agenda
    if agenda is None:
        return _problems(template, width, height, palette)
    language = words.language
    head = [Text(shorten(template.title(language), width), style=f"bold {palette.text}"), Text()]
    head += [Text(line, style=palette.soft) for line in wrap_lines(agenda.purpose.of(language).strip(), width) if line]
    if template.held:
        head.append(Text(words("As it was held in {year}.", year=template.held), style=palette.soft))
    steps = _steps(agenda, height - len(head) - 1, width, words, palette)
    return Text("\n").join([*head, Text(), *steps])


def rows(template: Template, width: int, height: int, words: Words, palette: Palette) -> Text:
    """Return a template as a few rows: its steps one after another; the arguments are those of `column`."""
    agenda = template.agenda
    if agenda is None:
        return _problems(template, width, height, palette)
    # The minutes stay on the line where the title begins.
    told = [f"{step.minutes}\N{NO-BREAK SPACE}{step.title.of(words.language)}" for step in agenda.steps]
    for shown in range(len(told), 0, -1):
        left_out = len(told) - shown
        more = [words("and {count} more", count=left_out)] if left_out else []
        lines = wrap(" · ".join([*told[:shown], *more]), width)
        if len(lines) <= height:
            return Text("\n").join(Text(line, style=palette.soft) for line in lines)
    return Text(shorten(told[0], width) if told else "", style=palette.soft)


def extent(agenda: Agenda, words: Words) -> list[str]:
    """Return for how many people an agenda is meant and how long it takes, as far as it says."""
    out = [words("{range} people", range=agenda.meant_for)] if agenda.people else []
    hours, minutes = divmod(agenda.minutes, 60)
    parts = [words("{hours} h", hours=hours)] if hours else []
    parts += [words("{minutes} min", minutes=minutes)] if minutes else []
    return [*out, " ".join(parts)] if parts else out


def _steps(agenda: Agenda, height: int, width: int, words: Words, palette: Palette) -> list[Text]:
    steps: Sequence[Step] = agenda.steps
    if len(steps) > height:
        steps = steps[: max(height - 1, 0)]
    out = []
    for step in steps:
        resting = getattr(step, "form", None) == "break"
        title = Text(step.title.of(words.language), style=palette.quiet if resting else palette.text)
        minutes = Text(f"{step.minutes:>{_MINUTES}}", style=palette.soft)
        out.append(spread(title, minutes, width))
    if len(steps) < len(agenda.steps):
        out.append(Text(words("and {count} more", count=len(agenda.steps) - len(steps)), style=palette.quiet))
    return out


def _problems(template: Template, width: int, height: int, palette: Palette) -> Text:
    lines = [line for problem in template.problems for line in wrap(f"! {problem}", width)]
    return Text("\n").join(Text(line, style=palette.alarm) for line in lines[:height])
