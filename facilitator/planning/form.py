"""What can be said about a step, in words of the kitchen table: labels, choices, and text for every key of a file.

Whatever is typed goes into the draft as it stands, also where it is wrong: the loader says so, and nothing is lost.
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

from msgspec import Struct

from facilitator.agenda.keys import KEYS
from facilitator.agenda.model import KINDS, Kind
from facilitator.planning import lists
from facilitator.planning.new_step import recipes
from facilitator.text import clean
from facilitator.words import Words

How = Literal["line", "lines", "list", "number", "clock", "choice"]
OWN = "*"
_LISTED: tuple[Kind, ...] = ("collect", "merge", "vote", "rank", "rate", "act")


class Field(Struct, frozen=True):
    """A row of the form: a key of the file or `first`, `each_first`, `parts`; its label; how it is filled in.

    `hint` stands in it while it is empty; `means` is a sentence on what it does, for the row where the keyboard is. An
    `odd` one does not belong in its step: it can be taken away.
    """

    key: str
    label: str
    how: How = "line"
    hint: str = ""
    odd: bool = False
    means: str = ""


class Choice(Struct, frozen=True):
    """One of the values that a field may have: what stands in the file (None: nothing) and what people read."""

    value: Any
    label: str


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


ALL: tuple[Field, ...] = (
    Field("title", _("title")),
    Field("minutes", _("minutes"), "number"),
    Field("prompt", _("question, read aloud"), "lines"),
    Field("form", _("what it is"), "choice"),
    Field("from", _("takes its list from"), "choice"),
    Field("first", _("only the first"), "number", _("how many; empty: all")),
    Field("items", _("to choose among"), "list", _("one on each line")),
    Field("for_each", _("asked anew for each part"), "choice",
          means=_("Everybody answers once for each part, such as today and tomorrow.")),
    Field("each_first", _("only the first"), "number", _("how many; empty: all")),
    Field("parts", _("the parts"), "list", _("one on each line")),
    Field("by", _("who answers"), "choice"),
    Field("dots", _("votes for each voter"), "number", _("empty: no limit"),
          means=_("So many may each table, or each person, place; empty: no limit.")),
    Field("max_per_item", _("most votes on one thing"), "number", _("how many one voter may place; empty: 1")),
    Field("choose", _("how many each puts in order"), "number", _("empty: all")),
    Field("scale", _("grades"), "line", _("1–5, or words from low to high with commas")),
    Field("fields", _("what an answer consists of"), "line", _("with commas; the first names it"),
          means=_("Asked for one by one, such as name, need; the first names it.")),
    Field("max_answers", _("at most answers from each"), "number", _("empty: no limit")),
    Field("cut", _("how many go on"), "number", _("a line is drawn below them"),
          means=_("A line is drawn after so many; a tie for the last place stays above.")),
    Field("hidden", _("hidden until you reveal it"), "choice"),
    Field("again", _("asked once more"), "choice"),
    Field("funds", _("money to hand out"), "number", _("empty; such as 100000")),
    Field("costs", _("costs are in"), "choice"),
    Field("weights", _("weights of the parts"), "line", _("numbers with commas")),
    Field("combine", _("the parts become one by"), "choice"),
    Field("carry_over", _("open ones from last time"), "choice",
          means=_("What the series' last session left open comes along.")),
    Field("adds", _("if it is held several times"), "choice"),
    Field("flex", _("when time runs short"), "choice"),
    Field("pin", _("held to the clock"), "clock", _("empty; such as 10:30")),
    Field("notes", _("notes for you alone"), "lines"),
)  # fmt: skip
KIND = Field("kind", _("what it does"), "choice")
ID = Field("id", _("its name in the file"), "line", _("letters a to z, digits, hyphens"))
_TO_MEND = (KIND, ID)


def fields_of(step: Mapping[str, Any], amiss: Collection[str] = ()) -> list[Field]:
    """Return the rows of the form of a step; what means nothing as the step stands is left out.

    Args:
        step: The step. One whose kind cannot be read has a row to choose it, and those that every kind has.
        amiss: The keys of which something is amiss: they get a row also where they need none otherwise.
    """
    kind = next((kind for kind in KINDS if kind == step.get("kind")), None)
    mended = [field for field in _TO_MEND if field.key in amiss or (field is KIND and kind is None)]
    found = [*mended, *(field for field in ALL if _fits(field.key, kind, step))]
    return [*found, *odd_fields(step, amiss, found)]


def odd_fields(table: Mapping[str, Any], amiss: Collection[str], there: Sequence[Field]) -> list[Field]:
    """Return rows for what does not belong in a step, or above the steps: it can be taken away.

    Args:
        table: What stands there.
        amiss: The keys of which something is amiss.
        there: The rows that the form has besides.
    """
    labels, known = {field.key: field.label for field in ALL}, {field.key for field in there}
    return [Field(key, labels.get(key) or clean(key)[:25] or "–", "choice", odd=True)
            for key in table if key in amiss and key not in known]  # fmt: skip


def odd_choices(value: Any, words: Words) -> list[Choice]:
    """Return that what does not belong there stays as it is, or goes."""
    told = words("{value}, does not belong here", value=lists.plain(value, words.language) or "–")
    return [Choice(value, told), Choice(None, words("take it away"))]


def _fits(key: str, kind: Kind | None, step: Mapping[str, Any]) -> bool:
    if kind is None:
        return len(KEYS.get(key, ())) == len(KINDS)
    match key:
        case "first":
            return isinstance(step.get("from"), str)
        case "each_first":
            return isinstance(step.get("for_each"), str)
        case "parts":
            return isinstance(step.get("for_each"), list)
        case "items":
            return kind in KEYS["items"] and "from" not in step
        case "costs":
            return kind == "vote" and "funds" in step
        case "weights" | "combine":
            return kind == "rate" and "for_each" in step
        case _:
            return kind in KEYS[key]


def text_of(field: Field, step: Mapping[str, Any], language: str) -> str:
    """Return what stands in a field that is typed into, in one language."""
    match field.key:
        case "first":
            return lists.first_of(step.get("from"))
        case "each_first":
            return lists.first_of(step.get("for_each"))
        case "parts":
            return lists.lines_of(step.get("for_each"), language)
        case "items":
            return lists.lines_of(step.get("items"), language)
        case "scale":
            return lists.scale_of(step.get("scale"), language)
        case "fields":
            return lists.names_of(step.get("fields"), language)
        case "weights":
            return lists.numbers_of(step.get("weights"))
        case _:
            return lists.plain(step.get(field.key), language)


def typed(field: Field, text: str, step: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return what changes in a step when a text stands in a field: values by key, None for none."""
    match field.key:
        case "first":
            return {"from": lists.with_first(step.get("from"), text)}
        case "each_first":
            return {"for_each": lists.with_first(step.get("for_each"), text)}
        case "parts":
            return {"for_each": lists.read_lines(text, step.get("for_each"), language)}
        case "items":
            return {"items": lists.read_lines(text, step.get("items"), language, costs=True)}
        case "scale":
            return {"scale": lists.read_scale(text, step.get("scale"), language)}
        case "fields":
            return {"fields": lists.read_names(text, language) or None}
        case "weights":
            return {"weights": [lists.number(part) for part in text.split(",") if part.strip()] or None}
        case "title" | "prompt" | "notes":
            return {field.key: lists.with_text(step.get(field.key), text, language)}
        case _:
            value = lists.number(text) if field.how == "number" else text.strip()
            return {field.key: None if value == "" else value}


