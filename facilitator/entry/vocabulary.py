"""The `/` commands and their words. Those of every language are always read."""

import re
from functools import cache

from msgspec import Struct

from facilitator.languages import in_language, languages
from facilitator.languages import language as spoken


class Command(Struct, frozen=True):
    """A command: its verb, its words in Swedish and English, what comes after it, what it does (an English message)."""

    verb: str
    sv: str
    en: str
    form: str
    does: str

    def name(self, language: str) -> str:
        """Return its word in a language."""
        return self.sv if language == "sv" else spoken(language).commands.get(self.en, self.en)

    def line(self, language: str) -> str:
        """Return how it is typed in a language, with what comes after it."""
        form = re.sub("[A-Za-z]+", lambda found: in_language(found[0], language), self.form)
        return f"/{self.name(language)} {form}".rstrip()


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


COMMANDS: tuple[Command, ...] = (
    Command("start", "starta", "start", "", _("start the step you look at")),
    Command("next", "nästa", "next", "", _("look at the next step; after the last, end the session")),
    Command("back", "tillbaka", "back", "", _("look at the step before")),
    Command("go", "gå", "go", "7", _("look at a step")),
    Command("ask", "fråga", "ask", "…",
            _("a question nobody planned, after the step that runs; /ask vote: … | A; B; C | 10: a vote, 10 minutes")),
    Command("skip", "stryk", "skip", "7", _("leave a step to come out today")),
    Command("include", "ta-med", "include", "7", _("take in again what was left out")),
    Command("put", "lägg", "put", "7 after 3", _("let a step to come stand elsewhere; /put 7 next: it comes next")),
    Command("change", "ändra", "change", "7 = …", _("another title; … | 15 | …: and other minutes, another prompt")),
    Command("remove", "ta-bort", "remove", "12", _("take a step away that was added and holds nothing")),
    Command("in", "i", "in", "4 7: …", _("record into another step, staying here")),
    Command("fix", "rätta", "fix", "14 = …", _("correct an answer, a note or an action")),
    Command("withdraw", "återta", "withdraw", "14", _("withdraw an answer, or a ballot: 3:")),
    Command("move", "flytta", "move", "14-18 = 4", _("move answers, or a ballot, to another table")),
    Command("keep", "behåll", "keep", "1 2 5 = …", _("mark what goes on, with a reason")),
    Command("split", "dela", "split", "7", _("take an item out of its join")),
    Command("done", "klar", "done", "3", _("an action is done")),
    Command("drop", "släpp", "drop", "3", _("an action is dropped")),
    Command("park", "parkera", "park", "…", _("park a question for later")),
    Command("quote", "citat", "quote", "…", _("keep a quote")),
    Command("decide", "beslut", "decide", "…", _("keep a decision")),
    Command("note", "notera", "note", "…", _("keep a note of the step")),
    Command("groups", "grupper", "groups", "9", _("how many tables there are")),
    Command("group", "grupp", "group", "3 = North",
            _("name a table; /group 4 people 5: so many sit there; /group 4 left: it has gone home")),
    Command("people", "personer", "people", "41", _("how many people are here")),
    Command("time", "tid", "time", "+5", _("give the running step more minutes, or fewer; /time 7 +5: step 7")),
    Command("pause", "paus", "pause", "", _("let the clock stand still, or go on")),
    Command("plan", "plan", "plan", "", _("see what to shorten or leave out when the day runs late")),
    Command("read", "läs", "read", "", _("the step in large, to read it back to the room")),
    Command("blank", "släck", "blank", "", _("let the room see nothing, or see it again")),
    Command("reveal", "visa", "reveal", "", _("show a hidden step")),
    Command("hide", "dölj", "hide", "", _("hide a step again")),
    Command("undo", "ångra", "undo", "", _("undo the last thing done")),
    Command("redo", "gör-om", "redo", "", _("do again what was undone")),
    Command("import", "importera", "import", "answers.xlsx",
            _("record answers, ballots or counts from a CSV or Excel file")),
    Command("finding", "slutsats", "finding", "add …",
            _("edit what came out: /finding 2 = …, 2 strike, 2 keep, 2 to 1; /finding alone lists it")),
    Command("place", "plats", "place", "…", _("where the day was, for the summary")),
    Command("invited", "inbjudna", "invited", "40", _("who was invited, for the summary")),
    Command("came", "kom", "came", "31", _("who came, for the summary")),
    Command("closing", "slutord", "closing", "…", _("a closing word, for the summary")),
    Command("export", "exportera", "export", "html", _("write the summary")),
)

# What the room calls groups, and so what their commands are asked for by.
_TABLES = {"bord": "group", "table": "group", "tables": "groups"}
_LINE = re.compile(r"/(?P<word>[^\s/:]+)(?P<rest>.*)")


def find(line: str) -> tuple[Command | None, str, str, int]:
    """Split a line that begins with `/`: its command or None, the word, what comes after, and where that begins."""
    match = _LINE.match(line)
    if match is None:
        return None, line[1:], "", len(line)
    return _by_word().get(match["word"].casefold()), match["word"], match["rest"], match.start("rest")


def near(word: str, language: str) -> list[str]:
    """Return the commands, as they are typed, that somebody may have meant by a word that is none."""
    names = (command.name(language) for command in COMMANDS)
    return [f"/{name}" for name in names if name.startswith(word.casefold())]


def is_elsewhere(line: str) -> bool:
    """Tell whether a line is for another step, so that what follows in it is a line of its own."""
    command = find(line.strip())[0] if line.strip().startswith("/") else None
    return command is not None and command.verb == "in"


def typed(verb: str, rest: str, language: str) -> str:
    """Return a command as somebody types it in a language: "/rätta 14 = …"."""
    command = next(command for command in COMMANDS if command.verb == verb)
    return f"/{command.name(language)} {rest}".rstrip()


@cache
def _by_word() -> dict[str, Command]:
    """Return every command by its words. Where two languages share a word, the built-in ones have it."""
    found: dict[str, Command] = {}
    for code in ("en", *languages()):
        for command in COMMANDS:
            found.setdefault(command.name(code).casefold(), command)
    return found | {word: found[verb] for word, verb in _TABLES.items()}
