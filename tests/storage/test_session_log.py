"""The log in its file: what is recorded is there, plain to read, and what cannot be kept is refused."""

import json
import math
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storage_samples import DEEP, WORDS, Event, created, event, events, reopened, watched
from tinydb import TinyDB, where

from facilitator.session.log import Log
from facilitator.storage.problems import StorageError
from facilitator.storage.session_log import SessionLog
from facilitator.text import clean_lines


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "serie" / "möte.json"


def test_what_is_appended_is_there_at_once_and_for_ever(path: Path) -> None:
    log: Log = created(path)
    for seq in range(3, 7):
        log.append([event(seq)])
        assert reopened(path) == list(log.read()) == events(1, seq)


def test_a_batch_is_one_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = created(path)
    log.append([event(3)])
    done = watched(monkeypatch, "write", "sync", "sync_folder", "open")
    log.append(events(4, 50))
    log.append([])
    assert done == ["write", "sync"]
    assert reopened(path) == events(1, 50)


def test_a_session_is_begun_only_where_there_is_none(path: Path) -> None:
    created(path).close()
    before = path.read_bytes()
    with pytest.raises(StorageError, match=r"^möte\.json exists already\.$"):
        created(path)
    assert path.read_bytes() == before
    with pytest.raises(StorageError, match=r"^no\.json could not be read: it is not there\.$"):
        SessionLog.open(path.with_name("no.json"), WORDS)
    assert not path.with_name("no.json.lock").exists()


def test_opening_and_closing_change_nothing(path: Path) -> None:
    log = created(path)
    log.close({"answers": [{"number": 1}]})
    before, moment = path.read_bytes(), path.stat().st_mtime_ns
    for current in (None, {"answers": [{"number": 1}]}):
        again = SessionLog.open(path, WORDS)
        assert list(again.read()) == events(1, 2)
        again.close(current)
        again.close(current)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, moment)


def test_nothing_is_recorded_after_close(path: Path) -> None:
    log = created(path)
    log.close()
    with pytest.raises(StorageError, match="is closed; nothing was recorded"):
        log.append([event(3)])
    assert reopened(path) == events(1, 2)


def test_documents_given_out_or_taken_in_are_copies(path: Path) -> None:
    mine = event(3, fields={"who": ["Anna"]})
    log = created(path)
    log.append([mine])
    mine["fields"]["who"].append("Bo")
    for document in log.read():
        assert isinstance(document, dict)
        document.get("fields", {}).get("who", []).append("Eva")
        document["text"] = "x"
    log.append([event(4)])
    expected = [*events(1, 2), event(3, fields={"who": ["Anna"]}), event(4)]
    assert list(log.read()) == reopened(path) == expected


def test_the_file_is_plain_tinydb_one_document_per_line(path: Path) -> None:
    log = created(path, 3)
    log.append([event(4, text="Fler replokaler åt unga")])
    log.close({"answers": [{"number": 1, "groups": 3}, {"number": 2, "groups": 1}], "steps": [{"table": "x"}]})
    lines = path.read_text(encoding="utf-8").splitlines()
    assert '"text": "Fler replokaler åt unga"}' in lines[5]
    assert [json.loads("{" + line.rstrip(",") + "}") for line in lines[2:5]] == [{str(n): event(n)} for n in (1, 2, 3)]
    with TinyDB(path, access_mode="r") as plain:
        assert plain.tables() == {"events", "current", "_meta"}
        assert plain.table("events").all() == list(log.read())
        assert plain.table("events").get(doc_id=4)["text"] == "Fler replokaler åt unga"
        answers = plain.table("current").search(where("table") == "answers")
        assert [row["groups"] for row in answers] == [3, 1]
        assert plain.table("current").count(where("table") == "steps") == 1
        (meta,) = plain.table("_meta").all()
        assert meta["format"] == "facilitator/session"
        assert (meta["container"], meta["session"], meta["last_seq"], meta["count"]) == (1, "e1", 4, 4)


def test_the_derived_table_is_never_stale_and_never_read(path: Path) -> None:
    log = created(path)
    log.close({"answers": [{"n": 1}], "gone": [{"n": 1}]})
    log = SessionLog.open(path, WORDS)
    log.append([event(3)])
    log.close({"answers": [{"n": 2}]})
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["current"] == {"1": {"table": "answers", "n": 2}}
    path.write_text(json.dumps(content | {"current": 17}), encoding="utf-8")
    assert reopened(path) == events(1, 3)


