"""A last look at foreign text before it is set: a document is never lost to one character."""

import re

# What XML, and so every office document, cannot hold.
_UNFIT = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MARK = "\ufffd"


def legible(text: str) -> str:
    """Return a text with a mark, `\N{REPLACEMENT CHARACTER}`, in place of every character that no document can hold.

    Those are controls, lone surrogates and non-characters; `clean` keeps them out of what is recorded.
    """
    if text.isprintable():
        return text
    return _UNFIT.sub(MARK, text.replace("\r\n", "\n").replace("\r", "\n"))
