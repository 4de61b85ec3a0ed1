"""A new step of each kind, ready to be used or changed."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from facilitator.agenda.model import Kind
from facilitator.words import Words

# A break is a talk of its own form, and what is added most often.
Recipe = Kind | Literal["break"]
_LISTS = ("collect", "merge", "vote", "rank", "rate", "act")
_MINUTES: Mapping[Kind, int] = {"talk": 10, "collect": 15, "merge": 10, "vote": 10, "rank": 10, "rate": 10, "act": 15}


def titles(words: Words) -> dict[Kind, str]:
    """Return what a new step of each kind is called."""
    return {
        "talk": words("Something to tell"),
        "collect": words("What do you think?"),
        "merge": words("Read back and join"),
        "vote": words("What comes first?"),
        "rank": words("In what order?"),
        "rate": words("How good is it?"),
        "act": words("Who does what?"),
    }


def recipes(words: Words) -> dict[Recipe, tuple[str, str]]:
    """Return what can be added: what it is called, and what it does."""
    return {
        "break": (words("Break"), words("coffee, lunch, stretching one's legs")),
        "talk": (words("Talk"), words("tell, show, check in or out; nothing is counted")),
        "collect": (words("Answers"), words("every table, or everybody, answers a question")),
        "merge": (words("Joining"), words("read answers back and join those that are the same")),
        "vote": (words("Vote"), words("place dots on what matters most")),
        "rank": (words("Ranking"), words("put the most important in order: first, second, third")),
        "rate": (words("Grades"), words("give each thing a grade")),
        "act": (words("Actions"), words("agree on what will be done, by whom and when")),
    }


def new_step(
    recipe: Recipe, name: str, before: Sequence[Mapping[str, Any]], words: Words, own_list: bool = False
) -> dict[str, Any]:
    """Return a new step as an agenda file holds it.

    What chooses among something takes it from the nearest step before that has a list, else from a list of its own that
    is still empty.

    Args:
        recipe: Its kind, or a break.
        name: Its id.
        before: The steps before it.
        words: The language of its texts.
        own_list: Whether what chooses among something begins with a list of its own all the same.
    """
    if recipe == "break":
        return {"id": name, "kind": "talk", "form": "break", "title": words("Coffee"), "minutes": 15, "flex": "fixed"}
    kind: Kind = recipe
    table: dict[str, Any] = {"id": name, "kind": kind, "title": titles(words)[kind], "minutes": _MINUTES[kind]}
    kinds = ("collect",) if kind == "merge" else _LISTS
    found = [step["id"] for step in before if step.get("kind") in kinds and isinstance(step.get("id"), str)]
    if kind in ("merge", "vote", "rank", "rate"):
        if found and (kind == "merge" or not own_list):
            table["from"] = found[-1]
        elif kind != "merge":
            table["items"] = []
    match kind:
        case "vote":
            table |= {"by": "person", "dots": 3}
        case "rank" if not own_list:
            table["choose"] = 3
        case "rate":
            table |= {"by": "person", "scale": [1, 5]}
        case "act":
            table["flex"] = "fixed"
    return table
