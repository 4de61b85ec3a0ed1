"""Rules of the house that a newcomer could break without noticing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "facilitator"
SAMPLE = str(next((PACKAGE.parent / "sessions" / "dialogforum-2010").glob("*.json")))
MODULES = sorted(PACKAGE.rglob("*.py"))


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
