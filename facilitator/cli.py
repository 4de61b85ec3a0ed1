"""The commands. Headless ones never import the app."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import time
from typing import Any

from facilitator import __version__
from facilitator.errors import FacilitatorError
from facilitator.languages import languages
from facilitator.settings import Settings, read, settings_file
from facilitator.usage import Parser
from facilitator.words import Words, system_language

DONE, REFUSED = 0, 1
COMMANDS = frozenset({
    "run", "present", "rehearse", "demo", "plan", "record", "list", "config", "templates", "new", "show", "compare",
    "wordings", "export", "print", "analyse", "import", "check", "repair", "erase",
})  # fmt: skip
# Options that may stand before the command.
_WITH_VALUE = ("--language", "--sessions")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The command line without the program; the process's own where None.

    Returns:
        0 done, 1 something in the input was refused, 2 wrong use.
    """
    # What is imported at the start stays; looking it through for garbage would cost a sixth of the way to the screen.
    gc.disable()
    _speak_utf8()
    try:
        asked = _language_asked(arguments)
        settings = read(settings_file(os.environ), asked)
        words = Words(asked or settings.language or system_language())
        options = _parser(words, _command_asked(arguments)).parse_args(arguments)
        _settle(options, settings)
        run: Callable[[argparse.Namespace, Words], int] = options.run
        for problem in settings.problems:
            print(problem, file=sys.stderr)
        return run(options, words)
    except FacilitatorError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever read the output had enough; without this the interpreter complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return REFUSED
    finally:
        # The process ends: looking through all that was read, once more, would take a tenth of a command's time.
        gc.freeze()


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the terminal's locale says: answers are in every alphabet."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _language_asked(arguments: Sequence[str] | None) -> str | None:
    """Return the language that `--language` asks for, needed before the parser speaks it; None where nothing asks."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for at, argument in enumerate(given):
        if argument.startswith("--language="):
            return argument.partition("=")[2]
        if argument == "--language" and at + 1 < len(given):
            return given[at + 1]
    return None


def _command_asked(arguments: Sequence[str] | None) -> str:
    """Return the command on a command line, empty where none is plain to see."""
    given = iter(sys.argv[1:] if arguments is None else arguments)
    for argument in given:
        if argument in _WITH_VALUE:
            next(given, None)
        elif not argument.startswith("-"):
            return argument
    return ""


class _Passed:
    """Takes what a command that was not asked for would be told; nothing comes of it."""

    def __getattr__(self, name: str) -> Callable[..., "_Passed"]:
        return lambda *given, **named: self


def _settle(options: argparse.Namespace, settings: Settings) -> None:
    """Fill in what neither the command line nor the environment says, and hand the settings on."""
    options.settings, options.sessions_asked = settings, options.sessions
    if options.sessions is None and settings.sessions is not None and not os.environ.get("FACILITATOR_SESSIONS"):
        options.sessions = str(settings.sessions)
    if getattr(options, "plain", False) is None:
        options.plain = settings.plain or False


def _parser(words: Words, asked: str = "") -> Parser:
    """Return the parser of all commands, or only of the one asked for: making all takes longer than opening a file."""
    common = _common(words)
    parser = Parser(words=words, prog="facilitator", parents=[common], description=words(
        "Guides a seminar step by step and keeps what every group answers."))  # fmt: skip
    parser.add_argument("--version", action="version", version=f"facilitator {__version__}",
                        help=words("show which version this is, and end"))  # fmt: skip
    parser.set_defaults(run=_library)
    commands = parser.add_subparsers(title=words("commands"), metavar="")
    quiet = _quiet(common, words)

    def add(name: str, run: Callable[[argparse.Namespace, Words], int], text: str) -> Any:
        if asked in COMMANDS and name != asked:
            return _Passed()
        command = commands.add_parser(name, words=words, parents=[quiet], help=text, description=text)
        command.set_defaults(run=run)
        return command

    runs = add("run", _run, words("run a session"))
    runs.add_argument("session")
    _plain(runs, words("in plain lines, for a screen reader"))
    present = add("present", _present, words("show a session to the room, in a second terminal"))
    present.add_argument("session", nargs="?", help=words("the one that is running where none is named"))
    rehearse = add("rehearse", _rehearse, words("try an agenda or a session on a copy; nothing is kept"))
    rehearse.add_argument("session", metavar="AGENDA|SESSION")
    rehearse.add_argument("--groups", type=_count, default=3, metavar="N", help=words("how many tables"))
    add("demo", _demo, words("look around in the sample series, on a copy"))
    _add_new(add, words)
    add("plan", _plan, words("prepare an agenda: a template, a file or that of a session")).add_argument(
        "agenda", nargs="?", metavar="FILE|TEMPLATE|SESSION")  # fmt: skip
    record = add("record", _record, words("record lines from a file or a pipe"))
    record.add_argument("session")
    record.add_argument("file", nargs="?", default="-")
    _add_show(add, words)
    _add_analyse(add, words)
    _add_compare(add, words)
    listed = add("list", _list, words("list the sessions"))
    listed.add_argument("--json", action="store_true")
    _add_import(add, words)
    _add_upkeep(add, words)
    config = add("config", _config, words("say what is settled in your settings file, and what counts"))
    config.add_argument("--write", action="store_true", help=words("make the file, with every setting explained"))
    offered = add("templates", _templates, words("list the templates"))
    offered.add_argument("--json", action="store_true")
    offered.add_argument("--copy", metavar="NAME", help=words("make a template your own, to change it"))
    _add_export(add, words)
    _add_print(add, words)
    return parser


def _add_new(add: Callable[..., argparse.ArgumentParser], words: Words) -> None:
    new = add("new", _new, words("make a session from a template or an agenda file"))
    new.add_argument("agenda", nargs="?", help=words("a template or an agenda file; with --from, that of the session"))
    new.add_argument("--name", default="", help=words("what the session is called"))
    new.add_argument("--groups", type=_count, default=0, metavar="N", help=words("how many tables"))
    new.add_argument("--people", type=_count, default=None, metavar="N", help=words("how many people"))
    new.add_argument("--series", default="", metavar="SLUG", help=words("the series it belongs to"))
    new.add_argument("--from", dest="earlier", metavar="SESSION",
                     help=words("an earlier session: its agenda, where no other is named, and what comes along"))
    new.add_argument("--carry", action="append", default=[], metavar="WHAT[=STEP]",
                     help=words("what comes along: actions, parked, or a step of it as 4 or 4:8; STEP takes it"))


def _add_show(add: Callable[..., argparse.ArgumentParser], words: Words) -> None:
    show = add("show", _show, words("show what a session adds up to"))
    show.add_argument("session")
    show.add_argument("--step", metavar="STEP")
    show.add_argument("--json", action="store_true")
    _plain(show, words("without colour and lines, for a screen reader"))
    show.add_argument("--reveal", action="store_true", help=words("also what is hidden"))


def _add_compare(add: Callable[..., argparse.ArgumentParser], words: Words) -> None:
    compared = add("compare", _compare, words("add several sessions up, or all of a series"))
    _add_series(compared, words)
    compared.add_argument("--step", metavar="STEP")
    compared.add_argument("--by", choices=("votes", "forums", "points"), help=words("another way to add up"))
    compared.add_argument("--json", action="store_true")
    _plain(compared, words("without colour and lines, for a screen reader"))
    compared.add_argument("--reveal", action="store_true", help=words("also what is hidden"))
    same = add("wordings", _same, words("what means the same in a series: show, join, part"))
    _add_series(same, words)
    same.add_argument("--join", nargs="+", metavar="TEXT", help=words("a name, and the wordings that mean it"))
    same.add_argument("--split", nargs="+", metavar="TEXT", help=words("wordings that stand for themselves again"))
    same.add_argument("--apart", nargs="+", metavar="TEXT", help=words("wordings that are not the same"))


def _add_export(add: Callable[..., argparse.ArgumentParser], words: Words) -> None:
    export = add("export", _export, words("write the summary of a session, or one of several together"))
    _add_series(export, words)
    export.add_argument("--each", action="store_true", help=words("a summary of each session instead"))
    export.add_argument("--format", metavar="html,md,…")
    export.add_argument("--output", metavar="PATH", help=words("a folder, or a file where there is one to write"))
    export.add_argument("--audience", metavar="participants|organisers|public",
                        help=words("who it is for: what they should not see is left out"))  # fmt: skip
    export.add_argument("--reveal", action="store_true", help=words("also what is hidden"))
    export.add_argument("--accent", metavar="COLOUR", help=words("the colour of html, pdf, pptx and docx"))
    export.add_argument("--logo", metavar="FILE", help=words("a picture for html, pdf, pptx and docx"))
    export.add_argument("--font", metavar="NAME", help=words("other letters for a PDF, that this machine has"))


def _add_print(add: Callable[..., argparse.ArgumentParser], words: Words) -> None:
    text = words("print what the day needs on paper: agenda, run sheet, ballots, worksheets, cards")
    paper = add("print", _print, text)
    paper.add_argument("agenda", metavar="AGENDA|SESSION")
    paper.add_argument("--what", default="agenda,runsheet,ballots,worksheets,cards", metavar="agenda,ballots,…",
                       help=words("which of them; all where it is not said"))  # fmt: skip
    paper.add_argument("--format", default="pdf", metavar="pdf,docx,html,md")
    paper.add_argument("--groups", type=_count, metavar="N", help=words("how many tables, where the session has none"))
    paper.add_argument("--people", type=_count, metavar="N", help=words("how many ballots and agendas"))
    paper.add_argument("--start", type=_clock, metavar="09:00", help=words("when the day begins"))
    paper.add_argument("--output", metavar="PATH", help=words("a folder, or how the files shall be called"))
    paper.add_argument("--accent", metavar="COLOUR", help=words("the colour of a PDF or of slides"))
    paper.add_argument("--logo", metavar="FILE",
                       help=words("a picture for the first page of a PDF or the foot of slides"))  # fmt: skip
    paper.add_argument("--font", metavar="NAME", help=words("other letters for a PDF, that this machine has"))


def _add_analyse(add: Callable[..., argparse.ArgumentParser], words: Words) -> None:
    analyse = add("analyse", _analyse, words("say what the answers say together, and what to talk about"))
    _add_series(analyse, words)
    analyse.add_argument("--step", metavar="STEP")
    analyse.add_argument("--since", metavar="EARLIER", help=words("what changed since an earlier session"))
    analyse.add_argument("--appendix", action="store_true", help=words("also what other ways of counting say"))
    analyse.add_argument("--json", action="store_true")
    _plain(analyse, words("without colour and lines, for a screen reader"))


def _add_import(add: Callable[..., argparse.ArgumentParser], words: Words) -> None:
    brought = add("import", _import, words("record answers, ballots or counts from a CSV or Excel file"))
    brought.add_argument("session")
    brought.add_argument("file")
    brought.add_argument("--step", metavar="STEP", required=True, help=words("the step they are for"))
    brought.add_argument("--as", dest="shape", choices=("answers", "ballots", "counts"), help=words("what a row is"))
    brought.add_argument("--map", action="append", default=[], metavar="COLUMN=MEANING",
                         help=words("what a column means, where it is not guessed right"))  # fmt: skip
    brought.add_argument("--who", default="", metavar="WHO", help=words("who everything is from, as 3 or 3>2"))
    brought.add_argument("--sheet", default="", metavar="NAME", help=words("which sheet of the workbook"))
    brought.add_argument("--dry-run", action="store_true", help=words("only say what would be recorded"))


def _plain(command: argparse.ArgumentParser, text: str) -> None:
    command.add_argument("--plain", action=argparse.BooleanOptionalAction, default=None, help=text)


def _add_series(command: argparse.ArgumentParser, words: Words) -> None:
    command.add_argument("session", nargs="+", help=words("sessions, or the name of a series"))
    command.add_argument("--wordings", metavar="FILE", help=words("the list of what is the same"))


def _add_upkeep(add: Callable[..., argparse.ArgumentParser], words: Words) -> None:
    add("check", _check, words("check an agenda file, or say what state a session is in")).add_argument("file")
    add("repair", _repair, words("write a new file from what can be read of a damaged session")).add_argument("session")
    erase = add("erase", _erase, words("remove a session for good"))
    erase.add_argument("session")
    erase.add_argument("--people", action="store_true", help=words("only the names in its actions and notes"))
    erase.add_argument("--yes", action="store_true", help=words("without asking"))


def _common(words: Words) -> Parser:
    common = Parser(words=words, add_help=False)
    common.add_argument("--language", choices=languages(), help=words("the interface's language"))
    common.add_argument("--sessions", metavar="DIR", help=words("where sessions lie"))
    return common


def _quiet(common: Parser, words: Words) -> Parser:
    """Return the common options for a subcommand, so that what stands before it is not reset to nothing."""
    copy = Parser(words=words, add_help=False, argument_default=argparse.SUPPRESS)
    for action in common._actions:
        copy.add_argument(*action.option_strings, dest=action.dest, choices=action.choices, metavar=action.metavar,
                          help=action.help)  # fmt: skip
    return copy


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > 100_000:
        raise argparse.ArgumentTypeError(f"{text}: 0–100000")
    return int(text)


def _clock(text: str) -> time:
    hour, _, minute = text.replace(".", ":").partition(":")
    if not (hour.isascii() and hour.isdigit() and (minute or "0").isascii() and (minute or "0").isdigit()):
        raise argparse.ArgumentTypeError(f"{text}: 09:00")
    if int(hour) > 23 or int(minute or 0) > 59:
        raise argparse.ArgumentTypeError(f"{text}: 09:00")
    return time(int(hour), int(minute or 0))


def _command(name: str, module: str = "commands") -> Callable[[argparse.Namespace, Words], int]:
    """Return a command that imports what it needs only when it runs."""

    def run(options: argparse.Namespace, words: Words) -> int:
        from importlib import import_module

        found = import_module(f"facilitator.{module}")
        command: Callable[[argparse.Namespace, Words], int] = getattr(found, name)
        gc.freeze()
        gc.enable()
        return command(options, words)

    return run


_library, _run, _demo = _command("library"), _command("run"), _command("demo")
_present, _rehearse = _command("present"), _command("rehearse")
_new, _record, _show, _list = _command("new"), _command("record"), _command("show"), _command("list_sessions")
_plan = _command("plan")
_print = _command("print_paper", "printing")
_templates, _export = _command("list_templates", "listing"), _command("export_sessions", "exporting")
_analyse = _command("analyse", "analysing")
_import = _command("import_file", "importer")
_config = _command("config", "configuring")
_compare, _same = _command("compare", "comparing"), _command("same_wordings", "comparing")
_check, _repair, _erase = _command("check", "upkeep"), _command("repair", "upkeep"), _command("erase", "upkeep")
