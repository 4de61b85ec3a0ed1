"""Files that somebody broke, or that are not ours: refused in words, and left alone."""

import json
import math
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storage_samples import DEEP, WORDS, event, events, reopened

from facilitator.storage import container
from facilitator.storage.problems import StorageError
from facilitator.storage.session_log import SessionLog
from facilitator.words import Words


def broken(change: Callable[[dict[str, Any]], object]) -> bytes:
    content: dict[str, Any] = {
        "events": {str(seq): event(seq) for seq in (1, 2, 3)},
        "_meta": {"1": {"format": "facilitator/session", "container": 1}},
    }
    change(content)
    return json.dumps(content).encode()


WHOLE = broken(lambda c: c)
BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "line 1, column 1 is not JSON"),
    "cut": (WHOLE[:-40], r"line 1, column \d+ is not JSON"),
    "text": (b'{"events": {\n"1": nonsense}}', "line 2, column 6 is not JSON"),
    "conflict marks": (b'{\n<<<<<<< HEAD\n"events": {}}', "line 2, column 1 is not JSON"),
    "twice in one": (WHOLE + WHOLE, "is not JSON"),
    "zeros": (bytes(500), "is not JSON"),
    "latin-1": (b'{\n"events": "\xe5\xe4\xf6"}', "line 2 is not UTF-8 text"),
    "utf-16": (WHOLE.decode().encode("utf-16"), "line 1 is not UTF-8 text"),
    "deep list": (b"[" * 100_000, "nested too deeply"),
    "deep object": (b'{"a":' * 100_000, "nested too deeply"),
    "a list": (b"[1, 2]", "not a JSON object of tables"),
    "foreign": (b'{"name": "x", "version": "1.0.0"}', "is not a session of this program; it is left as it is"),
    "plain tinydb": (b'{"_default": {"1": {"a": 1}}}', "is not a session of this program"),
    "no meta": (broken(lambda c: c.pop("_meta")), "is not a session of this program"),
    "other format": (broken(lambda c: c["_meta"]["1"].update(format="x")), "is not a session of this program"),
    "true container": (broken(lambda c: c["_meta"]["1"].update(container=True)), "is not a session of this program"),
    "newer": (broken(lambda c: c["_meta"]["1"].update(container=2, format=container.FORMAT)), "a newer version"),
    "newer, other shape": (broken(lambda c: c.update(events=7) or c["_meta"]["1"].update(container=9)), "newer"),
    "no events": (broken(lambda c: c.pop("events")), "no table “events”"),
    "events a list": (broken(lambda c: c.update(events=[])), "“events” is not a table of documents"),
    "event a text": (broken(lambda c: c["events"].update({"2": "x"})), "“events” is not a table of documents"),
    "a number as table": (broken(lambda c: c.update(x=1)), "“x” is not a table of documents"),
    "a gap": (broken(lambda c: c["events"].pop("2")), "event 2: is missing, and 3 comes instead"),
    "from nought": (broken(lambda c: c["events"].update({"0": event(0)})), "event 1: is missing, and 0 comes"),
    "no number": (broken(lambda c: c["events"].update(x=event(4))), "an event’s number is not a number"),
    "another seq": (broken(lambda c: c["events"]["3"].update(seq=2)), "event 3: its “seq” is 2"),
    "no seq": (broken(lambda c: c["events"]["3"].pop("seq")), "event 3: “seq” is missing"),
    "seq a text": (broken(lambda c: c["events"]["3"].update(seq="3")), "event 3: “seq” must be a whole number"),
    "seq true": (broken(lambda c: c["events"]["1"].update(seq=True)), "event 1: “seq” must be a whole number"),
    "seq a float": (broken(lambda c: c["events"]["3"].update(seq=3.0)), "event 3: “seq” must be a whole number"),
    "id a number": (broken(lambda c: c["events"]["1"].update(id=1)), "event 1: “id” must be text"),
    "no command": (broken(lambda c: c["events"]["1"].pop("command")), "event 1: “command” is missing"),
    "at null": (broken(lambda c: c["events"]["2"].update(at=None)), "event 2: “at” must be text"),
    "v a text": (broken(lambda c: c["events"]["2"].update(v="1")), "event 2: “v” must be a whole number"),
    "type a list": (broken(lambda c: c["events"]["2"].update(type=[])), "event 2: “type” must be text"),
    "origin": (broken(lambda c: c["events"]["2"].update(origin={})), "event 2: “origin” must be text"),
    "nan": (broken(lambda c: c["events"]["2"].update(n=math.nan)), "“events” 2: a number is too large, or none"),
    "1e999": (WHOLE.replace(b'"v": 1', b'"v": 1e999', 1), "“events” 1: a number is too large, or none"),
    "many digits": (WHOLE.replace(b'"v": 1', b'"v": ' + b"9" * 9000, 1), "“events” 1: a number is too large"),
    "65 bits": (WHOLE.replace(b'"v": 1', b'"v": 9223372036854775808', 1), "“events” 1: a number is too large"),
    "deep event": (broken(lambda c: c["events"]["2"].update(x=DEEP)), "“events” 2: it is nested too deeply"),
    "event twice": (WHOLE.replace(b'"2": {', b'"1": {', 1), "“1” is there twice"),
    "field twice": (WHOLE.replace(b'"v": 1', b'"v": 1, "v": 2', 1), "“v” is there twice"),
    "same when clean": (broken(lambda c: c["events"]["2"].update({"v\u202e": 1})), "2: two of its names read the same"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_or_foreign_file_is_refused_in_words_and_left_alone(tmp_path: Path, name: str) -> None:
    content, message = BROKEN[name]
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(StorageError, match=message) as caught:
        SessionLog.open(path, WORDS)
    assert str(caught.value).startswith("a.json ")
    with pytest.raises(StorageError, match="exists already"):
        SessionLog.create(path, events(1, 1), WORDS)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_the_unbroken_one_opens(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(WHOLE)
    assert reopened(tmp_path / "a.json") == events(1, 3)


@given(st.binary(max_size=60), st.integers(0, len(WHOLE)), st.integers(0, 20))
def test_any_bytes_open_or_are_refused(new: bytes, at: int, out: int) -> None:
    with suppress(StorageError):
        container.decode(WHOLE[:at] + new + WHOLE[at + out :], Path("a.json"), WORDS)


def test_errors_are_in_the_users_language_and_name_the_file_safely(tmp_path: Path) -> None:
    class Shouting(Words):
        def __call__(self, message: str, /, **values: object) -> str:
            return super().__call__(message, **values).upper()

    (tmp_path / "{x} a.json").write_text("[")
    with pytest.raises(StorageError, match=r"^\{X\} A\.JSON CANNOT BE OPENED: WHAT STANDS AT LINE 1, COLUMN 2 IS NOT"):
        SessionLog.open(tmp_path / "{x} a.json", Shouting("en"))
