"""The small scripts: pages work without them."""

import re
from functools import cache
from pathlib import Path

from theme.styles import address, suggest_stylesheet

_SCRIPTS = Path(__file__).parent / "js"


_ASIDE = re.compile(r"^[ \t]+|^[ \t]*//.*\n", re.MULTILINE)
"""Indentation, and lines that only comment: nobody's telephone needs them."""
_SIBLING = re.compile(r'"\./(\w+)\.js"')
_STYLE = '"../css/suggest.css"'


@cache
def script(name: str = "harbour") -> str:
    """Return the script `name`; what it fetches later stands in it under the address that the service has for it."""
    text = _ASIDE.sub("", (_SCRIPTS / f"{name}.js").read_text(encoding="utf-8"))
    text = _SIBLING.sub(lambda found: f'"{address(script(found[1]), "js")}"', text)
    return text.replace(_STYLE, f'"{address(suggest_stylesheet(), "css")}"') if _STYLE in text else text
