"""A field of one line, for every screen."""

from textual.widgets import Input

from facilitator.widgets.in_turn import InTurn


class OneLine(InTurn, Input, inherit_bindings=False):
    """An input whose keys act in the order in which they were typed."""

    # Without those of what scrolls, which would take the arrows and do nothing with them.
    BINDINGS = Input.BINDINGS
