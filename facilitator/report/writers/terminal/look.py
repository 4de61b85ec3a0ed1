"""How the terminal looks: colours by role, and the room there is."""


from msgspec import Struct

from facilitator.words import Words

# Wider than this a line is hard to follow from its label to its value, so wide terminals keep air at the right.
MEASURE = 108
NARROW = 60


class Palette(Struct, frozen=True):
    """Colours by role, as Rich colour names; an empty string leaves the terminal's own colour."""

    ground: str = ""
    panel: str = ""
    raised: str = ""
    text: str = ""
    soft: str = ""
    quiet: str = ""
    accent: str = ""
    on_accent: str = ""
    pending: str = ""
    second: str = ""
    warn: str = ""
    alarm: str = ""
    rule: str = ""


DARK = Palette(
    ground="#15171B",
    panel="#1C1F24",
    raised="#262A31",
    text="#EDE8DE",
    soft="#BDB8AD",
    quiet="#98948B",
    accent="#74D2B7",
    on_accent="#10201B",
    pending="#5FA693",
    second="#8E959F",
    warn="#F0AA5C",
    alarm="#FF857A",
    rule="#3A404A",
)
LIGHT = Palette(
    ground="#FBF8F1",
    panel="#F3EEE3",
    raised="#E9E2D3",
    text="#211F1B",
    soft="#4B473F",
    quiet="#68635A",
    accent="#0A6B57",
    on_accent="#FFFFFF",
    pending="#256F5F",
    second="#6E685D",
    warn="#8F4A00",
    alarm="#B1241C",
    rule="#CBC3B3",
)
_BRIGHT, _INK = "#FFFFFF", "#000000"
# High contrast: every text is text, the ground is black or white, and no surface stands out but the line.
BLACK = Palette(
    ground=_INK, panel=_INK, raised="#1A1A1A", text=_BRIGHT, soft=_BRIGHT, quiet=_BRIGHT, accent="#7FFFD4",
    on_accent=_INK, pending=_BRIGHT, second=_BRIGHT, warn="#FFC266", alarm="#FF9C94", rule="#8C8C8C",
)  # fmt: skip
WHITE = Palette(
    ground=_BRIGHT, panel=_BRIGHT, raised="#EBEBEB", text=_INK, soft=_INK, quiet=_INK, accent="#00503F",
    on_accent=_BRIGHT, pending=_INK, second=_INK, warn="#6B3700", alarm="#8F0F08", rule="#6B6B6B",
)  # fmt: skip
PLAIN = Palette()


class Look(Struct, frozen=True):
    """What blocks are set with.

    Attributes:
        palette: Colours by role.
        width: Cells in a line.
        words: The language of the few words a writer adds itself.
        height: The most rows, or None for as many as it takes. With a height a label keeps to one line where its
            column is wide enough, blank rows go before items do, and a last row says how many items are left out.
        newest: Numbers of the items that just came in: marked, and kept visible when rows are left out.
        pointed: Numbers of the items that were looked for: marked, and kept visible like the newest.
        more_key: The key that shows what is left out, or empty.
        solid: Whether bars are solid, to be seen from the back of a room, instead of lines.
    """

    palette: Palette
    width: int
    words: Words
    height: int | None = None
    newest: frozenset[int] = frozenset()
    pointed: frozenset[int] = frozenset()
    more_key: str = ""
    solid: bool = False

    @property
    def kept(self) -> frozenset[int]:
        """The items that stay visible whatever happens."""
        return self.newest | self.pointed

    @property
    def measure(self) -> int:
        """The cells that are used of the width: on a wall all of them, in front of one pair of eyes a line's worth."""
        return max(20, self.width if self.solid else min(self.width, MEASURE))

    @property
    def narrow(self) -> bool:
        """Whether a gauge stands below its label instead of beside it."""
        return self.measure < NARROW

    def bold(self, colour: str = "") -> str:
        """Return a bold style in `colour`, else in the colour of text."""
        return f"bold {colour or self.palette.text}".strip()
