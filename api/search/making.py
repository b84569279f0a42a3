"""With what a shelf is made: the engine that is configured, and whatever decides which terms and steps a document has."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Final

import i18n
from api.search import columns, documents, engine, impacts, vocabulary
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
_KEEPERS = {WHOOSH: "whoosh-reloaded", "tantivy": "tantivy"}
"""Whose release decides how the files of an engine are written and read."""


def format_of(name: str) -> Format:
    """Return the engine that `harbour` is configured with. Raises ValueError for an unknown one."""
    if name not in FORMATS:
        raise ValueError(f"HARBOUR_SEARCH is one of {', '.join(FORMATS)}")
    module, written = FORMATS[name]
    found: Format = getattr(import_module(module), written)()
    return found


def _decisive(name: str) -> Iterator[Path]:
    """Yield the files on which a shelf of the engine `name` depends: there is no number that one could forget to raise."""
    room = Path(str(i18n.__file__)).parent
    yield from sorted(path for path in (room / "text").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    yield room / "glossary.csv"
    keeper = [import_module(FORMATS[name][0])] if name in FORMATS else []
    yield from (Path(str(each.__file__)) for each in (columns, documents, engine, impacts, vocabulary, *keeper))


@cache
def _release(name: str) -> str:
    found = hashlib.blake2b(digest_size=16)
    for path in _decisive(name):
        found.update(path.name.encode() + path.read_bytes())
    for package in (*_PACKAGES, *filter(None, [_KEEPERS.get(name)])):
        found.update(f"{package} {version(package)}".encode())
    return found.hexdigest()


def family(kept_by: Format, language: Language) -> str:
    """Return with what every signature of a shelf of `language` begins that the engine `kept_by` wrote, of whatever release."""
    return f"{kept_by.name} {language.slug} "


def signature(kept_by: Format, language: Language) -> str:
    """Return what a shelf of `language` must have been made with to be of use to the engine `kept_by`."""
    return f"{family(kept_by, language)}{_release(kept_by.name)}"
