"""A journal cut, flipped, zeroed or swapped: what was acknowledged is there, or the opening says what is damaged."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storage_samples import WORDS, created, event, events

from facilitator.storage.container import decode
from facilitator.storage.journal import Scan, frame, header, scan
from facilitator.storage.load import check_journal, journal_path
from facilitator.storage.problems import StorageError
from facilitator.storage.session_log import SessionLog
from facilitator.storage.view import SessionView

WRITES = ([3], [4, 5, 6], [7])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session whose process died with a journal of three writes."""
    path = tmp_path / "a.json"
    log = created(path)
    for write in WRITES:
        log.append([event(seq) for seq in write])
    log.release()
    return path


def ends(content: bytes) -> list[int]:
    return [at + 1 for at, byte in enumerate(content) if byte == ord("\n")]


def judged(content: bytes, snapshot: bytes) -> Scan:
    """Read a journal as an opening does, without the disk."""
    found = scan(content, WORDS)
    check_journal(found, decode(snapshot, Path("a.json"), WORDS), Path("a.json"), WORDS)
    return found


def seqs(found: Scan) -> list[int]:
    return [entry.line for entry in found.entries]


def refused(path: Path) -> str:
    """Open for writing and for reading; return the refusal, having checked that nothing was changed."""
    before = {place: place.read_bytes() for place in path.parent.iterdir() if place.suffix != ".lock"}
    with pytest.raises(StorageError) as caught:
        SessionLog.open(path, WORDS)
    with pytest.raises(StorageError) as again:
        SessionView(path, WORDS)
    assert str(again.value) == str(caught.value)
    assert {place: place.read_bytes() for place in path.parent.iterdir() if place.suffix != ".lock"} == before
    return str(caught.value)


def test_cut_at_any_byte_it_opens_as_the_writes_that_are_whole(path: Path) -> None:
    content, snapshot = journal_path(path).read_bytes(), path.read_bytes()
    first, *_ = ends(content)
    written = {first: 2, ends(content)[1]: 3, ends(content)[4]: 6, ends(content)[5]: 7}
    for cut in range(len(content) + 1):
        # A line that lacks no more than its end is whole.
        last = max((seq for end, seq in written.items() if end - 1 <= cut), default=2)
        found = judged(content[:cut], snapshot)
        assert seqs(found) == list(range(3, last + 1)), cut
        assert found.session == ("e1" if cut >= first - 1 else "")


def test_what_is_cut_off_is_set_aside_and_told(path: Path) -> None:
    journal = journal_path(path)
    content = journal.read_bytes()
    journal.write_bytes(content[:-20])
    assert [document["seq"] for document in SessionView(path, WORDS).read()] == [1, 2, 3, 4, 5, 6]
    assert sorted(place.name for place in path.parent.iterdir()) == ["a.json", "a.json.journal", "a.json.lock"]
    log = SessionLog.open(path, WORDS)
    (torn,) = path.parent.glob("a.json.torn-*")
    assert torn.read_bytes() == content[ends(content)[4] : -20]
    waiting, told = log.notices
    assert waiting == "It was not closed the last time; 4 entries were taken over from its journal."
    assert torn.name in told
    log.append([event(7, text="again")])
    log.close()
    assert list(SessionView(path, WORDS).read()) == [*events(1, 6), event(7, text="again")]


def test_any_bit_flipped_loses_nothing_or_is_refused_with_its_line(path: Path) -> None:
    content = journal_path(path).read_bytes()
    line_ends = ends(content)
    refusals = 0
    for at in range(len(content)):
        line = sum(end <= at for end in line_ends) + 1
        for bit in range(8):
            flipped = bytearray(content)
            flipped[at] ^= 1 << bit
            found = scan(bytes(flipped), WORDS)
            if found.damage:
                assert found.damage == line, (at, bit)
                refusals += 1
            else:
                assert seqs(found) == [3, 4, 5, 6, 7], (at, bit)
    # Only the last line's end can do without.
    assert refusals == (len(content) - 1) * 8


@pytest.mark.parametrize("bit", range(8))
def test_a_damaged_end_of_the_last_line_is_mended(path: Path, bit: int) -> None:
    journal = journal_path(path)
    content = bytearray(journal.read_bytes())
    content[-1] ^= 1 << bit
    journal.write_bytes(content)
    log = SessionLog.open(path, WORDS)
    assert list(log.read()) == events(1, 7)
    assert not list(path.parent.glob("*.torn-*"))


def test_zeros_at_the_end_cost_no_more_than_they_cover(path: Path) -> None:
    content, snapshot = journal_path(path).read_bytes(), path.read_bytes()
    line_ends = ends(content)
    whole = {line_ends[0]: 2, line_ends[1]: 3, line_ends[4]: 6}
    for zeros in range(2, len(content)):
        start = len(content) - zeros
        last = max((seq for end, seq in whole.items() if end - 1 <= start), default=2)
        found = scan(content[:start] + bytes(zeros), WORDS)
        assert not found.damage
        assert seqs(found) == list(range(3, last + 1)), zeros
    assert seqs(judged(content + bytes(4096), snapshot)) == [3, 4, 5, 6, 7]


