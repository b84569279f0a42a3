"""With what a shelf is made: the engine that is configured, and whatever decides which terms and steps a document has."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Final

import i18n
from api.search import columns, documents, impacts
from api.search.engine import Format
from i18n.languages import Language

WHOOSH: Final = "whoosh"
FORMATS = {
    WHOOSH: ("api.search.whoosh_engine", "WhooshFormat"),
    "tantivy": ("api.search.tantivy_engine", "TantivyFormat"),
}
"""Where each engine stands: only the one that is configured is loaded, so only that one must be installed."""

_PACKAGES = ("nlpo3", "opencc", "rjieba", "snowballstemmer")
"""Whose release decides how words are cut."""


def format_of(name: str) -> Format:
    """Return the engine that `harbour` is configured with. Raises ValueError for an unknown one."""
    if name not in FORMATS:
        raise ValueError(f"HARBOUR_SEARCH is one of {', '.join(FORMATS)}")
    module, written = FORMATS[name]
    found: Format = getattr(import_module(module), written)()
    return found


def _decisive() -> Iterator[Path]:
    """Yield the files on which terms, steps and columns depend: there is no number that one could forget to raise."""
    room = Path(str(i18n.__file__)).parent
    yield from sorted(path for path in (room / "text").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    yield room / "glossary.csv"
    yield from (Path(str(module.__file__)) for module in (columns, documents, impacts))


@cache
def _release() -> str:
    found = hashlib.blake2b(digest_size=16)
    for path in _decisive():
        found.update(path.name.encode() + path.read_bytes())
    for name in _PACKAGES:
        found.update(f"{name} {version(name)}".encode())
    return found.hexdigest()


def signature(engine: Format, language: Language) -> str:
    """Return what a shelf of `language` must have been made with to be of use to `engine`."""
    return f"{engine.name} {language.slug} {_release()}"
