"""Every key, in one place: bindings, key bar, help and palette are made from it.

One key has one meaning on every screen.
"""

from typing import Literal

from msgspec import Struct
from textual.binding import Binding, BindingType

ScreenName = Literal[
    "library", "runner", "review", "new", "export", "help", "trouble", "locked", "clock", "read", "present", "find",
    "paste", "import", "analysis", "compare", "behind", "wordings", "words", "planner", "add", "plans", "agenda",
    "carry", "print", "form", "name", "fit", "amiss",
]


class Key(Struct, frozen=True):
    """A key: the action it runs, its label in the key bar, what help says, and the screens that have it.

    `shown` orders it in the key bar (0: only in help); labels and helps are English messages. One that `yields` leaves
    the key to a field that takes it.
    """

    id: str
    keys: str
    face: str
    action: str
    label: str
    help: str
    screens: tuple[ScreenName, ...]
    shown: int = 0
    yields: bool = False


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


KEYS: tuple[Key, ...] = (
    Key("save", "enter", "Enter", "enter", _("save"), _("record the line"), ("runner",), 1),
    Key("open", "enter", "Enter", "", _("open it"), _("go on with the session, or look at it"), ("library",), 1),
    Key("open-agenda", "enter", "Enter", "", _("prepare"), _("prepare the agenda that is chosen"), ("library",), 1),
    Key("next-field", "enter", "Enter", "enter", _("next"), _("to the next field; on the last one the session is made"),
        ("new",), 1),
    Key("write", "enter", "Enter", "", _("write"), _("write the files that are marked"), ("export", "print"), 1),
    Key("save-there", "ctrl+s", "^S", "accept", _("save there"), _("save the session there and go on in it"),
        ("trouble",), 1),
    Key("other-place", "tab", "Tab", "change", _("another place"), _("write another place to save it in"),
        ("trouble",), 2),
    Key("follow", "enter", "Enter", "accept", _("review"), _("look at it and follow what is recorded"), ("locked",), 1),
    Key("follow-too", "f4", "F4", "accept", "", _("look at it and follow what is recorded"), ("locked",)),
    Key("mark-first", "1", "1–9", "mark(1)", _("mark"), _("take the kind of file with this number, or leave it"),
        ("export", "print"), 2),
    *(Key(f"mark-{number}", str(number), str(number), f"mark({number})", "",
          _("take the kind of file with this number, or leave it"), ("export", "print")) for number in range(2, 10)),
    Key("mark", "space", "␣", "mark(0)", "", _("take the kind of file you are at, or leave it"),
        ("export", "print")),
    Key("audience", "right", "← →", "audience(1)", _("for whom"),
        _("who it is for: what they should not see is left out"), ("export",), 3),
    Key("audience-back", "left", "←", "audience(-1)", "", _("the audience before"), ("export",)),
    Key("edit", "e", "E", "edit", _("what came out"),
        _("edit, strike, move and add what came out; tell of the day"), ("export",), 4),
    Key("paper", "p", "P", "paper", "", _("print what the day needs on paper before it begins"), ("export",)),
    Key("format", "right", "← →", "format(1)", _("kind of file"), _("PDF, Word, a page for the browser, or plain text"),
        ("print",), 3),
    Key("format-back", "left", "←", "format(-1)", "", _("the kind of file before"), ("print",)),
    Key("tables", "plus", "+ −", "tables(1)", _("tables"), _("print for one table more"), ("print",), 4),
    Key("fewer-tables", "minus", "−", "tables(-1)", "", _("print for one table less"), ("print",)),
    Key("reword", "enter", "Enter", "", _("edit"),
        _("write the line anew; an empty line gives the figures' words back"), ("words",), 1),
    Key("strike", "space", "␣", "strike", _("strike"), _("leave the line out of the summary, or take it in again"),
        ("words",), 2),
    Key("strike-too", "delete", "Del", "strike", "", _("leave the line out of the summary, or take it in again"),
        ("words",)),
    Key("add", "plus", "+", "add", _("add"), _("a line of your own"), ("words",), 3),
    Key("lower", "ctrl+down", "Ctrl+↑ ↓", "place(1)", _("move"), _("the line comes later"), ("words",), 4),
    Key("higher", "ctrl+up", "Ctrl+↑", "place(-1)", "", _("the line comes earlier"), ("words",)),
    Key("undo-here", "ctrl+z", "^Z", "undo", _("undo"), _("undo the last thing changed here"), ("words",), 5),
    Key("list-down", "down", "↓", "move(1)", "", _("the next session; the search line keeps the typing"), ("library",)),
    Key("list-up", "up", "↑", "move(-1)", "", _("the session before"), ("library",)),
    Key("list-page-down", "pagedown", "PgDn", "page(1)", "", _("a page further down"), ("library",)),
    Key("list-page-up", "pageup", "PgUp", "page(-1)", "", _("a page back"), ("library",)),
    Key("list-first", "home", "Home", "first", "", _("the first session"), ("library",)),
    Key("list-last", "end", "End", "last", "", _("the last session"), ("library",)),
    Key("who", "tab", "Tab", "complete(1)", _("table"),
        _("complete what is typed; on an empty line the next table"), ("runner",), 2),
    Key("who-back", "shift+tab", "Shift+Tab", "complete(-1)", _("table before"),
        _("on an empty line the table before"), ("runner",)),
    Key("earlier", "up", "↑", "recall(1)", "", _("bring an earlier entry of this step back, to correct it"),
        ("runner",)),
    Key("later", "down", "↓", "recall(-1)", "", _("a later entry again, at last what you were typing"), ("runner",)),
    Key("part", "f3", "F3", "part(1)", _("part"), _("the next part, where a step asks for several"), ("runner",)),
    Key("part-back", "shift+f3", "Shift+F3", "part(-1)", "", _("the part before"), ("runner",)),
    Key("same", "f7", "F7", "same", _("same"), _("what is suggested is the same: writes the line that joins it"),
        ("runner",)),
    Key("not-same", "f8", "F8", "not_same", _("not the same"),
        _("what is suggested is not the same; it is not suggested again"), ("runner",)),
    Key("next", "pagedown", "PgDn", "look(1)", _("next"), _("look at the next step without starting it"),
        ("runner", "review"), 3),
    Key("back", "pageup", "PgUp", "look(-1)", _("back"), _("look at the step before"), ("runner", "review"), 4),
    Key("new", "f2", "F2", "begin", _("new"), _("start a new session"), ("library",), 2),
    Key("start", "f2", "F2", "begin", _("start"), _("start the step you look at; F2 again confirms"), ("runner",), 3),
    Key("review", "f4", "F4", "review", _("review"), _("look at a session step by step, without changing it"),
        ("library",), 3),
    Key("agenda", "f6", "F6", "agenda", _("agenda"), _("the whole agenda with its times, and your own notes"),
        ("runner", "review"), 5),
    Key("ask", "ctrl+n", "^N", "ask", _("new step"),
        _("a question on the spot, a vote, a break: a step nobody planned, after the one that runs"), ("runner",), 6),
    Key("ask-too", "insert", "Ins", "ask", "", _("add a step nobody planned, after the one that runs"), ("runner",)),
    Key("look-there", "enter", "Enter", "", _("look"), _("look at the step without starting it"),
        ("agenda",), 1),
    Key("add-here", "plus", "+", "add", _("add"), _("add a step after this one: choose what it does"),
        ("agenda",), 2, yields=True),
    Key("add-here-too", "insert", "Ins", "add", "", _("add a step after this one"), ("agenda",), yields=True),
    Key("carry-down", "ctrl+down", "^↑↓", "carry(1)", _("move"), _("the step comes later"), ("agenda",), 3,
        yields=True),
    Key("carry-up", "ctrl+up", "^↑", "carry(-1)", "", _("the step comes earlier"), ("agenda",), yields=True),
    Key("reword-step", "e", "E", "reword", _("reword"),
        _("another title, other minutes or another prompt: they come to the line"), ("agenda",), 5, yields=True),
    Key("undo-agenda", "ctrl+z", "^Z", "undo", _("undo"), _("undo the last thing recorded"), ("agenda",), 6,
        yields=True),
    Key("redo-agenda", "ctrl+y", "^Y", "redo", "", _("do again what was undone"), ("agenda",), yields=True),
    Key("agenda-close", "f6", "F6", "close", "", _("close"), ("agenda",)),
    Key("make-it", "enter", "Enter", "", _("create"), _("make the session, with what is marked"), ("carry",), 1),
    Key("bring", "space", "␣", "bring", _("mark"), _("bring it along, or leave it"), ("carry",), 2, yields=True),
    Key("bring-to", "right", "← →", "target(1)", _("where to"), _("another step takes it"), ("carry",), 3, yields=True),
    Key("bring-back", "left", "←", "target(-1)", "", _("the step before takes it"), ("carry",), yields=True),
    Key("find", "ctrl+f", "^F", "find", _("find"), _("find what was said in this session, by words and by table"),
        ("runner", "review")),
    Key("correct", "ctrl+e", "^E", "correct", _("correct"),
        _("open the session for recording; what is corrected afterwards is marked"), ("review",), 6),
    Key("go-there", "enter", "Enter", "choose", _("go there"), _("look at the step where it was said"), ("find",), 1),
    Key("hit-down", "down", "↑ ↓", "move(1)", _("choose"), _("the next hit"), ("find",), 2),
    Key("hit-up", "up", "↑", "move(-1)", "", _("the hit before"), ("find",)),
    Key("record-all", "enter", "Enter", "accept", _("record them"), _("record the lines that can be read"),
        ("paste",), 1),
    Key("import", "ctrl+o", "^O", "import", _("import"),
        _("record answers, ballots or counts from a CSV or Excel file"), ("runner",)),
    Key("record-rows", "enter", "Enter", "accept", _("record them"),
        _("read the file; when it is read, record the rows that can be read"), ("import",), 1),
    Key("column-down", "down", "↑ ↓", "move(1)", _("column"), _("the next column"), ("import",), 2),
    Key("column-up", "up", "↑", "move(-1)", "", _("the column before"), ("import",)),
    Key("meaning", "right", "← →", "mean(1)", _("meaning"), _("the column means something else"), ("import",), 3),
    Key("meaning-back", "left", "←", "mean(-1)", "", _("the meaning before"), ("import",)),
    Key("file", "tab", "Tab", "file", _("file"), _("write the name of another file, or back to the columns"),
        ("import",), 4),
    Key("shape", "ctrl+r", "^R", "shape", _("ballots or counts"), _("take a row as a ballot, or as a count"),
        ("import",), 8),
    Key("sheet", "ctrl+n", "^N", "sheet", _("sheet"), _("the next sheet of the workbook"), ("import",), 9),
    Key("rows-down", "pagedown", "PgDn", "scroll(1)", "", _("more of the rows"), ("import",)),
    Key("rows-up", "pageup", "PgUp", "scroll(-1)", "", _("back up in the rows"), ("import",)),
    Key("read", "f5", "F5", "read", _("read back"), _("the step in large, table by table, to read it back to the room"),
        ("runner", "review")),
    Key("add-up", "f10", "F10", "add_up", _("compare"), _("what the sessions of the whole series say together"),
        ("library",), 4),
    Key("behind", "enter", "Enter", "", _("who"), _("who said it, or gave something for it, forum by forum"),
        ("compare",), 1),
    Key("row", "down", "↓", "move(1)", "", _("the next row"), ("compare",)),
    Key("row-up", "up", "↑", "move(-1)", "", _("the row before"), ("compare",)),
    Key("way", "right", "← →", "way(1)", _("way"),
        _("add up in another way: votes, forums, each forum alike"), ("compare",), 2),
    Key("way-back", "left", "←", "way(-1)", "", _("the way of adding before"), ("compare",)),
    Key("step-next", "pagedown", "PgDn", "look(1)", _("next"), _("the next step that was held"), ("compare",), 3),
    Key("step-back", "pageup", "PgUp", "look(-1)", "", _("the step before"), ("compare",)),
    Key("part-of-all", "f3", "F3", "part(1)", _("part"), _("the next part, where a step asks for several"),
        ("compare",), 4),
    Key("part-of-all-back", "shift+f3", "Shift+F3", "part(-1)", "", _("the part before"), ("compare",)),
    Key("columns", "ctrl+right", "Ctrl+→", "columns(1)", _("more forums"), _("the forums for which there was no room"),
        ("compare",), 5),
    Key("columns-back", "ctrl+left", "Ctrl+←", "columns(-1)", "", _("back to the first forums"), ("compare",)),
    Key("mark-row", "space", "␣", "mark", "", _("mark the row, to join it with others that mean the same"),
        ("compare",)),
    Key("same-words", "f7", "F7", "same", _("same?"),
        _("what may be the same in other words; rows that are marked can be joined"), ("compare",), 6),
    Key("join", "f7", "F7", "same", _("same"), _("they are the same: write what it is called, then Enter"),
        ("wordings",), 1),
    Key("part-again", "f8", "F8", "not_same", _("not the same"),
        _("they are not the same and are not proposed again; what is joined stands for itself again"),
        ("wordings",), 2),
    Key("join-as", "enter", "Enter", "accept", "", _("join them under the name on the line"), ("wordings",)),
    Key("wording-down", "down", "↑ ↓", "move(1)", _("choose"), _("the next wording"), ("wordings",), 3),
    Key("wording-up", "up", "↑", "move(-1)", "", _("the wording before"), ("wordings",)),
    Key("open-there", "enter", "Enter", "", _("review"), _("look at the session where it was said"), ("behind",), 1),
    Key("said-down", "down", "↑ ↓", "move(1)", _("choose"), _("the next entry"), ("behind",), 2),
    Key("said-up", "up", "↑", "move(-1)", "", _("the entry before"), ("behind",)),
    Key("undo-same", "ctrl+z", "^Z", "undo", _("undo"), _("take the last decision on wordings back"),
        ("compare", "wordings"), 6),
    Key("analysis", "ctrl+g", "^G", "analysis", _("analysis"), _("what the answers to this step say together"),
        ("runner", "review")),
    Key("whole-day", "tab", "Tab", "whole", _("step or day"), _("the whole day, or this step again"), ("analysis",), 1),
    Key("appendix", "a", "A", "appendix", _("other counts"), _("what other ways of counting say, or not"),
        ("analysis",), 2),
    Key("analysis-down", "pagedown", "PgDn", "turn(1)", _("more"), _("more of the analysis"), ("analysis",), 3),
    Key("analysis-up", "pageup", "PgUp", "turn(-1)", "", _("back up in the analysis"), ("analysis",)),
    Key("blank", "ctrl+b", "^B", "blank", _("blank"), _("let the room see nothing, or see it again"), ("runner",)),
    Key("end-view", "escape", "Esc", "close", _("close"), _("end the room's view"), ("present",)),
    Key("view-down", "pagedown", "PgDn", "scroll(5)", "", _("more of a long tally"), ("present",)),
    Key("view-up", "pageup", "PgUp", "scroll(-5)", "", _("back up in a long tally"), ("present",)),
    Key("clock", "ctrl+t", "^T", "clock", _("clock"),
        _("what to shorten or leave out when the day runs late, or past its end; pause"),
        ("runner",), 5),
    Key("do-so", "enter", "Enter", "", _("do it so"), _("take this over into the day"), ("clock", "fit"), 1),
    Key("fewer", "left", "← →", "minutes(-1)", _("minutes"), _("a minute less for the step"), ("clock",), 2),
    Key("more", "right", "→", "minutes(1)", "", _("a minute more for the step"), ("clock",)),
    Key("leave-out", "space", "␣", "drop", _("leave out"), _("leave the step out today, or take it in again"),
        ("clock", "agenda"), 4, yields=True),
    Key("leave-out-here", "space", "␣", "drop", _("leave out"),
        _("leave the step out, with what builds on it, or take it in again"), ("fit",), 3, yields=True),
    Key("offer", "a,A", "A B …", "offer(1)", _("choose"),
        _("leave out what stands under the letter with what builds on it, or keep it"), ("fit",), 2, yields=True),
    *(Key(f"offer-{number}", f"{letter.lower()},{letter}", letter, f"offer({number})", "",
          _("leave out what stands under the letter with what builds on it, or keep it"), ("fit",), yields=True)
      for number, letter in enumerate("BCDEFGHI", 2)),
    Key("people", "tab", "Tab", "people", _("how many"),
        _("for how many people it is; Enter and Tab lead back to the steps"), ("fit",), 4),
    Key("pause", "p", "P", "pause", _("pause"), _("let the clock of the running step stand still, or go on"),
        ("clock",), 4),
    Key("read-down", "pagedown", "PgDn", "turn(1)", _("next"), _("the next table"), ("read",), 1),
    Key("read-up", "pageup", "PgUp", "turn(-1)", _("back"), _("the table before"), ("read",), 2),
    Key("plan", "f6", "F6", "plan", _("agendas"), _("prepare an agenda: change it, move its steps, see when it ends"),
        ("library",), 5),
    Key("prepare", "enter", "Enter", "", _("prepare"), _("prepare this agenda"), ("plans",), 1),
    Key("plan-down", "down", "↑ ↓", "move(1)", _("choose"), _("the next agenda"), ("plans",), 2),
    Key("plan-up", "up", "↑", "move(-1)", "", _("the agenda before"), ("plans",)),
    Key("fill-in", "enter", "Enter", "", _("fill in"), _("to the form of the step; there to the next field"),
        ("planner",), 1),
    Key("go-on", "enter", "Enter", "go_on", "", "", ("planner",)),
    Key("next-row", "enter", "Enter", "", _("next field"), _("to the next field; from the last one back to the steps"),
        ("form",), 1),
    Key("last-row", "enter", "Enter", "", _("done"), "", ("form",), 1),
    Key("next-item", "enter", "Enter", "", _("next line"),
        _("in a list the next line; on an empty line at its end to the next field"), ("form",), 1),
    Key("row-down", "tab", "Tab", "", _("next field"),
        _("to the next field, also in a list; Shift+Tab to the one before"), ("form",), 2),
    Key("new-line", "ctrl+j", "^J", "", _("new line"),
        _("a new line in a long text; where the terminal gives them, Alt+Enter and Shift+Enter do it too"),
        ("form",), 2),
    Key("take-value", "left", "← →", "", _("choose"), _("another choice, where a field has arrows ‹ ›"), ("form",), 2),
    Key("row-down-there", "tab", "Tab", "row(1)", "", _("to the form of the step"), ("planner",), yields=True),
    Key("row-up", "shift+tab", "Shift+Tab", "row(-1)", "", _("to the field before"), ("planner",), yields=True),
    Key("field-down", "down", "↑ ↓", "field(1)", "", _("the next step; in the form the next field"),
        ("planner", "form"), yields=True),
    Key("field-up", "up", "↑", "field(-1)", "", _("the step before; in the form the field before"), ("planner",),
        yields=True),
    Key("add", "plus", "+", "add", _("add"), _("add a step after this one: choose what it does"), ("planner",), 2,
        yields=True),
    Key("add-too", "insert", "Ins", "add", "", _("add a step, also while you fill in"), ("planner",)),
    Key("move-down", "ctrl+down", "^↑↓", "carry(1)", _("move"), _("the step comes later"), ("planner",), 3),
    Key("move-up", "ctrl+up", "^↑", "carry(-1)", "", _("the step comes earlier"), ("planner",)),
    Key("delete", "delete", "Del", "delete", _("delete"), _("take the step away"), ("planner",), 3, yields=True),
    Key("duplicate", "ctrl+d", "^D", "duplicate", _("copy"), _("a copy of the step after it"), ("planner",), 9),
    Key("pin", "ctrl+l", "^L", "pin", _("hold to the clock"),
        _("hold the step to the time it begins at, or let it follow on"), ("planner",)),
    Key("fit", "ctrl+t", "^T", "fit", _("fit"),
        _("what to shorten, then leave out, so that the day ends when it has to; nothing changes before you say so"),
        ("planner", "form"), 5),
    Key("amiss", "ctrl+r", "^R", "amiss", _("what is amiss"),
        _("all that is amiss and what will not work, also where there is no room for it"), ("planner", "form"), 11),
    Key("go-to-step", "enter", "Enter", "", _("go there"), _("go to the step"), ("amiss",), 1),
    Key("seen", "space", "␣", "seen", _("put aside"),
        _("the advice is not told any more while you prepare, or is told again"), ("amiss",), 2),
    Key("undo-edit", "ctrl+z", "^Z", "undo", _("undo"), _("undo the last change"), ("planner", "form"), 4),
    Key("redo-edit", "ctrl+y", "^Y", "redo", "", _("do again what was undone"), ("planner", "form")),
    Key("keep", "ctrl+s", "^S", "keep", _("save"), _("save it as an agenda file of your own"), ("planner", "form"), 4),
    Key("keep-as", "f12", "F12", "keep_as", _("save as"), _("save it under another name, in a file of its own"),
        ("planner", "form"), 12),
    Key("name-it", "enter", "Enter", "", _("save"), _("save it under this name"), ("name",), 1),
    Key("same-file", "ctrl+s", "^S", "same", _("in the same file"), _("save it in the file that it was in"),
        ("name",), 2),
    Key("text-end", "ctrl+end", "Ctrl+End", "", "", _("to the end of a text; Ctrl+Home to its beginning"), ("form",)),
    Key("whole-text", "ctrl+a", "^A", "", "", _("mark all that stands in a field, to write something else"), ("form",)),
    Key("to-steps", "escape", "Esc", "", _("the steps"), _("back to the steps"), ("form",), 3),
    Key("use", "f2", "F2", "begin", _("start"), _("start a new session from it"), ("planner", "form"), 6),
    Key("print", "f9", "F9", "print", _("print"),
        _("print what the day needs: agenda, run sheet, ballots, worksheets, table cards"), ("planner",), 7),
    Key("choose-it", "enter", "Enter", "", _("add"), _("add a step of this kind"), ("add",), 1),
    Key("undo", "ctrl+z", "^Z", "undo", _("undo"), _("undo the last thing recorded"), ("runner",), 5),
    Key("redo", "ctrl+y", "^Y", "redo", _("redo"), _("do again what was undone"), ("runner",)),
    Key("down", "ctrl+down", "Ctrl+↓", "scroll(1)", _("more"), _("show more of a long tally"), ("runner", "review")),
    Key("up", "ctrl+up", "Ctrl+↑", "scroll(-1)", _("back up"), _("back to the top of a long tally"),
        ("runner", "review")),
    Key("export", "f9", "F9", "export", _("export"), _("write the summary"),
        ("library", "runner", "review", "compare"), 6),
    Key("create", "ctrl+s", "^S", "create", _("create"), _("make the session"), ("new",), 2),
    Key("clear", "escape", "Esc", "clear", _("clear"), _("clear the search"), ("library",)),
    Key("cancel", "escape", "Esc", "close", _("cancel"), _("close without changing anything"), ("new",), 7),
    Key("close", "escape", "Esc", "close", _("close"), _("close"),
        ("export", "help", "locked", "clock", "read", "find", "paste", "import", "analysis", "compare", "behind",
         "wordings", "words", "add", "plans", "agenda", "carry", "print", "name", "fit", "amiss"), 7),
    Key("back-to-line", "escape", "Esc", "close", _("back"), _("back to the line, which keeps its text"),
        ("trouble",), 7),
    Key("put-away", "escape", "Esc", "leave", _("back"), _("from the form to the steps; from there to the library"),
        ("planner",), 10),
    Key("leave", "escape", "Esc", "leave", _("library"),
        _("clear the line; on an empty line back to the library (everything is saved)"), ("runner", "review"), 7),
    Key("help", "f1", "F1", "help", _("help"), _("what you can type and press here"),
        ("library", "runner", "review", "new", "compare", "wordings", "planner", "form"), 11),
    Key("help-close", "f1", "F1", "close", _("close"), _("close the help"), ("help",)),
    Key("palette", "ctrl+p", "^P", "app.command_palette", _("all"), _("everything, by name"),
        ("library", "runner", "review", "present", "compare"), 12),
    Key("palette-planner", "ctrl+p", "^P", "app.command_palette", _("all"), _("everything, by name"),
        ("planner", "form"), 12),
    Key("quit", "ctrl+q", "^Q", "app.quit", _("quit"), _("quit; everything is saved"),
        ("library", "runner", "review", "present", "compare"), 13),
    Key("quit-planner", "ctrl+q", "^Q", "app.quit", _("quit"), _("quit; what is not saved is asked about once"),
        ("planner",), 13),
)  # fmt: skip


