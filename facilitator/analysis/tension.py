"""One tension: what pulls in two directions, with its counts, put as a question."""

from typing import Any

from msgspec import Struct


class Tension(Struct, frozen=True):
    """A tension: a code for programs, a question for the room, how strong it is (0 to 1), its steps and figures."""

    code: str
    text: str
    strength: float
    steps: tuple[str, ...]
    figures: dict[str, Any]
