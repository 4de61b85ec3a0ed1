"""A report as slides for the wall: what came out is each slide's title, what was counted a chart that can be edited."""

from msgspec.structs import replace

from facilitator.report.model import Report
from facilitator.report.writers.style import Style, checked
from facilitator.words import Words

# The product's own family is on no machine that shows slides; this one is, or a twin of the same widths.
FONT = "Arial"


def write(report: Report, words: Words, style: Style | None = None) -> bytes:
    """Return a report as a PowerPoint file; the same report and style give the same bytes.

    Args:
        report: What to write.
        words: The language of the few words the writer adds itself.
        style: The accent, the font and the logo; the house's own where it is None.

    Raises:
        FacilitatorError: the style cannot be used.
    """
    from facilitator.report.writers.pptx.finish import finished
    from facilitator.report.writers.pptx.harmless import harmless
    from facilitator.report.writers.pptx.house import empty
    from facilitator.report.writers.pptx.opening import set_opening
    from facilitator.report.writers.pptx.setting import set_sections

    report = harmless(report)
    chosen = checked(style or Style(), words)
    deck = empty(report, replace(chosen, font=FONT) if chosen.font == Style().font else chosen, words)
    set_opening(deck, report, words)
    set_sections(deck, report, words)
    return finished(deck, words.language)
