"""The small scripts: pages work without them."""

from functools import cache
from pathlib import Path

_SCRIPTS = Path(__file__).parent / "js"


@cache
def script(name: str = "harbour") -> str:
    """Return the script `name`."""
    return (_SCRIPTS / f"{name}.js").read_text(encoding="utf-8")
