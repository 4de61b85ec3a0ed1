"""The house's accent and logo, where others than the product's own are asked for."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.shared import Mm

from facilitator.errors import FacilitatorError
from facilitator.report.writers.docx.page import ACCENT
from facilitator.report.writers.docx.tables import TINTS
from facilitator.report.writers.style import IN_OFFICE
from facilitator.words import Words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_HIGH, _WIDEST = 14, 110


def recolour(document: "WordDocument", accent: str) -> None:
    """Give a document another accent, and the tints of grades that go with it.

    Args:
        document: The document, with all that is in it.
        accent: A colour as `#RRGGBB`.
    """
    colour = accent.lstrip("#").upper()
    if colour == ACCENT:
        return
    instead = {ACCENT: colour} | {tint: _mixed(colour, part) for tint, part in TINTS.items()}
    for root in (document.element, document.styles.element):
        for one in root.iter():
            # Attributes hold no text that anybody wrote.
            for name, value in one.attrib.items():
                if value in instead:
                    one.set(name, instead[value])


def _mixed(colour: str, part: int) -> str:
    """Return a colour with so many hundredths of it on white."""
    channels = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(255 - (255 - channel) * part / 100):02X}" for channel in channels)


def set_logo(document: "WordDocument", path: Path, words: Words) -> None:
    """Put a picture above the title.

    Args:
        document: The document.
        path: The picture.
        words: The language of error sentences.

    Raises:
        FacilitatorError: it is no picture that Word can hold.
    """
    holder = document.add_paragraph()
    try:
        picture: Any = holder.add_run().add_picture(BytesIO(path.read_bytes()), height=Mm(_HIGH))
    except (OSError, InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError) as error:
        kinds = ", ".join(IN_OFFICE)
        raise FacilitatorError(
            words("The logo {path} is no picture that can be read ({kinds}).", path=path, kinds=kinds)
        ) from error
    if picture.width > Mm(_WIDEST):
        picture.height, picture.width = picture.height * Mm(_WIDEST) // picture.width, Mm(_WIDEST)
    document.element.body.insert(0, holder._p)
