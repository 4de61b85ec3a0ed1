"""What every event of a session has, and the kinds of values in them.

A `voter` is `group:3`, `slip:12`, `room` or `facilitator`. A `part` counts from 1, and is 0 in steps without parts.
"""

from typing import Annotated, Literal

import msgspec

Number = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Grade = Annotated[int, msgspec.Meta(ge=0, le=9)]
# A log names the same few voters over and over: that they are voters is checked where it is read, of each one once.
VoterName = str
LocalText = str | dict[str, str]
NoteForm = Literal["note", "park", "quote", "decide"]


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", omit_defaults=True):
    """Something that happened. Its `type` on disk is the tag of its class."""
