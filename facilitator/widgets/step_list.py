"""The steps of what is prepared, a row for each; one of them below the chosen one stays in view."""

from textual.geometry import Region

from facilitator.widgets.marked_list import MarkedList

# With fewer rows the one below would take the place of the chosen one.
_ROOM = 3


class StepList(MarkedList):
    """A list of rows of one line each, where one sees what comes next."""

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the chosen row into view, and the one below it where there is one."""
        super().scroll_to_highlight(top)
        region, at = self.scrollable_content_region, self.highlighted
        if at is not None and at + 1 < self.option_count and region.height >= _ROOM:
            below = Region(0, at + 1, region.width, 1)
            self.scroll_to_region(below, force=True, animate=False, immediate=True)
