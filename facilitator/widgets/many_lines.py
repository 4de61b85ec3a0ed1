"""A field of several lines. Only the planner has one, so it is loaded with the planner."""

from textual.widgets import TextArea

from facilitator.widgets.in_turn import InTurn


class ManyLines(InTurn, TextArea, inherit_bindings=False):
    """An editor whose keys act in the order in which they were typed."""

    BINDINGS = TextArea.BINDINGS
