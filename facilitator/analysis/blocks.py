"""What an analysis looks like: the tensions first, then each step's bars with the sentences below them."""

from collections.abc import Sequence

from facilitator.analysis.measures import Measure, rows
from facilitator.analysis.phrases import Phrases
from facilitator.analysis.profile import Profile
from facilitator.analysis.scores import first, graded, line, ordered, scores
from facilitator.analysis.since import Became, Change, Side
from facilitator.analysis.whole import Analysis, Part
from facilitator.blocks import Bar, Bars, Base, Block, Bullets, GradeRow, Grades, Heading, Note, Para, Table
from facilitator.counting.places import above_cut
from facilitator.steps.common import line_words
from facilitator.words import Words

_MOST_MENTIONS = 10


def blocks(found: Analysis, words: Words, with_appendix: bool = False) -> list[Block]:
    """Return an analysis as blocks.

    Args:
        found: The analysis.
        words: The language.
        with_appendix: Show what other ways of counting say too.
    """
    out: list[Block] = []
    if found.tensions:
        out += [Heading(words("To talk about"), 2), Bullets([one.text for one in found.tensions])]
        out.append(Note(words("Found by counting, so that they can be asked. Whether they matter is for the room.")))
    for section in found.sections:
        out.append(Heading(f"{section.number}. {section.title}", 2))
        for part in section.parts:
            out += _part(part, words, with_appendix)
        out += _said(section.together)
    return out or [Para(words("There is nothing to analyse yet."))]


def change_blocks(found: Sequence[Change], words: Words) -> list[Block]:
    """Return what changed between two sessions as blocks, a table for each part of each step."""
    out: list[Block] = []
    for change in found:
        out.append(Heading(f"{change.now.number}. {change.now.name}", 2))
        phrases = Phrases(change.now, words)
        listed = [_row(one, phrases) for one in change.rows]
        head = [words("item"), words("then ({unit})", unit=phrases.unit), words("now ({unit})", unit=phrases.unit),
                words("what became of it")]  # fmt: skip
        out.append(Table(head, listed, ["left", "right", "right", "left"]))
    return out or [Para(words("The two sessions have no step in common that something was answered in."))]


def _part(part: Part, words: Words, with_appendix: bool) -> list[Block]:
    out: list[Block] = [Heading(part.profile.facet, 3)] if part.profile.facet else []
    if not part.measures:
        return []
    out += [*_base(part.profile, words), *_standing(part.profile, words)]
    out += _said(part.measures)
    if with_appendix and part.appendix:
        out += [Heading(words("Counted otherwise"), 3), *_said(part.appendix)]
    return out


def _base(profile: Profile, words: Words) -> list[Block]:
    if profile.answered is None or profile.asked is None or profile.unit == "facilitator":
        return []
    return [Base(Phrases(profile, words).voters(profile.answered, profile.asked))]


def _said(found: Sequence[Measure]) -> list[Block]:
    if not found:
        return []
    return [Bullets([one.text for one in found]), *(block for one in found for block in one.shown)]


def _standing(profile: Profile, words: Words) -> list[Block]:
    """Return the bars, or grades, that the sentences are about: a figure is never shown without its counts."""
    phrases, values = Phrases(profile, words), scores(profile)
    if profile.kind == "grades":
        return [_grades(profile, words)]
    above = first(profile, values) if line(profile) else list(values)
    bars = [
        Bar(number, profile.items[number], value, phrases.figure(value), place, beside, number in above)
        for number, value, place, beside in rows(phrases)
    ]
    cut = line_words(profile.cut, profile.cut, words) if profile.cut and line(profile) else ""
    if profile.kind == "mentions":
        marks = above_cut(list(values.values()), _MOST_MENTIONS)
        shown = {number for number, mark in zip(values, marks, strict=True) if mark}
        bars = [bar for bar in bars if bar.number in shown]
    return [Bars(bars, phrases.unit, cut, note_head=words("from"))]


def _grades(profile: Profile, words: Words) -> Grades:
    counts = graded(profile)
    listed = [
        GradeRow(number, profile.items[number], place, counts[number], value,
                 "–" if value is None else words.number(value, 1), sum(counts[number]))
        for number, value, place in ordered(profile)
    ]  # fmt: skip
    return Grades(list(profile.grade_names), listed, words("mean"))


def _row(one: Became, phrases: Phrases) -> list[str]:
    words = phrases.words
    match one.fate:
        case "new":
            became = words("new")
        case "gone":
            became = words("gone")
        case "split":
            became = words("split into {names}", names=phrases.some([f"«{side.name}»" for side in one.now]))
        case "joined":
            became = words("joined from {names}", names=phrases.some([f"«{side.name}»" for side in one.then]))
        case "stayed":
            became = _moved(one.then[0], one.now[0], words)
    name = (one.then if one.fate in ("split", "gone") else one.now)[0].name
    return [name, _sides(one.then, phrases), _sides(one.now, phrases), became]


def _moved(then: Side, now: Side, words: Words) -> str:
    said = [] if then.name == now.name else [words("was called «{name}»", name=then.name)]
    if then.place and now.place and then.place != now.place:
        up = then.place - now.place
        said.append(words("up {count}", count=up) if up > 0 else words("down {count}", count=-up))
    elif (then.place is None) != (now.place is None):
        said.append(words("without a place then") if now.place else words("without a place now"))
    return ", ".join(said) or words("as before")


def _sides(sides: Sequence[Side], phrases: Phrases) -> str:
    """Return place and figure of each: "2 (14)"; what nothing orders has no place, and who was not there nothing."""
    if not sides:
        return "–"
    return ", ".join(
        _side(side, phrases) for side in sides
    )


def _side(side: Side, phrases: Phrases) -> str:
    if side.value is None:
        return "–"
    figure = phrases.words.number(side.value, 1) if phrases.profile.kind == "grades" else phrases.figure(side.value)
    return f"({figure})" if side.place is None else f"{side.place} ({figure})"
