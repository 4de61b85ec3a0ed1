"""What a series says in words: what it rests on, how it is added, and where the ways of adding disagree."""

from collections.abc import Iterable, Mapping

from msgspec import UNSET

from facilitator.agenda.model import Rank, Rate, Vote
from facilitator.counting.stability import Moved, Stability
from facilitator.series.ways import WAYS, Way
from facilitator.series.whole import Series, Whole
from facilitator.steps import common
from facilitator.tally import RateItem, VoteItem
from facilitator.words import Words

_MOST_NAMES = 3
_MOST_SENTENCES = 2
# With two, only the first of a forum's own order has more than one point.
_FEWEST_TOLD = 3


def way_name(way: Way, words: Words) -> str:
    """Return what a way of adding is called."""
    return {"votes": words("by votes"), "forums": words("by forums"), "points": words("each forum alike")}[way]


def way_told(way: Way, whole: Whole, words: Words) -> str:
    """Return in a sentence how a way counts."""
    graded = any(isinstance(item, RateItem) for facet in whole.tally.facets for item in facet.items)
    if way == "votes":
        if graded:
            return words("By votes: all grades of all forums together, and their mean.")
        return words("By votes: what was given in all forums, added.")
    if way == "forums":
        cut = whole.tally.cut
        if cut == 1:
            return words("By forums: in how many forums it is first, ties included.")
        if cut:
            return words("By forums: in how many forums it is one of the first {cut}, ties included.", cut=cut)
        return words("By forums: in how many forums anybody gave it something.")
    most, *others = {one.kept for one in whole.ways} or {0}
    if others or most < _FEWEST_TOLD:
        return words("Each forum alike: every forum gives points by its own order, so that a small one weighs as much.")
    return words("Each forum alike: every forum gives {most} points to its own first, {next} to its second and so on, "
                 "so that a small one weighs as much.", most=most, next=most - 1)  # fmt: skip


def base(series: Series, whole: Whole, part: int = 0) -> str:
    """Return what the whole of a part rests on: units and forums."""
    words, facet = series.words, whole.tally.facets[part]
    held, known = len(whole.parts[part].facets), len(series.forums)
    forums = words.n("{count} forum", "{count} forums", held)
    if held < known:
        forums = words("{count} of {known} forums", count=held, known=known)
    came = facet.units
    # What the facilitator answered is of no people.
    if came is None or whole.tally.unit == "facilitator" or common.is_of_room(whole.tally, facet):
        return forums
    if whole.tally.unit == "group":
        tables = words("{count} of {present} tables", count=came, present=whole.tally.present or came)
        return f"{tables} · {forums}"
    return f"{words.n('{count} person', '{count} people', came)} · {forums}"


def forum_base(series: Series, whole: Whole, at: int, part: int = 0) -> str:
    """Return what one forum's figures rest on, as that forum's own tally says it; empty where it did not hold it."""
    facet = whole.parts[part].facets.get(at)
    if facet is None:
        return ""
    book = series.forums[at].book
    step = book.state.agenda.step(whole.step.id)
    return common.base(book, book.tally(step), facet).main


def disagreement(series: Series, whole: Whole, part: int = 0) -> str:
    """Return the sentence that says where the ways of adding disagree; empty where they do not."""
    words, found = series.words, whole.ways[part]
    if found.agree:
        return ""
    names = {item.number: item.item for item in whole.tally.facets[part].items}
    own = whole.way
    if not found.common_first:
        said = [f"{_named(found.first(way), names, words)} ({way_name(way, words)})" for way in WAYS]
        return words("Which is first depends on how it is added: {ways}.", ways="; ".join(said))
    ours = found.above(own)
    said = []
    for way in WAYS:
        theirs = found.above(way)
        new, gone = theirs - ours, ours - theirs
        if new and gone:
            said.append(words("{new} instead of {gone} ({way})", way=way_name(way, words),
                              new=_named(new, names, words), gone=_named(gone, names, words)))  # fmt: skip
    if not said:
        return ""
    if found.cut == 1:
        return words("Which is first depends on how it is added: {ways}.", ways="; ".join(said))
    return words("The first {cut} depend on how it is added: {ways}.", cut=found.cut, ways="; ".join(said))


