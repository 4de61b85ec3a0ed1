"""Rules of the house that a newcomer could break without noticing."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "facilitator"
SAMPLE = str(next((PACKAGE.parent / "sessions" / "dialogforum-2010").glob("*.json")))
MODULES = sorted(PACKAGE.rglob("*.py"))
ONLY_FOR_DOCUMENTS = ("typst", "pptx", "docx", "xlsxwriter", "openpyxl", "htpy", "markupsafe", "lxml", "PIL")


def test_import_rules_hold() -> None:
    checker = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", checker], capture_output=True, text=True, cwd=PACKAGE.parent)
    assert done.returncode == 0, done.stdout


def test_the_app_starts_without_what_only_documents_need() -> None:
    code = (
        "import sys, facilitator.app, facilitator.screens.runner, facilitator.screens.export_dialog; "
        "sys.exit(bool({'docx', 'pptx', 'xlsxwriter', 'lxml', 'openpyxl', 'htpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=PACKAGE.parent).returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["templates"],
        ["check", "dialogforum"],
        ["plan", "dialogforum"],
        ["new", "dialogforum"],
        ["analyse", SAMPLE],
    ],
    ids=lambda command: command[0],
)
def test_headless_commands_never_import_the_app(command: list[str], tmp_path: Path) -> None:
    code = (
        "import sys; from facilitator.cli import main; "
        f"status = main({['--sessions', str(tmp_path), *command]!r}); "
        "loaded = [name for name in sys.modules if name.split('.')[0] == 'textual']; "
        "sys.exit(status or bool(loaded))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=PACKAGE.parent).returncode == 0


def test_the_app_starts_without_what_only_an_export_needs() -> None:
    code = (
        "import sys, facilitator.app, facilitator.cli, facilitator.commands, facilitator.export; "
        "import facilitator.screens.runner, facilitator.screens.export_dialog; "
        "sys.exit(any(name.split('.')[0] in ('typst', 'htpy') or 'fontpkg' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=PACKAGE.parent).returncode == 0


def test_running_a_session_loads_nothing_that_only_documents_need(tmp_path: Path) -> None:
    path = shutil.copy(SAMPLE, tmp_path)
    code = f"""
import sys
from pathlib import Path
from facilitator.app import FacilitatorApp
from facilitator.storage.folder import Folder
from facilitator.words import Words
words, path = Words("sv"), Path({path!r})
app = FacilitatorApp(Folder(path.parent, words), words, session=path)
async def leave(pilot):
    await pilot.pause()
    app.exit()
app.run(headless=True, auto_pilot=leave)
sys.exit(str(set(sys.modules) & set({ONLY_FOR_DOCUMENTS!r}) or ""))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PACKAGE.parent)
    assert done.stderr.strip() == ""


@pytest.mark.parametrize("command", [["--help"], ["list"], ["show", SAMPLE]], ids=lambda command: command[0])
def test_commands_load_nothing_that_only_documents_need(command: list[str]) -> None:
    code = (
        "import sys; from facilitator.cli import main\n"
        f"try: main({command!r})\nexcept SystemExit: pass\n"
        f"sys.exit(str(set(sys.modules) & set({ONLY_FOR_DOCUMENTS!r}) or ''))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PACKAGE.parent)
    assert done.stderr.strip() == ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, f"{path.name}: {node.name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_is_swallowed(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{path.name}:{node.lineno} bare except"
            assert not (isinstance(node.type, ast.Name) and node.type.id == "Exception"), f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_who_types_fast_types_into_fields_that_keep_the_order_of_keys(path: Path) -> None:
    raw = {"Input", "MaskedInput", "TextArea"}
    if path.name in ("one_line.py", "many_lines.py"):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        made = [node.func] if isinstance(node, ast.Call) else node.bases if isinstance(node, ast.ClassDef) else []
        for one in made:
            name = one.attr if isinstance(one, ast.Attribute) else one.id if isinstance(one, ast.Name) else ""
            assert name not in raw, f"{path.name}: {name} is for OneLine and ManyLines in widgets/"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_screen_closes_once(path: Path) -> None:
    if path.name == "closing.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for base in node.bases if isinstance(node, ast.ClassDef) else []:
            name = base.value if isinstance(base, ast.Subscript) else base
            made = name.id if isinstance(name, ast.Name) else ""
            assert made not in {"Screen", "ModalScreen"}, f"{path.name}: {made} is for WholeScreen and Dialog"
