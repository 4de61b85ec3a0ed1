"""Commands that wait for the disk: shown in order when they are on it, forgotten when it refuses, never before."""

import asyncio
import threading
import time
from pathlib import Path

import pytest

from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.session.events import AnswerRecorded
from facilitator.storage import machine
from facilitator.storage.folder import Folder
from facilitator.storage.problems import StorageError
from facilitator.words import Words

WORDS = Words("en")
AGENDA = """
title = "Evening"
[[step]]
id = "c"
kind = "collect"
title = "Answers"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    agenda = parse_agenda(AGENDA, "evening.toml", WORDS)
    return Desk(create(Folder(tmp_path, WORDS), agenda, NewSession(groups=3), WORDS), WORDS)


def answer(number: int) -> list[AnswerRecorded]:
    return [AnswerRecorded(step="c", voter=f"group:{number % 3 + 1}", item=number, text=f"answer {number}")]


def texts(desk: Desk) -> list[str]:
    return [given.text for given in desk.state.step("c").standing]


def test_many_commands_share_few_writes_and_come_in_order(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    syncs: list[int] = []
    sync = machine.files.sync
    heard: list[int] = []
    desk.session.subscribe(lambda: heard.append(len(texts(desk))))

    def counted(descriptor: int) -> None:
        syncs.append(descriptor)
        # A slow disk: whatever is typed meanwhile waits for the next write.
        time.sleep(0.01)
        sync(descriptor)

    monkeypatch.setattr(machine.files, "sync", counted)

    async def record() -> None:
        await asyncio.gather(*(desk.record_async(answer(number)) for number in range(1, 201)))

    asyncio.run(record())
    assert texts(desk) == [f"answer {number}" for number in range(1, 201)]
    assert heard == list(range(1, 201))
    assert len(syncs) < 100
    desk.close()
    assert texts(Desk(desk.path, WORDS, read_only=True)) == texts(desk)


def test_nothing_is_shown_before_it_is_on_the_disk_and_the_loop_stays_free(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end = threading.Event()
    sync = machine.files.sync

    def slow(descriptor: int) -> None:
        assert may_end.wait(30)
        sync(descriptor)

    monkeypatch.setattr(machine.files, "sync", slow)

    async def record() -> None:
        first = asyncio.create_task(desk.record_async(answer(1)))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(desk.record_async(answer(2)))
        await asyncio.sleep(0.05)
        assert texts(desk) == []
        assert texts(Desk(desk.path, WORDS, read_only=True)) in ([], ["answer 1"])
        first.cancel()
        may_end.set()
        await second
        assert first.cancelled()

    asyncio.run(record())
    assert texts(desk) == ["answer 1", "answer 2"]


def test_what_the_disk_refuses_is_forgotten_with_all_that_waited_behind_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "full")

    async def record(numbers: range) -> list[BaseException | None]:
        return await asyncio.gather(*(desk.record_async(answer(number)) for number in numbers), return_exceptions=True)

    with monkeypatch.context() as patched:
        patched.setattr(machine.files, "write", full)
        assert all(isinstance(found, StorageError) for found in asyncio.run(record(range(1, 20))))
    assert texts(desk) == []
    assert asyncio.run(record(range(1, 4))) == [None] * 3
    desk.record(answer(4))
    assert texts(desk) == [f"answer {number}" for number in (1, 2, 3, 4)]
    desk.close()
    assert texts(Desk(desk.path, WORDS, read_only=True)) == texts(desk)


def test_a_command_at_once_comes_after_those_on_their_way(desk: Desk) -> None:
    async def record() -> None:
        waiting = [asyncio.create_task(desk.record_async(answer(number))) for number in (1, 2)]
        await asyncio.sleep(0)
        desk.record(answer(3))
        await asyncio.gather(*waiting)
        assert [event.text for event in await desk.undo_async() if isinstance(event, AnswerRecorded)] == ["answer 3"]
        await desk.redo_async()
        assert await desk.redo_async() == []

    asyncio.run(record())
    assert texts(desk) == ["answer 1", "answer 2", "answer 3"]


def test_writers_in_threads_share_writes_and_all_is_kept(desk: Desk) -> None:
    log = desk._stored
    numbers = threading.Lock()
    last = len(desk.documents())

    def write() -> None:
        nonlocal last
        for _ in range(25):
            with numbers:
                last += 1
                document = {"seq": last, "id": f"x{last}", "command": "c", "at": "a", "v": 1, "type": "t"}
                written = log.submit([document])
            written.result(timeout=30)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [document["seq"] for document in log.read()] == list(range(1, last + 1))


def test_a_session_can_go_on_elsewhere_when_its_disk_fails(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.record(answer(1))
    with monkeypatch.context() as patched:

        def fail(_: int) -> None:
            raise OSError(5, "I/O error")

        patched.setattr(machine.files, "sync", fail)
        with pytest.raises(StorageError):
            desk.record(answer(2))
    assert desk.failed
    old = desk.path
    desk.move_to(tmp_path / "usb" / "evening.json")
    assert not desk.failed
    desk.record(answer(2))
    desk.close()
    assert texts(Desk(tmp_path / "usb" / "evening.json", WORDS, read_only=True)) == ["answer 1", "answer 2"]
    assert texts(Desk(old, WORDS, read_only=True)) == ["answer 1"]


def test_another_window_follows(desk: Desk) -> None:
    view = Desk(desk.path, WORDS, read_only=True)
    heard: list[str] = []
    view.session.subscribe(lambda: heard.append(texts(view)[-1]))
    assert not view.refresh()
    desk.record(answer(1))
    assert view.refresh()
    desk.undo()
    desk.record(answer(2))
    assert view.refresh()
    assert heard == ["answer 1", "answer 2"]
    with pytest.raises(StorageError, match="open for reading only"):
        view.record(answer(3))
