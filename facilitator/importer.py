"""The command that records what a file from elsewhere holds, or says what it would record."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from facilitator.agenda.model import Step
from facilitator.agenda.naming import step_called
from facilitator.cli import DONE, REFUSED
from facilitator.desk import Desk
from facilitator.entry import address
from facilitator.errors import FacilitatorError
from facilitator.importing.mapping import corrected, guess, lacking
from facilitator.importing.meaning import Columns, called
from facilitator.importing.plan import Plan, Scratch, counted, plan, told
from facilitator.importing.sheet import Sheet, read_sheet
from facilitator.steps.line import Target
from facilitator.storage.folder import Folder, sessions_folder
from facilitator.text import clean
from facilitator.words import Words


def import_file(options: Namespace, words: Words) -> int:
    """Record a file's rows as one command, and say of each what it recorded; or only say it."""
    path = Folder(sessions_folder(options.sessions, os.environ, Path.cwd()), words).find(options.session)
    desk = Desk(path, words, read_only=options.dry_run)
    try:
        if not options.language:
            desk.speak(Words(desk.state.language))
        for notice in desk.notices:
            print(notice, file=sys.stderr)
        planned = _planned(desk, options)
        if planned.events and not options.dry_run:
            desk.record(planned.events, planned.marks)
        book = desk.book
        for outcome in planned.outcomes:
            print(told(outcome, book), file=sys.stderr if outcome.fate == "refused" else sys.stdout)
        print(counted(planned, book.words, is_recorded=not options.dry_run))
        return REFUSED if planned.having("refused") else DONE
    finally:
        desk.close()


def _planned(desk: Desk, options: Namespace) -> Plan:
    book, agenda = desk.book, desk.agenda
    step = agenda.step(step_called(options.step, agenda, [one.id for one in agenda.steps], desk.words))
    sheet = read_sheet(Path(options.file).expanduser(), desk.words, clean(options.sheet))
    columns = guess(book, step, sheet, options.shape)
    for said in options.map:
        columns = corrected(book, step, sheet, columns, clean(said))
    default = _default(desk, step, clean(options.who)) if options.who else None
    _say_columns(desk, step, sheet, columns)
    problem = lacking(book, step, columns, default.part if default else 0)
    if problem:
        mapping = desk.words("Where one is called otherwise, {option} says so: column=meaning.", option="--map")
        raise FacilitatorError(f"{problem} {mapping}")
    return plan(Scratch(book, step), sheet, columns, default)


def _say_columns(desk: Desk, step: Step, sheet: Sheet, columns: Columns) -> None:
    """Say what the columns were taken as; on stderr, for it is no row."""
    words = desk.words
    if sheet.others:
        print(words("Read is the sheet «{sheet}»; --sheet reads another: {others}.", sheet=sheet.name,
                    others=", ".join(sheet.others)), file=sys.stderr)  # fmt: skip
    read = [f"{sheet.label(column)} = {called(desk.book, step, meaning)}"
            for column, meaning in enumerate(columns.meanings)]  # fmt: skip
    print(words("Columns: {columns}.", columns="; ".join(read)), file=sys.stderr)


def _default(desk: Desk, step: Step, who: str) -> Target:
    first = address.first_target(desk.book, step)
    target = address.split(desk.book, step, first, f"{who}: x").target
    if not target.named:
        raise FacilitatorError(desk.words("There is no table called «{name}».", name=who))
    return target