def bindings(screen: ScreenName, but: ScreenName | None = None) -> list[BindingType]:
    """Return the bindings of a screen, but those another has too; where a line takes letters, it takes keys first."""
    return [
        Binding(
            key.keys,
            key.action,
            key.label,
            id=f"{screen}.{key.id}",
            priority=screen not in ("runner", "words") and not key.yields,
            show=False,
        )
        for key in KEYS
        if screen in key.screens and key.action and but not in key.screens
    ]


def actions_by_key(screen: ScreenName) -> dict[str, str]:
    """Return the action of each key of a screen, for a widget that runs them itself."""
    return {key.keys: key.action for key in KEYS if screen in key.screens and key.action}


def keys_of(screen: ScreenName) -> list[Key]:
    """Return the keys of a screen, in the order of the key bar, those only in help last."""
    found = [key for key in KEYS if screen in key.screens]
    return sorted(found, key=lambda key: (key.shown == 0, key.shown))


def keys_together(screen: ScreenName) -> list[Key]:
    """Return the keys of a screen as help lists them: one that is only in help after the one it stands after above."""
    groups: list[list[Key]] = []
    for key in (key for key in KEYS if screen in key.screens):
        if key.shown or not groups:
            groups.append([])
        groups[-1].append(key)
    return [key for group in sorted(groups, key=lambda group: (group[0].shown == 0, group[0].shown)) for key in group]
