"""The one Jinja environment: Pelican and Flask print the same bytes with it."""

import datetime as dt
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from i18n import formats
from i18n.languages import LANGUAGES, Language
from i18n.messages import catalogue
from theme.scripts import script
from theme.styles import address, stylesheet

ROOT = Path(__file__).parent
_FORMATS = (
    "number",
    "percent",
    "money",
    "date",
    "month",
    "month_name",
    "day_and_month",
    "weekday",
    "clock",
    "moment",
    "listing",
)


@cache
def art(name: str) -> Markup:
    """Return the drawing `name` as inline SVG, hidden from screen readers: the page says in words what it shows."""
    svg = (ROOT / "art" / f"{name}.svg").read_text(encoding="utf-8").strip()
    return Markup(
        svg.replace(' xmlns="http://www.w3.org/2000/svg"', "", 1).replace("<svg", '<svg aria-hidden="true"', 1)
    )


def call(number: str) -> Markup:
    """Return the short number `number` as a link that calls it."""
    return Markup('<a class="tel" href="tel:{0}">{0}</a>').format(number)


def _in_language(function: Any, language: Language) -> Any:
    return lambda value, *rest: function(value, language, *rest)


@cache
def environment(language: Language) -> Environment:
    """Return the environment that prints pages in `language`: escaping on, missing names are errors."""
    made = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    written = {name: _in_language(getattr(formats, name), language) for name in _FORMATS}
    made.filters.update(as_moment=dt.datetime.fromisoformat, as_day=dt.date.fromisoformat)
    made.globals.update(
        language=language,
        languages=LANGUAGES,
        fmt=SimpleNamespace(**written),
        art=art,
        call=call,
        stylesheet=address(stylesheet(), "css"),
        script=address(script(), "js"),
        quiet_script=address(script("quiet"), "js"),
    )
    return made
