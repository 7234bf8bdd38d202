"""The texts of the demo, from ``content.toml``."""

import tomllib
from pathlib import Path
from typing import Any

CONTENT: dict[str, Any] = tomllib.loads(Path(__file__).with_name("content.toml").read_text())