def without(series: Series, whole: Whole, part: int, stability: Stability[int], number: int | None = None) -> list[str]:
    """Return in sentences what would be above the line without any one forum; nothing where the step has no line.

    Args:
        series: The series.
        whole: The step.
        part: The part, from 0.
        stability: What hangs on each forum, in the way that is shown.
        number: Only what concerns this item; everything where None.
    """
    words, cut = series.words, whole.tally.cut
    if cut is None or whole.tally.hidden:
        return []
    names = {item.number: item.item for item in whole.tally.facets[part].items}
    same: dict[Moved, list[str]] = {}
    for at in stability.decisive:
        moved = stability.without[at]
        if number is None or number in (*moved.enter, *moved.leave):
            same.setdefault(moved, []).append(series.forums[at].name)
    if number is None and len(same) > _MOST_SENTENCES and cut == 1:
        return [words("Which is first hangs on single forums: without any of {count} it would be another.",
                      count=len(stability.decisive))]  # fmt: skip
    if number is None and len(same) > _MOST_SENTENCES:
        return [words("Which are the first {cut} hangs on single forums: without any of {count} they would be others.",
                      cut=cut, count=len(stability.decisive))]  # fmt: skip
    return [_moved(moved, forums, cut, names, words) for moved, forums in same.items()]


def _moved(moved: Moved, forums: list[str], cut: int, names: Mapping[int, str], words: Words) -> str:
    forum, new, gone = _either(forums, words), _named(moved.enter, names, words), _named(moved.leave, names, words)
    if cut == 1 and not moved.leave:
        return words("Without {forum}, {new} would also be first.", forum=forum, new=new)
    if cut == 1 and not moved.enter:
        return words("Without {forum}, {gone} would no longer be first.", forum=forum, gone=gone)
    if cut == 1:
        return words("Without {forum}, {new} would be first instead of {gone}.", forum=forum, new=new, gone=gone)
    if not moved.leave:
        return words("Without {forum}, {new} would be among the first {cut}.", forum=forum, new=new, cut=cut)
    if not moved.enter:
        return words("Without {forum}, {gone} would leave the first {cut}.", forum=forum, gone=gone, cut=cut)
    return words("Without {forum}, {new} would be among the first {cut} instead of {gone}.", forum=forum, new=new,
                 gone=gone, cut=cut)  # fmt: skip


def _either(names: list[str], words: Words) -> str:
    """Return names of which each is meant by itself: "Forum 1", "Forum 1, Forum 2 or Forum 3"."""
    if len(names) < 2:
        return "".join(names)
    return words("{first} or {last}", first=", ".join(names[:-1]), last=names[-1])


def shift_told(whole: Whole, number: int, words: Words) -> str:
    """Return in words how an item moved between the two moments of a vote; empty where it has no two."""
    if len(whole.parts) != 2 or whole.tally.shift is UNSET or whole.tally.hidden:
        return ""
    points = next((one.points for one in whole.tally.shift if one.number == number), None)
    shares = [item.share for facet in whole.tally.facets for item in facet.items
              if isinstance(item, VoteItem) and item.number == number]  # fmt: skip
    if points is None or len(shares) != 2 or None in shares:
        return ""
    before, after = (words("{share}%", share=words.number(100 * (share or 0))) for share in shares)
    return words("{first} {before}, {last} {after}: {points} percentage points.", first=whole.parts[0].name,
                 before=before, last=whole.parts[1].name, after=after, points=words.signed(points))  # fmt: skip


def unit(whole: Whole, way: Way, words: Words) -> str:
    """Return what the figures of a way are: votes, tables, points, forums."""
    if way != "votes":
        return words("forums") if way == "forums" else words("forum points")
    match whole.step:
        case Rate():
            return words("mean")
        case Rank():
            return words("points")
        case Vote(by="group", max_per_item=1):
            return words("votes")
        case Vote():
            return words("dots")
        case _:
            return words("tables") if whole.tally.unit == "group" else words("answers")


def part_name(whole: Whole, part: int, words: Words) -> str:
    """Return what a part is called; the total of grades has a name of its own."""
    name = whole.parts[part].name
    return words("Total") if name == "total" and isinstance(whole.step, Rate) else name


def range_words(span: tuple[int, int] | None) -> str:
    """Return places from the best to the last: "1–3", "1" where they are one, `·` where there is none."""
    if span is None:
        return "·"
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"


def _named(numbers: Iterable[int], names: Mapping[int, str], words: Words) -> str:
    """Return items in words, no more of them than a sentence holds."""
    listed = [names[number] for number in sorted(numbers)]
    if len(listed) > _MOST_NAMES + 1:
        more = words.n("{count} more", "{count} more", len(listed) - _MOST_NAMES)
        listed = [*listed[:_MOST_NAMES], more]
    return words.listed(listed) if listed else words("none")
