"""A session's minutes as a Word document: to edit, to file and to print."""

import io

from facilitator.report.summary import Summary
from facilitator.report.writers.archive import repacked
from facilitator.words import Words


def write(summary: Summary, words: Words) -> bytes:
    """Return a session's summary as a Word document.

    Args:
        summary: What to write.
        words: The language of the few words the writer adds itself.

    Returns:
        The file's content; the same whenever it is made.
    """
    from facilitator.report.writers.docx.page import blank
    from facilitator.report.writers.docx.setting import set_whole

    document = blank(summary)
    set_whole(document, summary, words)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())
