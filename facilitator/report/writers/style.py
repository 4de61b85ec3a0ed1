"""How a report that is made to be looked at is dressed: the few things an organiser wants as their own."""

from msgspec import Struct


class Style(Struct, frozen=True):
    """What an organiser can choose.

    Attributes:
        accent: The one colour, as `#RRGGBB`.
        logo: A picture as PNG or JPEG, or nothing.
        font: The sans family, by its name; where it is missing the program that shows the report takes its own.
    """

    accent: str = "#0A6B57"
    logo: bytes = b""
    font: str = "Arial"
