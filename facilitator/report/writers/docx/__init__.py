"""Minutes as a Word document: to edit, to file and to print."""

import io

from facilitator.report.model import Report
from facilitator.report.summary import Summary
from facilitator.report.writers.archive import repacked
from facilitator.report.writers.style import Style, checked
from facilitator.words import Words


def write(summary: Summary | Report, words: Words, style: Style | None = None) -> bytes:
    """Return a session's summary, or any report, as a Word document.

    Args:
        summary: What to write; of a session all its figures follow at the end.
        words: The language of the few words the writer adds itself.
        style: The accent and the logo; the product's own where None. The letters are those of the template.

    Returns:
        The file's content; the same whenever it is made.

    Raises:
        FacilitatorError: the style cannot be used.
    """
    from facilitator.report.writers.docx.appendix import appendix
    from facilitator.report.writers.docx.look import recolour, set_logo
    from facilitator.report.writers.docx.page import blank
    from facilitator.report.writers.docx.setting import set_whole

    report = summary.report if isinstance(summary, Summary) else summary
    figures = list(appendix(summary, words)) if isinstance(summary, Summary) else []
    document = blank(report)
    set_whole(document, report, figures, words)
    chosen = checked(style or Style(), words)
    recolour(document, chosen.accent)
    if chosen.logo is not None:
        set_logo(document, chosen.logo, words)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())
