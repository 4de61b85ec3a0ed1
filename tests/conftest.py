"""What holds for every test: nobody's own settings count."""

import os
from pathlib import Path

os.environ["FACILITATOR_CONFIG"] = str(Path(__file__).parent / "no-settings.toml")
