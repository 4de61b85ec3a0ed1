"""A list whose chosen row carries a mark in the margin, so that it is found without colour too."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import OptionList

_HERE = "▌"
_CHOSEN = "●"


class MarkedList(OptionList):
    """An option list with `▌` before the row where the keyboard is, `●` before the one chosen while it is elsewhere.

    Args:
        id: The widget's id.
        takes_keys: Whether it can have the keyboard; a list below a search line never does.
    """

    COMPONENT_CLASSES = {"marked-list--mark"}  # noqa: RUF012
    DEFAULT_CSS = """
    MarkedList {
        & > .option-list--option {
            padding: 0;
        }
        &:focus {
            background-tint: $foreground 0%;
        }
        & > .marked-list--mark {
            color: $accent;
        }
        & > .option-list--option-hover {
            background: $surface;
        }
        & > .option-list--option-disabled {
            color: $foreground;
        }
    }
    """

    def __init__(self, id: str, takes_keys: bool = True) -> None:
        super().__init__(id=id)
        self.can_focus = takes_keys

    def move(self, by: int) -> None:
        """Move the highlight by rows that can be chosen; it stops at both ends."""
        rows = [at for at, option in enumerate(self.options) if not option.disabled]
        if not rows:
            return
        here = rows.index(self.highlighted) if self.highlighted in rows else -1 if by > 0 else len(rows)
        self.highlighted = rows[min(max(here + by, 0), len(rows) - 1)]
        if self.highlighted == rows[0]:
            # The heading above the first row comes into view with it.
            self.scroll_home(animate=False)

    def action_cursor_down(self) -> None:
        """Go a row down; from the last one nowhere."""
        self.move(1)

    def action_cursor_up(self) -> None:
        """Go a row up; from the first one nowhere."""
        self.move(-1)

    def render_line(self, y: int) -> Strip:
        """Return a line with its margin."""
        strip = super().render_line(y)
        first = next(iter(strip), None)
        style = (first.style if first else None) or self.get_visual_style("option-list--option").rich_style
        here = self.highlighted is not None and style.meta.get("option") == self.highlighted
        margin = style + self.get_component_rich_style("marked-list--mark", partial=True) if here else style
        mark = _HERE if self.has_focus or not self.can_focus else _CHOSEN
        return Strip([Segment(mark if here else " ", margin), *strip])

    def _get_left_gutter_width(self) -> int:
        return len(_HERE)
