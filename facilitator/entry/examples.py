"""Placeholder until the library helper lands its own."""


def placeholder(kind: str, by: str) -> str:
    """Return what may be typed."""
    return "…"
