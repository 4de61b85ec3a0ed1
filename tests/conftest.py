"""What holds for every test: nobody's own settings count, and none fails because the machine is busy."""

import os
from pathlib import Path

from hypothesis import settings

os.environ["FACILITATOR_CONFIG"] = str(Path(__file__).parent / "no-settings.toml")
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
