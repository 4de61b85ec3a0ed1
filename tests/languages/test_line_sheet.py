"""The page of the entry line says what the program reads now."""

import subprocess
import sys

from spoken import ROOT


def test_the_pages_are_up_to_date() -> None:
    script = ROOT / "scripts" / "line_sheet.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
