"""The preview of the library: one session at a glance, in a column or in a few rows."""

import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.text import Text

from facilitator.closer import Closer, Result, StepLine
from facilitator.overview import Overview
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import bar, pad, shorten, widest, wrap
from facilitator.text import clean
from facilitator.widgets.library_rows import entry_count, spread, status_words
from facilitator.words import Words

_MOST_FOUND = 5
_PLACE = 4
_LABEL = 31
_LEAST_STEPS = 6
_NOTE_ROWS = 3


def column(closer: Closer, found: Sequence[str], width: int, height: int, words: Words, palette: Palette) -> Text:
    """Return a session as a column of a wide screen, no higher than `height`.

    Args:
        closer: The session.
        found: What was said in it that was searched for.
        width: The cells of a line.
        height: The rows there are.
        words: The language.
        palette: Colours.
    """
    head = [*_who(closer.overview, width, words, palette), *_standing(closer, width, words, palette)]
    if found:
        head += [Text(), Text(words("Found"), style=f"bold {palette.text}")]
        head += [Text(shorten(f"«{text}»", width), style=palette.soft) for text in found[:_MOST_FOUND]]
        if len(found) > _MOST_FOUND:
            head.append(_more(len(found) - _MOST_FOUND, words, palette))
    left = height - len(head)
    parts = [*head]
    for result in closer.results:
        rows = _result(result, width, words, palette)
        if left - len(rows) < _LEAST_STEPS + 4:
            break
        parts += rows
        left -= len(rows)
    steps = _steps(closer.steps, width, left - 4, words, palette)
    if steps:
        parts += [Text(), Text(), Text(words("Step by step"), style=f"bold {palette.text}"), Text(), *steps]
    return Text("\n").join(parts)


def rows(closer: Closer, found: Sequence[str], width: int, words: Words, palette: Palette) -> Text:
    """Return a session as the few rows of a narrow screen; the arguments are those of `column`."""
    entry = closer.overview
    name = Text.assemble((entry.name, f"bold {palette.text}"))
    if entry.problem:
        lines = [Text(f"! {line}", style=palette.alarm) for line in wrap(entry.problem, width - 2)[:3]]
        return Text("\n").join([name, *lines])
    right = Text(status_words(entry, words), style=palette.quiet)
    if closer.at is not None:
        where = words("step {number} {title}", number=closer.at.number, title=closer.at.title)
        name.append(f"  {where}", style=palette.soft)
        right = Text(closer.at.amount, style=f"bold {palette.text}")
    elif entry.title != entry.name:
        name.append(f"  {entry.title}", style=palette.soft)
    lines = [spread(name, right, width), Text(shorten(_saved(closer, words), width), style=palette.quiet), Text()]
    if found:
        lines.append(Text(shorten("  ".join(f"«{text}»" for text in found), width), style=palette.soft))
    elif closer.results:
        lines.append(_best(closer.results[0], width, palette))
    return Text("\n").join(lines)


def welcome(folder: str, words: Words, palette: Palette) -> Text:
    """Return what stands in an empty library: what to press, and where answers are kept."""
    key = f"bold {palette.accent}"
    first = words("starts the first one: choose an agenda, say how many tables, begin.")
    return Text("\n").join([
        Text(words("Welcome. There are no sessions yet."), style=f"bold {palette.text}"),
        Text(),
        Text.assemble(("F2 ", key), (first, palette.text)),
        Text.assemble(("F1 ", key), (words("tells what every key does."), palette.text)),
        Text(),
        Text(words("Every answer is on the disk the moment you press Enter, in {folder}.", folder=folder),
             style=palette.soft),
        Text(words("A whole series to look around in: leave with Ctrl+Q and type {command}.",
                   command=f"{_program()} demo"), style=palette.soft),
    ])  # fmt: skip


def _program() -> str:
    """Return how this program is called here: by its name where the shell finds it, else as it was called."""
    called = sys.argv[0]
    by_name = shutil.which("facilitator") is not None or Path(called).stem != "facilitator"
    return "facilitator" if by_name else clean(called)


def _who(entry: Overview, width: int, words: Words, palette: Palette) -> list[Text]:
    try:
        day = words.long_date(date.fromisoformat(entry.date))
    except ValueError:
        day = entry.date
    facts = []
    if entry.groups:
        facts.append(words.n("{count} table", "{count} tables", entry.groups))
    if entry.people is not None:
        facts.append(words.n("{count} person", "{count} people", entry.people))
    title = entry.title if entry.title != entry.name else ""
    lines = [spread(Text(entry.name, style=f"bold {palette.text}"), Text(day, style=palette.soft), width)]
    lines += [Text(shorten(text, width), style=palette.soft) for text in (title, " · ".join(facts)) if text]
    return [*lines, Text()]


