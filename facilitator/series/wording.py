"""What a series says in words: what it rests on, how it is added, and where the ways of adding disagree."""

from collections.abc import Iterable, Mapping

from facilitator.series.ways import WAYS, Way
from facilitator.series.whole import Series, Whole
from facilitator.steps import common
from facilitator.tally import RateItem
from facilitator.words import Words

_MOST_NAMES = 3


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
        if cut:
            return words("By forums: in how many forums it is one of the first {cut}, ties included.", cut=cut)
        return words("By forums: in how many forums anybody gave it something.")
    return words("Each forum alike: every forum gives points by its own order, so that a small one weighs as much.")


def base(series: Series, whole: Whole, part: int = 0) -> str:
    """Return what the whole of a part rests on: units and forums."""
    words, facet = series.words, whole.tally.facets[part]
    forums = words.n("{count} forum", "{count} forums", len(whole.parts[part].facets))
    came = facet.units
    if came is None:
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
        said = [f"{way_name(way, words)} {_named(found.first(way), names, words)}" for way in WAYS]
        return words("Which is first depends on how it is added: {ways}.", ways="; ".join(said))
    ours = found.above(own)
    said = []
    for way in WAYS:
        theirs = found.above(way)
        new, gone = theirs - ours, ours - theirs
        if new and gone:
            said.append(words("{way} {new} instead of {gone}", way=way_name(way, words), new=_named(new, names, words),
                              gone=_named(gone, names, words)))  # fmt: skip
    if not said:
        return ""
    return words("The first {cut} depend on how it is added: {ways}.", cut=found.cut, ways="; ".join(said))


def _named(numbers: Iterable[int], names: Mapping[int, str], words: Words) -> str:
    """Return items in words, no more of them than a sentence holds."""
    listed = [names[number] for number in sorted(numbers)]
    if len(listed) > _MOST_NAMES + 1:
        more = words.n("{count} more", "{count} more", len(listed) - _MOST_NAMES)
        listed = [*listed[:_MOST_NAMES], more]
    return words.listed(listed) if listed else words("none")
