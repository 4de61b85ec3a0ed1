"""A disk that is really full: a small file system, or, where none can be made, a file that may grow no more."""

import subprocess
import sys
from pathlib import Path

from storage_samples import POSIX

from facilitator.storage.session_log import SessionLog
from facilitator.words import Words

SIZE = 512 * 1024
MOUNT = f'mount -t tmpfs -o size={SIZE} none "$0" && exec "$@"'
# Records until the disk refuses, goes on elsewhere, makes room, and goes on here too.
CHILD = """
import sys
from pathlib import Path
from facilitator.storage.problems import StorageError
from facilitator.storage.session_log import SessionLog
from facilitator.words import Words

def event(seq):
    return {"seq": seq, "id": f"e{seq}", "command": "c", "at": "2010-06-07", "v": 1, "type": "t", "text": "å" * 200}

small, elsewhere, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
if limit:
    import resource
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
else:
    (small / "filler").write_bytes(b"x" * 100_000)
log = SessionLog.create(small / "a.json", [event(1)], Words("en"))
seq = 1
while seq < 100_000:
    try:
        log.append([event(seq + 1)])
    except StorageError as error:
        print(error)
        break
    seq += 1
assert seq < 100_000, "the disk was never full"
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
log.save_copy(elsewhere / "copy.json")
(small / "filler").unlink(missing_ok=True)
log.append([event(seq + 1)])
log.release()
left = SessionLog.open(elsewhere / "copy.json", Words("en"))
assert [document["seq"] for document in left.read()] == list(range(1, seq + 1))
left.append([event(seq + 1)])
left.close()
here = sorted(path.name for path in small.iterdir())
for name in here:
    (elsewhere / name).write_bytes((small / name).read_bytes())
print(seq + 1)
"""


def can_mount(folder: Path) -> bool:
    """Tell whether a small file system can be made here for a process of its own."""
    try:
        done = subprocess.run(["unshare", "-rm", "sh", "-c", MOUNT, str(folder), "true"], capture_output=True,
                              timeout=20)  # fmt: skip
    except OSError:
        return False
    return done.returncode == 0


@POSIX
def test_what_was_acknowledged_on_a_disk_that_filled_is_there_and_goes_on_here_and_elsewhere(tmp_path: Path) -> None:
    small, elsewhere = tmp_path / "small", tmp_path / "elsewhere"
    small.mkdir()
    elsewhere.mkdir()
    real = can_mount(small)
    inside = ["unshare", "-rm", "sh", "-c", MOUNT, str(small)] if real else []
    limit = "0" if real else str(SIZE)
    done = subprocess.run(
        [*inside, sys.executable, "-c", CHILD, str(small), str(elsewhere), limit], capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    refusal, count = done.stdout.splitlines()
    cause = "the disk is full" if real else "it would be larger than the disk takes"
    assert refusal == f"a.json could not be saved: {cause}."
    for name in ("a.json", "copy.json"):
        log = SessionLog.open(elsewhere / name, Words("en"))
        assert [document["seq"] for document in log.read()] == list(range(1, int(count) + 1))
        log.close()
    assert int(count) > 100
