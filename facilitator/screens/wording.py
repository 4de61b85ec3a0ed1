"""A step in a few words: its kind, who answers, what is allowed."""

from facilitator.agenda.model import Act, Collect, Merge, Rank, Rate, Step, Talk, Vote
from facilitator.steps.book import Book


def kind_words(book: Book, step: Step) -> list[str]:
    """Return what kind a step is, and its rules, as short phrases."""
    words = book.words
    match step:
        case Talk():
            return [{"break": words("break"), "round": words("round")}.get(step.form or "", words("talk"))]
        case Collect():
            said = [words("answers")]
            if step.max_answers:
                said.append(words("at most {count} each", count=step.max_answers))
            return [*said, *_parts(book, step)]
        case Merge():
            numbers = ", ".join(str(book.state.agenda.number(source.step)) for source in step.sources)
            return [words("read back and join"), words("from step {numbers}", numbers=numbers)]
        case Vote():
            return [words("vote"), *_dots(book, step), *_parts(book, step), *_hidden(book, step)]
        case Rank():
            most = [words("the first {count}", count=step.choose)] if step.choose else []
            return [words("ranking"), *most, *_hidden(book, step)]
        case Rate():
            return [words("grades"), *_parts(book, step), *_hidden(book, step)]
        case Act():
            return [words("actions"), words("what, who, when")]


def _dots(book: Book, step: Vote) -> list[str]:
    words = book.words
    if step.dots is None:
        return []
    who = words("table") if step.by == "group" else words("person")
    return [words.n("{count} dot per {who}", "{count} dots per {who}", step.dots, who=who)]


def _parts(book: Book, step: Step) -> list[str]:
    parts = book.parts(step)
    if not parts:
        return []
    if len(parts) <= 3:
        return [", ".join(parts)]
    return [book.words("{count} parts", count=len(parts))]


def _hidden(book: Book, step: Vote | Rank | Rate) -> list[str]:
    if not step.hidden:
        return []
    return [book.words("shown") if book.happened(step).revealed else book.words("hidden")]
