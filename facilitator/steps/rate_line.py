"""The entry line of rate: `2: 4532 5443 3321`, `2: 3=45`, `*: 0 1 6 20 18 / 0 2 9 20 14`."""

from collections.abc import Sequence

from facilitator.agenda.model import Rate
from facilitator.session.events import GradeCountsEntered, GradesGiven, group_number
from facilitator.steps.line import Call, LineError, Piece, Reading, choice, number, short, slashed, tokens, voter_of

Row = list[int | None]


def read(call: Call, step: Rate) -> Reading:
    """Read a line of grades, or of how many gave each grade.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    words = call.book.words
    target = call.target.voter
    if step.by != "person" and target.startswith("slip"):
        raise LineError(words("Slips are for votes by person; here each table has one ballot."))
    if not call.choices:
        raise LineError(words("There is nothing to choose among in this step yet."))
    parts = call.book.parts(step)
    if target == "room" or (step.by == "person" and group_number(target)):
        return _told(call, step, _counts(call, step, parts), parts)
    return _told(call, step, _grades(call, step, parts), parts)


def _grades(call: Call, step: Rate, parts: Sequence[str]) -> GradesGiven:
    voter = voter_of(call)
    content = call.content.strip()
    if content == "x":
        return GradesGiven(step=step.id, voter=voter, spoiled=True)
    if content == "-":
        return GradesGiven(step=step.id, voter=voter)
    if not content:
        problem = call.book.words("Nothing here; write - for a blank one.")
        raise LineError(problem, call.offset, call.offset)
    whole = Piece(call.content, call.offset, call.offset + len(call.content))
    rows = _named_rows(call, step, whole, parts) if "=" in content else _all_rows(call, step, whole, parts)
    return GradesGiven(step=step.id, voter=voter, grades=rows)


def _all_rows(call: Call, step: Rate, piece: Piece, parts: Sequence[str]) -> list[tuple[int, Row]]:
    """Read one item after another in list order, one grade per part."""
    width = 1 if call.target.part else max(len(parts), 1)
    grades = [_grade(call, step, sign) for sign in _signs(piece)]
    expected = width * len(call.choices)
    if len(grades) != expected:
        words = call.book.words
        each = words.n("{count} item", "{count} items", len(call.choices))
        if width > 1:
            each += " × " + words.n("{count} part", "{count} parts", width)
        problem = words("{count} grades; {expected} are needed ({each}).", count=len(grades), expected=expected,
                        each=each)  # fmt: skip
        raise LineError(problem, piece.start, piece.end)
    return [
        (one.number, _in_part(call, step, one.number, grades[at * width : (at + 1) * width], parts))
        for at, one in enumerate(call.choices)
    ]


def _named_rows(call: Call, step: Rate, piece: Piece, parts: Sequence[str]) -> list[tuple[int, Row]]:
    """Read only the items that are named."""
    width = 1 if call.target.part else max(len(parts), 1)
    words = call.book.words
    rows: dict[int, Row] = {}
    for token in tokens(piece):
        left, equals, right = token.text.partition("=")
        if not equals:
            problem = words("Each item needs = and its grades, as {example}.", example="3=45")
            raise LineError(problem, token.start, token.end)
        chosen = choice(Piece(left, token.start, token.start + len(left)), call)
        grades = [_grade(call, step, sign) for sign in _signs(Piece(right, token.end - len(right), token.end))]
        if len(grades) != width:
            problem = words("{count} grades for {name}; {expected} are needed.", count=len(grades),
                            name=short(chosen.name, 40), expected=width)  # fmt: skip
            raise LineError(problem, token.start, token.end)
        rows[chosen.number] = _in_part(call, step, chosen.number, grades, parts)
    return list(rows.items())


def _in_part(call: Call, step: Rate, item: int, grades: Row, parts: Sequence[str]) -> Row:
    """Return an item's whole row: where one part was named, the other parts keep what they had."""
    if not call.target.part or len(parts) < 2:
        return grades
    row: Row = [None] * len(parts)
    earlier = call.book.happened(step).given.get((0, voter_of(call)))
    if isinstance(earlier, GradesGiven):
        kept = dict(earlier.grades).get(item)
        row = [*kept, *row[len(kept) :]] if kept else row
    row[call.target.part - 1] = grades[0]
    return row


def _signs(piece: Piece) -> list[Piece]:
    return [
        Piece(sign, piece.start + at, piece.start + at + 1)
        for at, sign in enumerate(piece.text)
        if not sign.isspace() and sign != ","
    ]


