"""The command that tells what is settled: where the file lies, what counts, and where each value comes from."""

import os
import sys
import textwrap
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from facilitator.cli import DONE
from facilitator.errors import FacilitatorError
from facilitator.export import style_of
from facilitator.report.audience import USUAL
from facilitator.report.writers.style import ACCENT, FONT, readable
from facilitator.settings import FORMATS, READERS, Settings, must_be
from facilitator.storage import disk
from facilitator.storage.folder import sessions_folder
from facilitator.storage.problems import shown, told
from facilitator.text import clean
from facilitator.words import Words

_WIDTH = 96


def config(options: Namespace, words: Words) -> int:
    """Say where the settings lie, what counts and where it comes from; or make the file, which is never overwritten."""
    settings: Settings = options.settings
    if options.write:
        _write(settings.file, words)
        print(words("Written: {file}. Open it in a text editor.", file=clean(str(settings.file))))
        return DONE
    file = clean(str(settings.file))
    if settings.is_there:
        print(words("The settings file is {file}.", file=file))
    else:
        print(words("There is no settings file yet; {command} makes it: {file}.", command="facilitator config --write",
                    file=file))  # fmt: skip
    if os.environ.get("FACILITATOR_CONFIG"):
        print(words("It is named by {name}.", name="FACILITATOR_CONFIG"))
    for key, value, origin in _counting(options, settings, words):
        print(f"{key}: {value} ({origin})")
    return DONE


def _counting(options: Namespace, settings: Settings, words: Words) -> Iterator[tuple[str, str, str]]:
    """Give every setting with the value that counts and where it comes from."""
    env = os.environ
    asked, file, usual = words("command line"), words("file"), words("usual")

    def settled(key: str, otherwise: str) -> tuple[str, str, str]:
        value = getattr(settings, key)
        if value is None:
            return key, otherwise, usual
        return key, _shown(value, words), file

    yield ("language", words.language, asked) if options.language else settled("language", words.language)
    folder = clean(str(sessions_folder(options.sessions, env, Path.cwd())))
    if options.sessions_asked or env.get("FACILITATOR_SESSIONS"):
        yield "sessions", folder, asked if options.sessions_asked else "FACILITATOR_SESSIONS"
    else:
        yield settled("sessions", folder)
    if env.get("NO_COLOR"):
        yield "theme", words("no colours"), "NO_COLOR"
    elif env.get("FACILITATOR_THEME"):
        yield "theme", clean(env["FACILITATOR_THEME"]), "FACILITATOR_THEME"
    else:
        yield settled("theme", "dark")
    yield settled("plain", words("no"))
    yield settled("formats", words("html; in the app html, md"))
    yield settled("audience", USUAL)
    style = style_of(settings, FORMATS, words, lambda told: print(told, file=sys.stderr))
    shade = readable(style.accent)
    darkened = words("{shade}, a darker {accent}", shade=shade, accent=style.accent)
    yield "accent", style.accent if shade == style.accent else darkened, file if settings.accent else usual
    logo = style.logo
    yield "logo", words("none") if logo is None else clean(str(logo)), usual if logo is None else file
    yield "font", style.font, usual if style.font == FONT else file


def _shown(value: object, words: Words) -> str:
    match value:
        case bool():
            return words("yes") if value else words("no")
        case tuple():
            return ", ".join(map(str, value))
        case _:
            return clean(str(value))


def _write(file: Path, words: Words) -> None:
    """Make the file.

    Raises:
        FacilitatorError: there is one already, or it cannot be made.
    """
    if os.path.lexists(file):
        raise FacilitatorError(words("{file} is there already; nothing was written.", file=shown(file)))
    disk.make_folder(file.parent, words)
    with told(words("{file} could not be saved", file=shown(file)), words), file.open("x", encoding="utf-8") as new:
        new.write(commented(words))


def commented(words: Words) -> str:
    """Return a settings file with every setting explained and none settled."""
    lines = [*_comment(words(
        "Settings of facilitator. Take the # in front of a setting away to let it count. What is asked for on the "
        "command line goes before. {command} tells what counts, and what in this file cannot be used.",
        command="facilitator config"))]  # fmt: skip
    examples = {
        "language": f'"{words.language}"',
        "sessions": words('"~/Documents/Seminars"'),
        "theme": '"light"',
        "plain": "true",
        "formats": '["pdf", "html"]',
        "audience": f'"{USUAL}"',
        "accent": f'"{ACCENT}"',
        "logo": '"logo.png"',
        "font": f'"{FONT}"',
    }
    for key in READERS:
        lines += ["", *_comment(f"{_explained(key, words)} {words('Write {what}.', what=must_be(key, words))}")]
        lines.append(f"# {key} = {examples[key]}")
    return "\n".join(lines) + "\n"


def _comment(text: str) -> Iterator[str]:
    return (f"# {line}" for line in textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False))


def _explained(key: str, words: Words) -> str:
    return {
        "language": words("The language of the program; a session speaks that of its agenda."),
        "sessions": words("Where the sessions lie: a folder beside this file, or a whole path; ~ is your own folder. "
                          "On Windows a path stands in single quotes: {example}.",
                          example=r"'C:\Users\Anna\Seminars'"),
        "theme": words("The colours of the screen; black and white have strong contrast."),
        "plain": words("Whether run, show, compare and analyse use plain lines, for a screen reader; --no-plain does "
                       "without for once."),
        "formats": words("The kinds of file that a summary is written as."),
        "audience": words("Who summaries are for: what they should not see is left out."),
        "accent": words("The colour of web pages, PDFs, slides and Word documents. One that is too pale to be read is "
                        "darkened."),
        "logo": words("A picture for the head of web pages, PDFs and Word documents and the foot of slides: beside "
                      "this file, or a whole path."),
        "font": words("The letters of PDFs and slides, which this machine must have."),
    }[key]  # fmt: skip
