"""The style sheets: tokens, type per language from the registry, base, then one block per component."""

import hashlib
import re
from functools import cache
from pathlib import Path

from i18n.languages import LANGUAGES

CSS = Path(__file__).parent / "css"


def typography() -> str:
    """Return the type of each language: system stack, line height (tighter in headings), size, where lines break.

    A Chinese name in brackets is looked for as a whole, so it stays on one line where it is a guest, and breaks where it is at home.
    """
    return "".join(
        f'[lang="{language.tag}"]{{font-family:{language.family};line-height:{language.leading};'
        f"--tight:{language.leading - 0.3:.2f};word-break:{'normal' if language.analysis == 'han' else 'keep-all'}}}"
        + (f'html[lang="{language.tag}"]{{font-size:{language.scale}%}}' if language.scale != 100 else "")
        for language in LANGUAGES
    )


def _small(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", css)


@cache
def stylesheet() -> str:
    """Return the whole public style sheet."""
    blocks = sorted((CSS / "components").glob("*.css"))
    files = [CSS / "tokens.css", CSS / "base.css", *blocks]
    head, *rest = (_small(path.read_text(encoding="utf-8")) for path in files)
    return head + typography() + "".join(rest)


@cache
def quiet_stylesheet() -> str:
    """Return what pages of complaints need beside the public style sheet."""
    return _small((CSS / "quiet.css").read_text(encoding="utf-8"))


@cache
def suggest_stylesheet() -> str:
    """Return what the list of suggestions needs, which is fetched when somebody goes into a search box."""
    return _small((CSS / "suggest.css").read_text(encoding="utf-8"))


@cache
def search_stylesheet() -> str:
    """Return what results of a search, and the page of what is kept, need beside the public style sheet."""
    return _small((CSS / "search.css").read_text(encoding="utf-8"))


@cache
def pair_stylesheet() -> str:
    """Return what pages in two languages need beside the public style sheet."""
    return _small((CSS / "pair.css").read_text(encoding="utf-8"))


@cache
def leaflet_stylesheet() -> str:
    """Return the style sheet of printed leaflets."""
    return (CSS / "leaflet.css").read_text(encoding="utf-8")


@cache
def paper_stylesheet() -> str:
    """Return what the print-out of a complaint needs beside the style sheet of its page, or of leaflets."""
    return _small((CSS / "paper.css").read_text(encoding="utf-8"))


@cache
def desk_stylesheet() -> str:
    """Return the style sheet of the desk: the public one, a denser block of its own, and that of papers."""
    return stylesheet() + _small((CSS / "desk.css").read_text(encoding="utf-8")) + paper_stylesheet()


def address(content: str, suffix: str) -> str:
    """Return the path under which `content` is served: its name changes with its bytes, so it may be cached for ever."""
    return f"/static/{hashlib.sha256(content.encode()).hexdigest()[:10]}.{suffix}"
