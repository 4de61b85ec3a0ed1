"""The rows of a day that is made to fit: what each step takes now and then, and that both columns add up."""

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from facilitator.planning.day import Day, flex_of, minutes_of
from facilitator.planning.draft import Draft
from facilitator.planning.fitting import Fit
from facilitator.planning.lists import plain
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import shorten, spread, wrap
from facilitator.text import clean
from facilitator.words import Words

_NOW, _THEN = 5, 10
# How much of a title says which step it is.
_TITLE = 40


def title_of(draft: Draft, at: int, language: str) -> str:
    """Return what a step is called."""
    return clean(plain(draft.steps[at].get("title"), language)) or "–"


def head_row(width: int, words: Words, palette: Palette) -> Text:
    """Return what stands above the two columns of minutes."""
    return _row(Text(), "", words("min now"), Text(words("then"), style=palette.quiet), width, palette)


def fit_row(at: int, draft: Draft, fit: Fit, width: int, language: str, words: Words, palette: Palette) -> Text:
    """Return a step's row.

    Args:
        at: The step's place, from 0.
        draft: The draft as it is.
        fit: What would change.
        width: The cells of the row.
        language: The language of the titles.
        words: The interface's language.
        palette: Colours.
    """
    now = minutes_of(draft.steps[at])
    tone, fixed = palette.text, words("fixed") if flex_of(draft.steps[at]) == "fixed" else ""
    if at in fit.out:
        then, tone, fixed = Text(words("left out"), style=palette.soft), palette.quiet, ""
    elif at in fit.minutes:
        then, fixed = Text(str(fit.minutes[at]), style=f"bold {palette.accent}".strip()), ""
    else:
        then = Text(str(now), style=palette.quiet)
    name = Text(f" {at + 1:>3}  {title_of(draft, at, language)}", style=tone)
    return _row(name, fixed, str(now), then, width, palette)


def sum_rows(draft: Draft, fit: Fit, before: Day, after: Day, width: int, words: Words, palette: Palette) -> list[Text]:
    """Return what all steps take together, after what is between them; the arguments are those of `fit_row`.

    `before` and `after` are the times of the day now and then.
    """
    lengths = {at: minutes_of(step) for at, step in enumerate(draft.steps)}
    apart = before.minutes - sum(lengths.values())
    kept = {**lengths, **fit.minutes}
    then = after.minutes - sum(length for at, length in kept.items() if at not in fit.out)
    rows = []
    if apart or then:
        between = Text(f"      {words('before what is held to the clock')}", style=palette.quiet)
        rows.append(_row(between, "", _signed(apart), Text(_signed(then), style=palette.quiet), width, palette))
    together = Text(f"      {words('in all')}", style=palette.text)
    whole = Text(str(after.minutes), style=f"bold {palette.text}".strip())
    return [*rows, _row(together, "", str(before.minutes), whole, width, palette)]


def struck_rows(
    draft: Draft, fit: Fit, width: int, most: int, language: str, words: Words, palette: Palette
) -> list[Text]:
    """Return which steps are left out, in at most so many lines: with their titles, where these have no room by number.

    None where all stay. The other arguments are those of `fit_row`.
    """
    if not fit.out:
        return []
    out = sorted(fit.out)
    titles = [f"{at + 1}\N{NO-BREAK SPACE}{shorten(title_of(draft, at, language), _TITLE)}" for at in out]
    lines = wrap(words("Left out: {steps}", steps=words.listed(titles)), width)
    if len(lines) > most:
        numbers = words.listed(runs([at + 1 for at in out]))
        lines = wrap(words("Left out: {steps}", steps=words("steps {numbers}", numbers=numbers)), width)
    return [Text(line, style=palette.text) for line in lines[:most]]


def runs(numbers: Sequence[int]) -> list[str]:
    """Return numbers, three and more that follow each other as "12–14"."""
    told: list[str] = []
    together = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    for run in together:
        told += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)
    return told


def _signed(count: int) -> str:
    return f"\N{MINUS SIGN}{-count}" if count < 0 else str(count)


def _row(name: Text, beside: str, now: str, then: Text, width: int, palette: Palette) -> Text:
    """Return a name, and at the end of the row the two columns."""
    told = Text.assemble((f"{beside}  " if beside else "", palette.quiet), (f"{now:>{_NOW}}", palette.quiet))
    told.append(" " * (_THEN - cell_len(then.plain))).append_text(then)
    return spread(Text(shorten(name.plain, width - told.cell_len - 2), style=name.style), told, width)
