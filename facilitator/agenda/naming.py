"""The step that somebody names: by its number or its id."""

from collections.abc import Sequence

from facilitator.agenda.model import Agenda
from facilitator.errors import FacilitatorError
from facilitator.text import clean
from facilitator.words import Words


def step_called(name: str, agenda: Agenda, known: Sequence[str], words: Words) -> str:
    """Return the id of the step somebody means.

    Args:
        name: Its number or id.
        agenda: The agenda that numbers it.
        known: The ids that can be meant.
        words: The language of the error sentence.

    Raises:
        FacilitatorError: none of them is called that.
    """
    step = agenda.named(name)
    found = step.id if step is not None else name
    if found not in known:
        raise FacilitatorError(words("There is no step {step}; there are {steps}.", step=clean(name),
                                     steps=", ".join(known)))  # fmt: skip
    return found
