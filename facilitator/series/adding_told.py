"""How a series was added up, what is missing in it, and which wordings were joined: for whoever wants to check it."""

from collections.abc import Iterator, Sequence

from facilitator.agenda.model import Act, Talk
from facilitator.blocks import Block, Bullets, Heading, Table
from facilitator.report.audience import LEAST
from facilitator.report.model import Section
from facilitator.series import asking
from facilitator.series.blocks import ranged
from facilitator.series.matching import Row
from facilitator.series.whole import Series, Whole
from facilitator.series.wording import part_name, way_told
from facilitator.steps.common import is_of_room
from facilitator.tally import RateItem
from facilitator.text import key, sentence


def sections(series: Series, asked: Sequence[Whole]) -> Iterator[Section]:
    """Give what is missing, how it was added up and how it can be corrected, and what was joined from which words.

    Args:
        series: The series.
        asked: Its steps that have a section.
    """
    words = series.words
    if lacking := _missing(series, asked):
        yield Section("missing", words("What is missing"), "", (Bullets(lacking),))
    yield Section("method", words("How it was added up"), "", (Bullets(_told(series, asked)),))
    if joined := list(_joined(series, asked)):
        yield Section("wordings", words("Joined wordings"), "", tuple(joined))


def _missing(series: Series, asked: Sequence[Whole]) -> list[str]:
    words, language = series.words, series.words.language
    said = []
    for whole in asked:
        title = asking.asked(series, whole.step).title.of(language)
        few = series.few.get(whole.step.id, ())
        without = [forum.name for at, forum in enumerate(series.forums) if at not in whole.forums and at not in few]
        if without:
            said.append(words("{step}: not held in {names}.", step=title, names=words.listed(without)))
        counts = [facet.units for facet in whole.tally.facets
                  if facet.units is not None and not is_of_room(whole.tally, facet)]  # fmt: skip
        present = whole.tally.present
        if whole.tally.unit == "group" and not isinstance(whole.step, Act) and present and counts:
            least, most = min(counts), max(counts)
            if least < present:
                of = str(most) if least == most else f"{least}–{most}"
                each = words("{step}: in each part answers from {count} of {present} tables.", step=title, count=of,
                             present=present)  # fmt: skip
                said.append(each if whole.tally.parted else words(
                    "{step}: answers from {count} of {present} tables.", step=title, count=of, present=present
                ))  # fmt: skip
        empty = [part_name(whole, at, words) for at, facet in enumerate(whole.tally.facets)
                 if whole.tally.parted and not facet.items]  # fmt: skip
        if empty and not whole.tally.hidden:
            said.append(words("{step}: no answers for {names}.", step=title, names=words.listed(empty)))
    said += too_few(series)
    held = {*series.steps, *series.without, *series.few}
    never = {step.id: step.title.of(language) for forum in series.forums for step in forum.book.state.agenda.steps
             if step.id not in held and not isinstance(step, Talk)}  # fmt: skip
    if never:
        said.append(sentence(words("Not done: {names}.", names=words.listed(never.values()))))
    return said


def too_few(series: Series) -> list[str]:
    """Return which forums do not count in which step, because too few answered there to be told of."""
    words, said = series.words, []
    titles = {step.id: step.title for forum in series.forums for step in forum.book.state.agenda.steps}
    for step_id, forums in series.few.items():
        title, names = titles[step_id].of(words.language), [series.forums[at].name for at in sorted(forums)]
        if step_id in series.steps:
            said.append(words("{step}: fewer than {least} people or tables answered in {names}; that is not counted "
                              "here.", step=title, least=LEAST, names=words.listed(names)))  # fmt: skip
        else:
            said.append(words("{step}: fewer than {least} people or tables answered in each forum; the figures are not "
                              "shown here.", step=title, least=LEAST))  # fmt: skip
    return said


def _told(series: Series, asked: Sequence[Whole]) -> list[str]:
    words, language = series.words, series.words.language
    said = [words("Every figure is counted from what was recorded in the forums; equal counts share a place.")]
    ways: dict[str, list[str]] = {}
    for whole in asked:
        if not isinstance(whole.step, Act):
            title = asking.asked(series, whole.step).title.of(language)
            ways.setdefault(way_told(whole.way, whole, words), []).append(title)
    said += [f"{told} ({', '.join(titles)})" for told, titles in ways.items()]
    said.append(words("In the tables forum by forum the other ways of adding stand to the right, with the place in "
                      "brackets where it is another one."))  # fmt: skip
    said.append(words("Items are one where their words are the same or where somebody joined them; nothing is joined "
                      "by itself."))  # fmt: skip
    said.append(words("A table that gave no answer is not counted as a no. Nobody was asked at random: the figures "
                      "speak for those who came."))  # fmt: skip
    said.append(words("What everybody said, word for word, stands in each forum's own summary."))
    said.append(words("Something wrong? Tell whoever led the forums: the session is corrected, and this is added up "
                      "anew."))  # fmt: skip
    return said


def _joined(series: Series, asked: Sequence[Whole]) -> Iterator[Block]:
    """Give per step what each item was called where, and what somebody joined for the series as a whole."""
    words = series.words
    told: set[tuple[str, str]] = set()
    for whole in asked:
        if whole.tally.hidden:
            continue
        rows = {row.number: row for part in whole.parts for row in part.rows}
        body = []
        for row in rows.values():
            sources = _sources(series, row)
            # Later steps ask about the same items; their words are told where they came in.
            if sources and (key(row.name), sources) not in told:
                told.add((key(row.name), sources))
                body.append([row.name, sources])
        if body:
            yield Heading(asking.asked(series, whole.step).title.of(words.language), 3)
            yield Table([words("item"), words("in the words of the forums")], body, ["left", "left"])


def _sources(series: Series, row: Row) -> str:
    """Return the other words of an item, each with the forums that used them."""
    found: dict[str, list[str]] = {}
    for cell in row.cells:
        if isinstance(cell.item, RateItem):
            continue
        for text in dict.fromkeys((cell.item.item, *cell.item.aliases)):
            if text != row.name:
                found.setdefault(text, []).append(series.forums[cell.forum].name)
    return "; ".join(f"{text} ({ranged(list(dict.fromkeys(names)), series.words)})" for text, names in found.items())
