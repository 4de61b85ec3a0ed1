"""Run TinyDB's own tests against the journal under it.

    python -m scripts.tinydb_suite

The tests come with TinyDB's source, which pip gets for the version that is installed; nothing of it is kept. Every test
of tables and databases runs on three more databases: the journal under its own table, under TinyDB's table, and under
its own table after other tables are there. One test looks at the name of a class, and must fail.
"""

import os
import re
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
# What differs on purpose: the name of the class in a table's description.
EXPECTED = "test_table_repr"

CONFTEST = """
import pytest
from tinydb import TinyDB
from facilitator.storage.store import JournalStorage
from facilitator.storage.tables import JournalDatabase
from facilitator.words import Words

KINDS = {"journal": JournalDatabase, "under TinyDB's table": TinyDB, "beside another table": JournalDatabase}


@pytest.fixture(params=KINDS)
def db(request, tmp_path):
    with KINDS[request.param](tmp_path / "a.json", Words("en"), storage=JournalStorage) as database:
        if request.param == "beside another table":
            database.table("events").insert({"seq": 1, "id": "e", "command": "c", "at": "a", "v": 1, "type": "t"})
        database.drop_tables()
        database.insert_multiple({"int": 1, "char": letter} for letter in "abc")
        yield database


@pytest.fixture
def storage():
    pytest.skip("not of a database")
"""


class SuiteError(Exception):
    """The suite could not be run, or it found something; what."""


def main() -> int:
    """Get the tests, run them and print how many passed."""
    try:
        with TemporaryDirectory(prefix="tinydb-") as scratch:
            print(run(fetched(Path(scratch))))
    except SuiteError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def fetched(scratch: Path) -> Path:
    """Return the folder of TinyDB's tests.

    Raises:
        SuiteError: its source cannot be had.
    """
    wanted = f"tinydb=={version('tinydb')}"
    command = ["pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", str(scratch), wanted]
    # The environment may have been made without pip.
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True)
    if done.returncode:
        done = subprocess.run(["python3", "-m", *command], capture_output=True, text=True)
    sources = list(scratch.glob("tinydb-*.tar.gz"))
    if not sources:
        raise SuiteError(f"The source of {wanted} cannot be had; without it this check says nothing.\n{done.stderr}")
    with tarfile.open(sources[0]) as source:
        source.extractall(scratch, filter="data")
    return next(scratch.glob("tinydb-*/tests"))


def run(tests: Path) -> str:
    """Run every test that takes a database, and return what to say of it.

    Raises:
        SuiteError: a test failed that should not, or too few ran.
    """
    (tests / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    # Options meant for this project's own tests would change what is printed here.
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    files = [str(tests / name) for name in ("test_tinydb.py", "test_tables.py")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=", "--rootdir", str(tests),
         "-k", "journal or table", "--tb=short", "-rf", *files],
        capture_output=True, text=True, cwd=ROOT, env=environment,
    )  # fmt: skip
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED") and EXPECTED not in line]
    passed = re.search(r"(\d+) passed", done.stdout)
    if failed or passed is None or int(passed[1]) < 150:
        raise SuiteError(done.stdout + done.stderr)
    names = done.stdout.count("FAILED")
    return f"TinyDB's own tests: {passed[1]} passed on the journal, {names} fail on a class's name alone."


if __name__ == "__main__":
    sys.exit(main())