def test_unknown_tables_fields_and_types_are_kept(path: Path) -> None:
    created(path).close()
    content = json.loads(path.read_text(encoding="utf-8"))
    content["later"] = {"1": {"x": [1, 2.5, None, True]}}
    content["_meta"]["1"] |= {"session": "abc", "more": [1]}
    path.write_text(json.dumps(content), encoding="utf-8")
    log = SessionLog.open(path, WORDS)
    log.append([event(3, type="from.the.future", deep={"a": {"b": []}})])
    log.close()
    after = json.loads(path.read_text(encoding="utf-8"))
    assert after["later"] == content["later"]
    changed = {"last_seq": 3, "count": 3, "crc": after["_meta"]["1"]["crc"]}
    assert after["_meta"]["1"] == content["_meta"]["1"] | changed
    assert after["events"]["3"]["deep"] == {"a": {"b": []}}


def test_a_byte_order_mark_and_windows_line_ends_are_read(path: Path) -> None:
    created(path).close()
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert reopened(path) == events(1, 2)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    created(path).close()
    link = tmp_path / "link.json"
    link.symlink_to(path)
    log = SessionLog.open(link, WORDS)
    log.append([event(3)])
    log.close()
    assert link.is_symlink()
    assert reopened(path) == events(1, 3)


@pytest.mark.parametrize(
    "document",
    [
        event(4), event(2), event(3) | {"seq": "3"}, event(3) | {"seq": True}, event(3, id=7), event(3, at=None),
        event(3, v="1"), event(3, origin=5), {key: value for key, value in event(3).items() if key != "command"}, {},
        event(3, n=math.nan), event(3, n=[-math.inf]), event(3, n=2**63), event(3, n=-(10**5000)),
        event(3, text="half \ud83d"), event(3, fields={"\udc00": "x"}), event(3, n={1: 2}), event(3, n={1, 2}),
        event(3, n=b"x"), event(3, n=DEEP), event(3, n={"a": 1, "a\0": 2}),
    ],
)  # fmt: skip
def test_what_would_not_open_again_is_refused(path: Path, document: Event) -> None:
    log = created(path)
    before = path.read_bytes()
    with pytest.raises(StorageError, match=r"^möte\.json could not be saved: event 3: "):
        log.append([document])
    assert path.read_bytes() == before
    log.append([event(3)])
    assert reopened(path) == events(1, 3)


def test_a_batch_with_one_bad_event_is_refused_whole(path: Path) -> None:
    log = created(path)
    with pytest.raises(StorageError, match="event 4: a text holds half a character"):
        log.append([event(3), event(4, text="\ud800")])
    assert list(log.read()) == reopened(path) == events(1, 2)


@pytest.mark.parametrize("row", [{"n": math.nan}, {"n": {1, 2}}, {"n": "\ud800"}])
def test_a_derived_table_that_cannot_be_kept_costs_no_event(path: Path, row: dict[str, Any]) -> None:
    log = created(path)
    with pytest.raises(StorageError, match="it holds something that cannot be kept in a file"):
        log.close({"answers": [row]})
    log.append([event(3)])
    log.close()
    assert reopened(path) == events(1, 3)


HOSTILE = [
    "\x1b]0;owned\x07\x1b[2J", "[bold]x[/]", "a\x00b", "\u202eabc", "\x9b31m", "{x} %s", "=1+1", '"},"2":{', "\u2028",
    "👩‍👩‍👧 räksmörgås", "e\u0301", " \n x \n ",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_in_a_file_pass_the_gate(path: Path, text: str) -> None:
    created(path).close()
    content = json.loads(path.read_text(encoding="utf-8"))
    content["events"]["2"] |= {"text": text, "fields": {f"k{text}k": [text, {"deep": text}]}}
    path.write_text(json.dumps(content), encoding="utf-8")
    safe = clean_lines(text)
    read = reopened(path)[1]
    assert read["text"] == safe
    assert read["fields"] == {clean_lines(f"k{text}k"): [safe, {"deep": safe}]}
    other = SessionLog.create(path.with_name("b.json"), [event(1, text=text)], WORDS)
    assert list(other.read()) == reopened(path.with_name("b.json")) == [event(1, text=safe)]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])).map(clean_lines),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(max_size=8).map(clean_lines), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(batches=st.lists(st.lists(st.dictionaries(st.sampled_from("nopq"), VALUES), max_size=3), max_size=4))
def test_any_json_survives(tmp_path_factory: pytest.TempPathFactory, batches: list[list[Event]]) -> None:
    path = tmp_path_factory.mktemp("any") / "a.json"
    log = SessionLog.create(path, [event(1)], WORDS)
    expected = [event(1)]
    for batch in batches:
        documents = [event(len(expected) + offset, **fields) for offset, fields in enumerate(batch, start=1)]
        log.append(documents)
        expected += documents
    log.close({"n": [{"count": len(expected)}]})
    assert reopened(path) == expected
