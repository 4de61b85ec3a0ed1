"""Why an answer is not found where somebody looks for it: nobody gave it, another table did, or several did."""

from collections.abc import Sequence

from facilitator.entry.vocabulary import typed
from facilitator.session.events import group_number
from facilitator.session.state import Answer
from facilitator.steps.book import Book
from facilitator.steps.line import Target


def not_there(book: Book, item: int, target: Target, answers: Sequence[Answer], verb: str) -> str:
    """Return why an answer cannot be corrected, withdrawn or moved, as a sentence.

    Args:
        book: The session.
        item: Its number.
        target: Whose it was said to be.
        answers: The answers that have the number, whoever gave them.
        verb: The command: where it is no move, the one that moves the answer there is named.
    """
    words = book.words
    voters = sorted({answer.voter for answer in answers})
    if not voters or target.voter in voters:
        return words("There is no answer {number}.", number=item)
    who, names = book.voter_name(target.voter), words.listed([book.voter_name(voter) for voter in voters])
    said = words("{number} was said by {names}, not by {who}.", number=item, names=names, who=who)
    if verb == "move":
        return said
    whose = "" if len(voters) == 1 else f"{group_number(voters[0]) or '*'}: "
    example = typed("move", f"{whose}{item} = {group_number(target.voter) or '*'}", book.language)
    return f"{said} {words('{example} gives it to {who}.', example=example, who=who)}"
