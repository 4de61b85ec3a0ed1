"""Office documents are zip archives. These are the same, byte for byte, whenever they are made."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first moment that a zip archive can name.
_ALWAYS = (1980, 1, 1, 0, 0, 0)
# What readers expect at the beginning: the kind of an ODF or EPUB file, and what is in an Office one.
_FIRST = ("mimetype", "[Content_Types].xml", "_rels/.rels")


def repacked(content: bytes) -> bytes:
    """Return a zip archive with the same files, in a fixed order, without the time, the rights and the system.

    Args:
        content: An archive, all of whose files have names of their own.

    Raises:
        zipfile.BadZipFile: it is none.
    """
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(out, "w") as after:
        for name in sorted(before.namelist(), key=_order):
            entry = ZipInfo(name, _ALWAYS)
            entry.create_system = 0
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, before.read(name), compresslevel=6)
    return out.getvalue()


def _order(name: str) -> tuple[int, str]:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST), name
