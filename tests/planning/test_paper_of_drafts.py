"""Whatever the planner can make, can be printed."""

from functools import reduce

from hypothesis import given, settings
from plan_samples import EDITS, WORDS, cafe, edited

from facilitator.report.paper.build import build
from facilitator.report.paper.model import WHATS
from facilitator.report.paper.planned import of_agenda
from facilitator.report.writers import paper_markdown
from facilitator.report.writers.docx import paper as docx_paper
from facilitator.report.writers.html import paper as html_paper
from facilitator.report.writers.pdf import paper as pdf_paper


@given(EDITS)
@settings(max_examples=25, deadline=None)
def test_every_agenda_can_be_printed(edits: list[tuple[str, int, object]]) -> None:
    draft = reduce(lambda now, edit: edited(now, *edit), edits, cafe())
    if draft.mistakes(WORDS):
        return
    planned = of_agenda(draft.agenda("", WORDS), WORDS, groups=2, people=3)
    assert len(planned.slots) == len(draft.steps)
    for what in WHATS:
        made = build(planned, what)
        assert pdf_paper.write(made, WORDS).content.startswith(b"%PDF-")
        assert docx_paper.write(made, WORDS).startswith(b"PK")
        for text in (html_paper.write(made, WORDS), paper_markdown.write(made, WORDS)):
            assert text
