"""What stands above and below the rows of the comparison: which step, what is told of it, and the row chosen."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from facilitator.agenda.model import Act
from facilitator.counting.stability import Stability
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import shorten, spread, wrap
from facilitator.series import wording
from facilitator.series.page import Line, Page
from facilitator.series.ways import Way
from facilitator.series.whole import Series, Whole

_NONE = "·"
_FIRST_PLACES = 3
_NOTICE_LINES = 2
_GAP = 3
# What "and 31 more" may take in any language.
_MORE = 16


def crown(series: Series, whole: Whole, part: int, way: Way, turn: tuple[int, int], width: int,
          palette: Palette) -> Text:  # fmt: skip
    """Return where we are: the series and what it rests on, the step, its part, and the way of adding.

    Args:
        series: The series.
        whole: The step.
        part: The part, from 0.
        way: How it is added.
        turn: Which of how many steps this is, from 1.
        width: The cells of a line.
        palette: Colours.
    """
    words = series.words
    base = wording.base(series, whole, part) if whole.parts else ""
    count = Text(words("{number} of {total}", number=turn[0], total=turn[1]), style=palette.quiet)
    if not isinstance(whole.step, Act):
        count = Text.assemble((wording.way_name(way, words), palette.soft), (" · ", palette.quiet), count)
    step = Text.assemble((words("Compare"), f"bold {palette.accent}".strip()), "  ")
    room = width - step.cell_len - count.cell_len - 2
    where = words("step {number}", number=whole.number)
    step.append(shorten(whole.step.title.of(words.language), room), style=palette.text)
    if step.cell_len + len(where) + count.cell_len + 5 <= width:
        step.append(f" · {where}", style=palette.quiet)
    title = shorten(series.title, max(width - len(base) - 2, 20))
    lines = [spread(Text(title, style=f"bold {palette.text}".strip()), Text(base, style=palette.soft), width),
             spread(step, count, width)]  # fmt: skip
    if whole.tally.parted and whole.parts:
        name = wording.part_name(whole, part, words)
        of = words("part {number} of {total}", number=part + 1, total=len(whole.parts))
        lines.append(spread(Text(shorten(name, width - len(of) - 2), style=f"bold {palette.text}".strip()),
                           Text(of, style=palette.quiet), width))  # fmt: skip
    return Text("\n").join(lines)


def notices(series: Series, left_out: Sequence[str], width: int, palette: Palette) -> Text:
    """Return what should be known about the files, in the colour of a warning.

    Args:
        series: The series.
        left_out: Sentences on files that could not be read.
        width: The cells of a line.
        palette: Colours.
    """
    lines = [line for notice in (*series.notices, *left_out) for line in _cut(f"! {notice}", width, _NOTICE_LINES)]
    return Text("\n").join(Text(line, style=palette.warn) for line in lines)


def told(series: Series, page: Page, stability: Stability[int] | None, more: str, width: int, height: int,
         palette: Palette) -> Text:  # fmt: skip
    """Return what is to be said of a part: where the ways disagree, what hangs on one forum, how it is added.

    Args:
        series: The series.
        page: The part shown.
        stability: What hangs on single forums, None while it is being counted.
        more: What is said of columns for which there is no room.
        width: The cells of a line.
        height: The most lines.
        palette: Colours.
    """
    words, whole = series.words, page.whole
    if isinstance(whole.step, Act) or not page.lines:
        return Text()
    important = [more, wording.disagreement(series, whole, page.part)]
    important += wording.without(series, whole, page.part, stability) if stability is not None else []
    said = [(text, palette.soft) for text in important if text]
    said.append((wording.way_told(page.way, whole, words), palette.quiet))
    said.append((words("The figure is the forum's own place, 1–3 in bold, · not chosen."), palette.quiet))
    said += [(remark.text, palette.quiet) for remark in whole.tally.facets[page.part].warnings]
    lines = [Text(line, style=style) for text, style in said for line in wrap(text, width)]
    return Text("\n").join(lines[:height])


def detail(series: Series, page: Page, line: Line, stability: Stability[int] | None, width: int, height: int,
           palette: Palette) -> Text:  # fmt: skip
    """Return the chosen row in full: its range of places, what each forum gave it, and how it was called there.

    Args:
        series: The series.
        page: The part shown.
        line: The row.
        stability: What hangs on single forums, None while it is being counted.
        width: The cells of a line.
        height: The most lines; how it was called is kept before all figures of many forums.
        palette: Colours.
    """
    bold = f"bold {palette.text}".strip()
    if line.beside:
        name = [Text(part, style=bold) for part in _cut(line.name, width, height - 1)]
        return Text("\n").join([*name, Text(shorten(line.beside, width), style=palette.soft)])
    right = Text(_spans(series, page, line, stability), style=palette.soft)
    beside = len(line.name) + right.cell_len + 2 <= width
    if beside:
        top = [spread(Text(line.name, style=bold), right, width)]
    else:
        top = [*(Text(part, style=bold) for part in _cut(line.name, width, max(1, height // 3))), right]
    other = [Text(part, style=palette.soft) for text in _called(series, page, line) for part in _cut(text, width, 2)]
    if moved := wording.shift_told(page.whole, line.number, series.words):
        other.append(Text(moved, style=palette.text))
    if stability is not None:
        hangs = wording.without(series, page.whole, page.part, stability, line.number)
        other += [Text(part, style=palette.text) for text in hangs for part in wrap(text, width)]
    figures = _figures(page, line, width, max(height - len(top) - bool(other), 1), series, palette)
    left = max(height - len(top) - len(figures), 0)
    if len(other) > left > 0:
        other = [*other[: left - 1], Text(shorten(" ".join(one.plain for one in other[left - 1 :]), width),
                                          style=palette.soft)]  # fmt: skip
    rows = [*top, *figures, *other]
    return Text("\n").join(rows[:height])


def _spans(series: Series, page: Page, line: Line, stability: Stability[int] | None) -> str:
    words = series.words
    said = []
    if line.spread is not None:
        said.append(words("own places {places}", places=wording.range_words(line.spread)))
    if stability is not None and line.place is not None:
        span = stability.places.get(line.number)
        said.append(words("without one forum {places}", places=wording.range_words(span)))
    return " · ".join(said)


def _called(series: Series, page: Page, line: Line) -> Iterator[str]:
    """Give every other wording with the forums where it stands, and at last those that were joined in a forum."""
    row = next(row for row in page.whole.parts[page.part].rows if row.number == line.number)
    forums: dict[str, list[int]] = {}
    for cell in row.cells:
        for text in (cell.item.item, *cell.item.aliases):
            if text != row.name and cell.forum not in forums.setdefault(text, []):
                forums[text].append(cell.forum)
    short = dict(zip(page.forums, page.names, strict=True))
    said = [f"{text} ({page.head}{', '.join(short[at] for at in where)})" for text, where in forums.items()]
    if said:
        yield "≈ " + "; ".join(said)


def _figures(page: Page, line: Line, width: int, height: int, series: Series, palette: Palette) -> list[Text]:
    """Return each forum's place and figure, in as many lines as there are; the last says how many are left out."""
    cells = []
    for name, place, given in zip(page.names, line.own, line.given, strict=True):
        style = f"bold {palette.accent}".strip() if place is not None and place <= _FIRST_PLACES else palette.soft
        figure = f" ({given})" if place is not None else ""
        cells.append(Text.assemble((f"{name}: ", palette.quiet), (str(place or _NONE), style), (figure, palette.soft)))
    head = cell_len(page.head)
    rows: list[list[Text]] = [[]]
    for cell in cells:
        if rows[-1] and head + _length(rows[-1]) + cell.cell_len > width:
            rows.append([])
        rows[-1].append(cell)
    if len(rows) > height:
        rows = rows[:height]
        words, shown = series.words, sum(map(len, rows))
        while len(rows[-1]) > 1 and head + _length(rows[-1]) + _MORE > width:
            rows[-1].pop()
            shown -= 1
        rows[-1].append(Text(words("and {count} more", count=len(cells) - shown), style=palette.quiet))
    lead = [Text(page.head, style=palette.quiet), *[Text(" " * head)] * (len(rows) - 1)]
    return [Text.assemble(first, Text(" " * _GAP).join(row)) for first, row in zip(lead, rows, strict=True)]


def _length(cells: Sequence[Text]) -> int:
    """Return the cells of a row of figures with the gap after each."""
    return sum(cell.cell_len + _GAP for cell in cells)


def _cut(text: str, width: int, height: int) -> list[str]:
    """Return a text as lines, no more than so many; the last ends in an ellipsis where there is more."""
    lines = wrap(text, width)
    return lines if len(lines) <= height else [*lines[: height - 1], shorten(" ".join(lines[height - 1 :]), width)]