def _standing(closer: Closer, width: int, words: Words, palette: Palette) -> list[Text]:
    entry = closer.overview
    if entry.problem:
        lines = wrap(entry.problem, width)
        first = Text("! " + words("cannot be read"), style=f"bold {palette.alarm}")
        return [first, *(Text(line, style=palette.text) for line in lines)]
    out: list[Text] = []
    if closer.at is None:
        tone = palette.soft if entry.standing == "planned" else palette.text
        out.append(Text(_sentence(status_words(entry, words)), style=f"bold {tone}"))
    else:
        running = closer.at.status == "running"
        sentence = words("Running: step {step} of {steps}", step=entry.step, steps=entry.steps)
        if not running:
            sentence = words("Stopped after step {step} of {steps}", step=entry.step, steps=entry.steps)
        out.append(Text(sentence, style=f"bold {palette.accent}"))
        out.append(Text(shorten(closer.at.title, width), style=f"bold {palette.text}"))
    told = _saved(closer, words, closer.at.amount if closer.at is not None else "")
    out += [Text(line, style=palette.soft) for line in wrap(told, width)]
    if closer.note:
        noted = wrap(closer.note, width)
        cut = [*noted[: _NOTE_ROWS - 1], shorten(" ".join(noted[_NOTE_ROWS - 1 :]), width)]
        out += [Text(), *(Text(line, style=palette.quiet) for line in cut if line)]
    return out


def _saved(closer: Closer, words: Words, amount: str = "") -> str:
    """Return how much there is and when it last changed; all of it is on the disk."""
    entry, parts = closer.overview, [amount] if amount else []
    if closer.last_at is not None and entry.standing != "planned":
        moment = closer.last_at.strftime("%H:%M")
        if closer.last_at.date().isoformat() != entry.date:
            moment = f"{words.short_date(closer.last_at.date())} {moment}"
        parts.append(words("last {time}", time=moment))
    if entry.entries:
        parts.append(entry_count(entry, words))
    elif entry.standing == "planned":
        parts.append(words.n("{count} step", "{count} steps", entry.steps))
    return _sentence(" · ".join([*parts, words("all saved")]))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _result(result: Result, width: int, words: Words, palette: Palette) -> list[Text]:
    """Return the best of a step: place, name, and a line as long as its value."""
    unit = " · ".join(part for part in (result.bars.unit, result.base) if part)
    title = Text(shorten(result.title, width), style=f"bold {palette.text}")
    based = Text(shorten(unit, width), style=palette.quiet)
    beside = title.cell_len + 2 + based.cell_len <= width
    out = [Text(), Text(), *([spread(title, based, width)] if beside else [title, based]), Text()]
    bars = result.bars.rows
    full, value = max(one.value for one in bars), widest(one.shown for one in bars)
    label = min(widest(one.label for one in bars), max(_LABEL, width // 2))
    gauge = max(4, width - _PLACE - label - 3 - value)
    for one in bars:
        place = "" if one.place is None else str(one.place)
        out.append(Text.assemble(
            (f"{place:<{_PLACE}}", f"bold {palette.text}"),
            pad(Text(shorten(one.label, label), style=palette.text), label + 2),
            (bar(one.value, full, gauge), palette.accent),
            (f" {one.shown}", f"bold {palette.text}"),
        ))  # fmt: skip
    if result.more:
        out.append(Text(" " * _PLACE + words("and {count} more", count=result.more), style=palette.quiet))
    return out


def _best(result: Result, width: int, palette: Palette) -> Text:
    """Return the first places of a step in one line; what does not fit is left out whole."""
    line = Text(result.title, style=palette.soft)
    for at, one in enumerate(result.bars.rows[:3]):
        place = "" if one.place is None else f"{one.place} "
        more = Text.assemble("   ", (place, f"bold {palette.text}"), (one.label, palette.text))
        more.append(f" {one.shown}", style=palette.quiet)
        if line.cell_len + more.cell_len > width and at:
            break
        line.append_text(more)
    line.truncate(width, overflow="ellipsis")
    return line


def _steps(steps: Sequence[StepLine], width: int, height: int, words: Words, palette: Palette) -> list[Text]:
    """Return the steps that fit, those round the running one; a last row says how many are left out."""
    if height < 3 or not steps:
        return []
    shown = list(steps)
    if len(shown) > height:
        at = next((index for index, step in enumerate(steps) if step.status == "running"), 0)
        start = min(max(0, at - height // 2), len(steps) - height + 1)
        shown = shown[start : start + height - 1]
    out = []
    for step in shown:
        sign = {"done": "✓", "running": "▶"}.get(step.status, " ")
        tone = {"done": palette.soft, "running": f"bold {palette.text}"}.get(step.status, palette.quiet)
        mark = palette.accent if step.status == "running" else palette.quiet
        left = Text.assemble((f"{sign} ", mark), (f"{step.number:>3}  ", tone), (step.title, tone))
        out.append(spread(left, Text(step.amount, style=palette.soft), width))
    if len(shown) < len(steps):
        out.append(_more(len(steps) - len(shown), words, palette))
    return out


def _more(count: int, words: Words, palette: Palette) -> Text:
    return Text("       " + words("and {count} more", count=count), style=palette.quiet)
