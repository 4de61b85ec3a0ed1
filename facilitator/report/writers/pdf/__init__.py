"""A report as a PDF for print: A4, tagged, nothing fetched. Typst sets it; foreign text reaches it as data alone."""

from facilitator.report.model import Report
from facilitator.report.writers.pdf.data import document
from facilitator.report.writers.pdf.setting import set_pages
from facilitator.report.writers.style import Style, checked
from facilitator.report.writers.written import Written
from facilitator.words import Words


def write(report: Report, words: Words, style: Style | None = None) -> Written:
    """Return a report as a PDF. The same report and style give the same bytes.

    Args:
        report: What to write.
        words: The language of the few words the writer adds itself.
        style: The look; the product's own where None.

    Returns:
        The document, and the signs that could not be shown in it.

    Raises:
        FacilitatorError: the style cannot be used, or the program that sets the pages is not installed.
    """
    chosen = checked(style or Style(), words)
    return set_pages(document(report, words, chosen), report.day, chosen.font, words)
