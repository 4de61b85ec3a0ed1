"""`analyse` as a shell runs it: in both languages, as JSON by its schema, and silent about what is hidden."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from facilitator.cli import main

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schema" / "analysis.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)
SAMPLES = sorted((ROOT / "sessions" / "dialogforum-2010").glob("*.json"))
AGENDA = """
title = "Evening"
language = "en"
[[step]]
id = "open"
kind = "vote"
title = "Open"
items = ["Alpha", "Beta", "Gamma", "Delta"]
dots = 2
cut = 1
[[step]]
id = "secret"
kind = "vote"
title = "Secret"
items = ["Rosebud", "Xanadu", "Kane", "Thatcher"]
dots = 3
cut = 1
hidden = true
"""


def run(*arguments: str, status: int = 0) -> str:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        assert main(list(arguments)) == status, err.getvalue()
    return out.getvalue() if status == 0 else err.getvalue()


def document(*arguments: str) -> Any:
    found = json.loads(run(*arguments, "--json"))
    VALID.validate(found)
    return found


@pytest.fixture
def session(tmp_path: Path) -> str:
    (tmp_path / "a.toml").write_text(AGENDA, encoding="utf-8")
    lines = tmp_path / "lines.txt"
    made = ["@open", "1: 1 2", "2: 1 3", "3: 1 4", "@secret", "1: 1 2 3", "2: 1 2 3", "3: 1 2 3"]
    lines.write_text("\n".join(made) + "\n", encoding="utf-8")
    path = run("--sessions", str(tmp_path), "new", str(tmp_path / "a.toml"), "--groups", "3").strip()
    run("record", path, str(lines))
    return path


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_has_an_analysis_by_the_schema(path: Path) -> None:
    found = document("analyse", str(path), "--appendix")
    codes = {one["code"] for step in found["steps"] for part in step["parts"] for one in part["measures"]}
    assert {"lead", "spread", "margin", "without"} <= codes
    assert {one["code"] for step in found["steps"] for one in step["together"]} >= {"shift", "bodies"}
    assert {"schulze", "agreement"} <= {
        one["code"] for step in found["steps"] for part in step["parts"] for one in part["appendix"]
    }


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(SAMPLES)), ids=lambda path: path.stem)
def test_every_sample_can_be_compared_with_the_one_before(earlier: Path, later: Path) -> None:
    found = document("analyse", str(later), "--since", str(earlier))
    fates = {item["fate"] for step in found["steps"] for item in step["items"]}
    assert {"stayed", "new", "gone"} <= fates
    assert found["since"]["id"] != found["id"]


def test_the_schema_forbids_what_it_does_not_name() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for shape in SCHEMA["$defs"].values():
        if "properties" in shape:
            assert shape["additionalProperties"] is False
            assert set(shape["required"]) <= set(shape["properties"])


def test_it_speaks_the_language_it_is_asked_for() -> None:
    swedish = run("--language", "sv", "analyse", str(SAMPLES[0]), "--plain", "--appendix")
    english = run("--language", "en", "analyse", str(SAMPLES[0]), "--plain", "--appendix")
    assert "Att prata om" in swedish
    assert "To talk about" in english
    for phrase in ("Most:", "Without ", "as spread as", "chance alone"):
        assert phrase in english
        assert phrase not in swedish


def test_a_hidden_step_leaks_nothing(session: str) -> None:
    for more in ([], ["--appendix"], ["--json"], ["--step", "secret"], ["--step", "secret", "--json"]):
        told = run("--language", "en", "analyse", session, *more)
        assert not any(word in told for word in ("Rosebud", "Xanadu", "Kane", "everything", "put first"))
    assert "Rosebud" not in run("analyse", session, "--since", session, "--json")
    assert "Alpha" in run("analyse", session)


def test_one_step_and_the_tensions_it_has_a_part_in() -> None:
    whole = document("analyse", str(SAMPLES[-1]))
    (step,) = document("analyse", str(SAMPLES[-1]), "--step", "prio")["steps"]
    assert step in whole["steps"]
    assert document("analyse", str(SAMPLES[-1]), "--step", "karnprio")["tensions"] == []
    parts = document("analyse", str(SAMPLES[-1]), "--step", "styrkor")
    assert [one["steps"] for one in parts["tensions"]] == [["prio", "styrkor"]]
    assert len(parts["steps"][0]["parts"]) == 8


def test_it_writes_nothing(session: str) -> None:
    before = {path: path.read_bytes() for path in Path(session).parent.iterdir()}
    run("analyse", session)
    run("analyse", session, "--since", session)
    assert {path: path.read_bytes() for path in Path(session).parent.iterdir()} == before


def test_a_step_that_is_not_there_is_refused(session: str) -> None:
    assert "nowhere" in run("--language", "en", "analyse", session, "--step", "nowhere", status=1)


def test_before_anybody_answered_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(AGENDA, encoding="utf-8")
    path = run("--sessions", str(tmp_path), "new", str(tmp_path / "a.toml")).strip()
    assert "There is nothing to analyse yet." in run("--language", "en", "analyse", path)