def hole(content: bytes, at: int, size: int) -> bytes:
    return content[:at] + bytes(size) + content[at + size :]


def test_a_block_that_was_not_written_is_harmless_in_the_last_write_only(path: Path) -> None:
    content, snapshot = journal_path(path).read_bytes(), path.read_bytes()
    line_ends = ends(content)
    cut = content[: line_ends[4]]
    for at in range(line_ends[1], line_ends[4] - 64):
        assert seqs(judged(hole(cut, at, 64), snapshot)) == [3]
        with pytest.raises(StorageError, match=r"line [345] is damaged"):
            judged(hole(content, at, 64), snapshot)
    with pytest.raises(StorageError, match="line 2 is damaged"):
        judged(hole(cut, line_ends[0] + 5, 64), snapshot)
    with pytest.raises(StorageError, match="line 4 is damaged"):
        judged(hole(cut, line_ends[2] + 5, 20), snapshot)


def test_a_first_write_of_which_blocks_are_missing_was_never_acknowledged(path: Path) -> None:
    content, snapshot = journal_path(path).read_bytes(), path.read_bytes()
    line_ends = ends(content)
    assert seqs(judged(hole(content[: line_ends[1]], 0, 64), snapshot)) == []
    with pytest.raises(StorageError, match="line 1 is damaged"):
        judged(hole(content, 0, 64), snapshot)


def lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


SWAPS: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str]] = {
    "a line missing": (lambda old: [*old[:2], *old[3:]], "line 3 is damaged"),
    "a line twice": (lambda old: [*old[:2], old[1], *old[2:]], "line 3 is damaged"),
    "two lines swapped": (lambda old: [*old[:1], old[2], old[1], *old[3:]], "line 2 is damaged"),
    "no first line": (lambda old: old[1:], "line 1 is damaged"),
    "another session's": (lambda old: [header("other", 2), *old[1:]], "it belongs to another session"),
    "one that goes on later": (
        lambda old: [header("e1", 4), frame(5, 5, 5, "events", "5", event(5))],
        "it goes on after 4, but a.json ends at 2",
    ),
    "other events": (
        lambda old: [header("e1", 0), frame(1, 1, 1, "events", "1", event(1, id="x"))],
        "line 2 is not what a.json holds",
    ),
    "an event of another number": (
        lambda old: [header("e1", 2), frame(3, 3, 3, "events", "9", event(9))],
        "line 2: event 3: is missing, and 9 comes instead",
    ),
    "an event without a type": (
        lambda old: [header("e1", 2), frame(3, 3, 3, "events", "3", {"seq": 3})],
        "line 2: “id” is missing",
    ),
}


@pytest.mark.parametrize("name", SWAPS)
def test_lines_that_do_not_belong_are_refused_and_left_alone(path: Path, name: str) -> None:
    swap, message = SWAPS[name]
    journal_path(path).write_bytes(b"".join(swap(lines(journal_path(path).read_bytes()))))
    assert message in refused(path)


def test_a_damaged_journal_names_the_way_out(path: Path) -> None:
    content = journal_path(path).read_bytes()
    journal_path(path).write_bytes(content.replace(b"svar 4", b"svar 9"))
    assert refused(path) == (
        "a.json.journal cannot be opened: line 3 is damaged. The file is left as it is. "
        "“facilitator repair” writes a new file from all that can be read."
    )


def test_lines_that_the_file_already_has_are_passed_over(path: Path) -> None:
    content = journal_path(path).read_bytes()
    SessionLog.open(path, WORDS).close()
    journal_path(path).write_bytes(content)
    log = SessionLog.open(path, WORDS)
    assert log.notices == ()
    assert list(log.read()) == events(1, 7)
    assert not journal_path(path).exists()


def test_hostile_texts_in_a_journal_pass_the_gate(path: Path) -> None:
    with journal_path(path).open("ab") as journal:
        journal.write(frame(8, 8, 8, "events", "8", event(8, text="\x1b]0;x\x07\u202eabc ")))
    assert list(SessionView(path, WORDS).read())[7]["text"] == "]0;xabc"


SEALED = st.sampled_from([header("e1", 2), *(frame(n, n, n, "events", str(n), event(n)) for n in (3, 4))])


@given(st.lists(st.binary(max_size=20) | SEALED | st.just(bytes(70)) | st.just(b"\n"), max_size=8))
def test_any_bytes_are_read_or_refused(parts: list[bytes]) -> None:
    content = b"".join(parts)
    found = scan(content, WORDS)
    assert [entry.line for entry in found.entries] == list(range(found.base + 1, found.base + 1 + len(found.entries)))
    assert 0 <= found.good <= len(content)
