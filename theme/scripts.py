"""The one small script: pages work without it."""

from functools import cache
from pathlib import Path

SCRIPT = Path(__file__).parent / "js" / "harbour.js"


@cache
def script() -> str:
    """Return the script."""
    return SCRIPT.read_text(encoding="utf-8")
