"""What storage says when something is wrong: errors whose text names the file and the cause."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from facilitator.errors import FacilitatorError
from facilitator.text import clean
from facilitator.words import Words


class StorageError(FacilitatorError):
    """A file could not be read, or nothing was recorded; the text names the file and the cause."""


class LockedError(StorageError):
    """The session is open in another window; the text says since when. It can be reviewed all the same."""


class NewerError(StorageError):
    """A newer version wrote the file; it can be reviewed, but not gone on with."""


class DamagedError(StorageError):
    """What was recorded is not as it was written; the text says where."""


def shown(path: Path) -> str:
    """Return a file's name as it may be shown: a name can hold anything."""
    return clean(path.name) or clean(str(path))


def broken(path: Path, what: str, words: Words) -> NoReturn:
    """Refuse a file: say what is wrong with it, and where.

    Raises:
        DamagedError: always.
    """
    raise DamagedError(
        words("{file} cannot be opened: {what}. The file is left as it is.", file=shown(path), what=what)
    )


@contextmanager
def told(attempt: str, words: Words) -> Iterator[None]:
    """Turn what the system says into a sentence.

    Args:
        attempt: What could not be done, if it cannot: the sentence's beginning.
        words: The language of the rest.

    Raises:
        StorageError: the system refused.
    """
    try:
        yield
    except OSError as error:
        raise StorageError(f"{attempt}: {cause(error, words)}.") from error
    except ValueError as error:
        # A NUL in a path.
        raise StorageError(f"{attempt}: {words('the name cannot be used')}.") from error


def cause(error: OSError, words: Words) -> str:
    """Return why the system refused something, in words."""
    full = words("the disk is full")
    denied = words("you do not have permission, or it is open in another program")
    causes = {
        errno.ENOSPC: full,
        getattr(errno, "EDQUOT", errno.ENOSPC): full,
        errno.EFBIG: words("it would be larger than the disk takes"),
        errno.EACCES: denied,
        errno.EPERM: denied,
        errno.EBUSY: denied,
        errno.EROFS: words("it is read-only"),
        errno.ENOENT: words("it is not there"),
        errno.ENOTDIR: words("its folder is not a folder"),
        errno.EISDIR: words("it is a folder"),
        errno.ENAMETOOLONG: words("its name is too long"),
        errno.ELOOP: words("it is a link that leads nowhere"),
        errno.EIO: words("the disk reports an error"),
    }
    return causes.get(error.errno or 0) or clean(error.strerror or type(error).__name__)
