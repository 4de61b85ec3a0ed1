"""Errors with a sentence that a facilitator understands."""


class FacilitatorError(Exception):
    """Something the user can act on; its text is one plain sentence, ready to show."""
