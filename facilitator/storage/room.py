"""The signs between the window that records a session and the one that shows it to the room: small files beside it.

`<session>.json.shown` is touched by the window that shows, as long as it does; `<session>.json.blank` is made by the
window that records, while the room is to see nothing; `<session>.json.turned` says by how many pages it has turned a
long tally, for the room to turn along. A session is whole without them.
"""

import time
from contextlib import suppress
from pathlib import Path

# The window that shows touches its sign this often; after so many seconds without, nobody shows.
EVERY = 2.0
_GONE_AFTER = 7.0
_DIGITS = 5


class RoomSigns:
    """The signs of one session. A folder that takes no files takes no signs: then nobody is seen to show.

    Args:
        path: The session's file.
    """

    def __init__(self, path: Path) -> None:
        self._shown = path.with_name(f"{path.name}.shown")
        self._blank = path.with_name(f"{path.name}.blank")
        self._turned = path.with_name(f"{path.name}.turned")

    @property
    def files(self) -> tuple[Path, ...]:
        """Where the signs lie, whether they are there or not."""
        return self._shown, self._blank, self._turned

    @property
    def is_shown(self) -> bool:
        """Whether a window shows the session to the room now."""
        try:
            age = time.time() - self._shown.stat().st_mtime
        except OSError:
            return False
        return -_GONE_AFTER < age < _GONE_AFTER

    @property
    def is_blank(self) -> bool:
        """Whether the room is to see nothing."""
        return self._blank.exists()

    @property
    def pages(self) -> int:
        """By how many pages the tally is turned, 0 at its beginning."""
        try:
            text = self._turned.read_text(encoding="ascii", errors="replace")
        except OSError:
            return 0
        return int(text) if text.isdecimal() and len(text) < _DIGITS else 0

    def turn(self, pages: int) -> None:
        """Let the room see a tally from so many pages on, 0 for its beginning."""
        with suppress(OSError):
            if pages:
                self._turned.write_text(str(pages), encoding="ascii")
            else:
                self._turned.unlink(missing_ok=True)

    def show(self) -> None:
        """Tell that this window shows the session."""
        with suppress(OSError):
            self._shown.touch()

    def stop_showing(self) -> None:
        """Tell that this window shows it no more."""
        with suppress(OSError):
            self._shown.unlink(missing_ok=True)

    def blank(self, hide: bool) -> None:
        """Let the room see nothing, or see it again."""
        with suppress(OSError):
            if hide:
                self._blank.touch()
            else:
                self._blank.unlink(missing_ok=True)