def _grade(call: Call, step: Rate, sign: Piece) -> int | None:
    if sign.text == "-":
        return None
    if sign.text.isascii() and sign.text.isdigit() and int(sign.text) in step.scale.grades:
        return int(sign.text)
    problem = call.book.words("«{text}» is not a grade here; they go from {low} to {high}, - is no opinion.",
                              text=sign.text, low=step.scale.low, high=step.scale.high)  # fmt: skip
    raise LineError(problem, sign.start, sign.end)


def _counts(call: Call, step: Rate, parts: Sequence[str]) -> GradeCountsEntered:
    """Read how many gave each grade, item by item and part by part."""
    words = call.book.words
    if call.content.strip() in ("x", "-"):
        raise LineError(words("A count cannot be spoiled or blank; give how many chose each grade."), call.offset,
                        call.offset + len(call.content))  # fmt: skip
    width = 1 if call.target.part else max(len(parts), 1)
    sections = slashed(call.content, call.offset)
    if len(sections) != width * len(call.choices):
        problem = words("{count} rows of counts; {expected} are needed, with / between.", count=len(sections),
                        expected=width * len(call.choices))  # fmt: skip
        if step.by == "person" and len(sections) == 1:
            problem += " " + words("One person's grades begin with +: as {example}.",
                                   example=f"+: {call.content.strip()}")  # fmt: skip
        raise LineError(problem, call.offset, call.offset + len(call.content))
    rows = [_row(call, step, section) for section in sections]
    voter = voter_of(call)
    counts = [
        (one.number, _counts_in_part(call, step, one.number, rows[at * width : (at + 1) * width], parts))
        for at, one in enumerate(call.choices)
    ]
    return GradeCountsEntered(step=step.id, voter=voter, counts=counts)


def _counts_in_part(
    call: Call, step: Rate, item: int, rows: list[list[int]], parts: Sequence[str]
) -> list[list[int]]:
    if not call.target.part or len(parts) < 2:
        return rows
    whole = [[0] * len(step.scale.grades) for _ in parts]
    earlier = call.book.happened(step).given.get((0, call.target.voter))
    if isinstance(earlier, GradeCountsEntered):
        kept = dict(earlier.counts).get(item)
        whole = [*map(list, kept), *whole[len(kept) :]] if kept else whole
    whole[call.target.part - 1] = rows[0]
    return whole


def _row(call: Call, step: Rate, section: Piece) -> list[int]:
    counts = [number(token, call) for token in tokens(section)]
    size = len(step.scale.grades)
    if len(counts) != size:
        problem = call.book.words("{count} numbers; one for each of the {size} grades, low to high.",
                                  count=len(counts), size=size)  # fmt: skip
        raise LineError(problem, section.start, section.end)
    return counts


def _told(call: Call, step: Rate, event: GradesGiven | GradeCountsEntered, parts: Sequence[str]) -> Reading:
    book, words = call.book, call.book.words
    earlier = book.happened(step).given.get((0, event.voter))
    who = book.voter_name(event.voter)
    replaces = earlier is not None and _overlaps(earlier, event)
    says = words("Replaces what {who} gave before.", who=who) if replaces else who + "."
    if isinstance(event, GradeCountsEntered):
        details = _count_sentences(call, step, event)
    elif event.spoiled:
        details = [words("spoiled")]
    elif not event.grades:
        details = [words("no opinion")]
    else:
        details = [_grade_sentence(call, step, event)]
    return Reading((event,), says, tuple(details), replaces=replaces, whole=True)


def _overlaps(earlier: object, event: GradesGiven | GradeCountsEntered) -> bool:
    """Tell whether an entry changes something that was given before."""
    if isinstance(event, GradesGiven) and isinstance(earlier, GradesGiven):
        if event.spoiled or earlier.spoiled or not event.grades:
            return earlier != event
        before = dict(earlier.grades)
        return any(item in before and before[item] != row for item, row in event.grades)
    if isinstance(event, GradeCountsEntered) and isinstance(earlier, GradeCountsEntered):
        before_counts = dict(earlier.counts)
        return any(item in before_counts and before_counts[item] != rows for item, rows in event.counts)
    return True


def _grade_sentence(call: Call, step: Rate, event: GradesGiven) -> str:
    names = {one.number: one.name for one in call.choices}
    said = []
    for item, row in event.grades:
        grades = " ".join("–" if grade is None else step.scale.label(grade, call.book.language) for grade in row)
        said.append(f"{short(names.get(item, str(item)), 30)} {grades}")
    return ", ".join(said)


def _count_sentences(call: Call, step: Rate, event: GradeCountsEntered) -> list[str]:
    words = call.book.words
    names = {one.number: one.name for one in call.choices}
    return [
        ", ".join(
            words("{name}: {count} graded", name=short(names.get(item, str(item)), 30),
                  count="/".join(str(sum(row)) for row in rows))
            for item, rows in event.counts
        )
    ]  # fmt: skip