def choices(field: Field, steps: Sequence[Mapping[str, Any]], at: int, words: Words) -> list[Choice]:
    """Return the values a field may have, the one it has among them.

    Args:
        field: A field filled in by choosing.
        steps: All steps of the draft.
        at: The step's place among them.
        words: The language of the labels.
    """
    step = steps[at]
    value = chosen(field, step)
    if field.odd:
        return odd_choices(value, words)
    found = _choices(field.key, steps, at, words)
    if value not in [choice.value for choice in found]:
        found.append(Choice(value, _as_it_stands(field, value, steps, words)))
    return found


def chosen(field: Field, step: Mapping[str, Any]) -> Any:
    """Return which of its choices a field has."""
    value = step.get(field.key)
    if field.odd:
        return value
    if field.key in ("from", "for_each"):
        if isinstance(value, str):
            return lists.source_of(value)
        if field.key == "from" and value is None and step.get("kind") != "merge":
            return OWN
        return OWN if field.key == "for_each" and isinstance(value, list) else value
    # What stands in the file although it need not is the choice that says nothing.
    return None if value == _DEFAULTS.get(field.key, ...) else value


def chose(
    field: Field, value: Any, step: Mapping[str, Any], words: Words, aside: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    """Return what changes in a step when one of the choices is taken.

    Args:
        field: The field.
        value: The value of the choice.
        step: The step.
        words: The language of what a new list of parts holds.
        aside: What the step had before another choice took its place, by key; a list of its own comes back.
    """
    match field.key:
        case _ if field.odd:
            return {field.key: value}
        case "from":
            items = step.get("items", aside.get("items", [])) if value == OWN else None
            return {"from": None if value == OWN else value, "items": items}
        case "for_each":
            own = aside.get("for_each", [words("Today"), words("Tomorrow")])
            none = {"weights": None, "combine": None} if value is None and step.get("kind") == "rate" else {}
            return {"for_each": own if value == OWN else value, **none}
        case _:
            return {field.key: value}


_DEFAULTS: Mapping[str, Any] = {
    "by": "group", "flex": "shrink", "adds": "votes", "combine": "mean", "hidden": False, "carry_over": False,
}  # fmt: skip


def _choices(key: str, steps: Sequence[Mapping[str, Any]], at: int, words: Words) -> list[Choice]:
    kind = steps[at].get("kind")
    match key:
        case "kind":
            told = recipes(words)
            return [Choice(kind, f"{told[kind][0]}: {told[kind][1]}") for kind in KINDS]
        case "form" if kind == "talk":
            return [Choice(None, words("something to tell")), Choice("break", words("a break")),
                    Choice("round", words("a round: everybody says something"))]  # fmt: skip
        case "form":
            return [Choice(None, words("answers")), Choice("parking", words("what has to wait"))]
        case "by":
            return [Choice(None, words("each table")), Choice("person", words("each person")),
                    Choice("facilitator", words("you"))]  # fmt: skip
        case "flex":
            return [Choice(None, words("it may be shortened")), Choice("drop", words("it may be left out")),
                    Choice("fixed", words("it keeps its time"))]  # fmt: skip
        case "hidden" | "carry_over":
            return [Choice(None, words("no")), Choice(True, words("yes"))]
        case "combine":
            return [Choice(None, words("their mean")), Choice("sum", words("their sum")),
                    Choice("product", words("their product"))]  # fmt: skip
        case "adds":
            return [Choice(None, words("count everything: large forums weigh more")),
                    Choice("forums", words("count in how many forums it went on")),
                    Choice("points", words("count points: every forum weighs the same"))]  # fmt: skip
        case "from":
            own = [] if kind == "merge" else [Choice(OWN, words("a list of its own"))]
            return [*own, *_earlier(steps, at, _LISTED, words)]
        case "for_each":
            once = [Choice(None, words("no: it is asked once")), Choice(OWN, words("a list of its own"))]
            return [*once, *_earlier(steps, at, _LISTED, words)]
        case "again":
            return [Choice(None, words("no")), *_earlier(steps, at, (kind,) if kind else (), words)]
        case _:
            with_costs = [step if _has_costs(step) else {} for step in steps[:at]]
            return [Choice(None, words("the list itself")), *_earlier(with_costs, at, ("collect",), words)]


def _has_costs(step: Mapping[str, Any]) -> bool:
    fields = step.get("fields")
    return isinstance(fields, list) and "cost" in fields


def _earlier(steps: Sequence[Mapping[str, Any]], at: int, kinds: Sequence[str], words: Words) -> list[Choice]:
    found = [(number, step) for number, step in enumerate(steps[:at], 1)
             if step.get("kind") in kinds and isinstance(step.get("id"), str)]  # fmt: skip
    # The nearest step is what is most often meant.
    return [Choice(step["id"], step_name(number, step, words)) for number, step in reversed(found)]


def step_name(number: int, step: Mapping[str, Any], words: Words) -> str:
    """Return how people know a step: its number and title."""
    return words("step {number}, {title}", number=number, title=lists.plain(step.get("title"), words.language) or "–")


def dependents(steps: Sequence[Mapping[str, Any]], at: int) -> list[int]:
    """Return the places of the steps that build on one: that take a list, parts or costs from it, or ask it again."""
    name = steps[at].get("id")
    found = []
    for place, step in enumerate(steps):
        named = [value for key in ("from", "for_each", "again", "costs")
                 for value in (step[key] if isinstance(step.get(key), list) else [step.get(key)])]  # fmt: skip
        if name and place != at and name in map(lists.source_of, named):
            found.append(place)
    return found


def _as_it_stands(field: Field, value: Any, steps: Sequence[Mapping[str, Any]], words: Words) -> str:
    if field is KIND and value is not None:
        return lists.plain(value, "") or "–"
    names = value if isinstance(value, list) else [value]
    named = [lists.source_of(name) for name in names]
    numbers = [str(number) for number, step in enumerate(steps, 1) if step.get("id") in named]
    if numbers and len(numbers) == len(names):
        return words("step {numbers}", numbers=words.listed(numbers))
    return words("something that is not there") if value is not None else words("not chosen yet")
