"""Everything that is published, read from disk: figures, laws, the bureau, and every entry with its words."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api.content.asked import FOLDER as ASKED
from api.content.asked import Asked, read_asked
from api.content.blocks import Document, MalformedDocumentError, parse
from api.content.faults import Fault
from api.content.figures import Figure, Law
from api.content.holidays import FOLDER as HOLIDAYS
from api.content.holidays import read as read_holidays
from api.content.memory import NAME, Memory
from api.content.memory import read as read_memory
from api.content.site import Site
from api.content.tables import line_of, tables, validated
from api.kinds import KINDS, Kind
from i18n.languages import LANGUAGES, SOURCE, Language

_SLUG = re.compile(r"(?=.{1,60}$)[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Entry:
    """One published thing: facts once, words once per language (by slug)."""

    kind: Kind
    slug: str
    term: str
    folder: Path
    facts: Any
    words: Mapping[str, Document]

    @property
    def key(self) -> str:
        """Return the language-free address of the entry: "guides/annual-leave"."""
        return f"{self.kind.folder}/{self.slug}"

    def document(self, language: Language) -> Document:
        """Return the words in `language`, else in its fallback, else in the source language."""
        return next(self.words[slug] for slug in (language.slug, language.fallback, SOURCE.slug) if slug in self.words)

    def path(self, language: Language) -> Path:
        """Return the file that holds the words in `language`."""
        return self.folder / f"{language.slug}.md"

    def address(self, language: Language) -> str:
        """Return the path of the entry's page in `language`."""
        return f"/{language.slug}/{self.key}/"


@dataclass
class Library:
    """All content; `faults` holds what could not be read, so that every fault is told at once."""

    root: Path
    site: Site | None = None
    laws: dict[str, Law] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    memory: Memory = field(default_factory=dict)
    holidays: frozenset[dt.date] = frozenset()
    asked: Asked = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def of(self, kind: Kind) -> list[Entry]:
        """Return the entries of `kind`, by slug."""
        return sorted((entry for entry in self.entries.values() if entry.kind is kind), key=lambda entry: entry.slug)

    def the_site(self) -> Site:
        """Return the bureau of a library without faults."""
        if self.site is None:
            raise LookupError("content/site.toml could not be read")
        return self.site

    @property
    def timezone(self) -> str:
        """Return the bureau's time zone; UTC as long as content/site.toml has a fault."""
        return self.site.timezone if self.site else "UTC"


def _read_tables(library: Library) -> None:
    root = library.root
    data, text = tables(root / "site.toml", library.faults)
    library.site = validated(Site, data, root / "site.toml", text, library.faults) if data else None
    data, text = tables(root / "laws.toml", library.faults)
    for name, row in data.items():
        if law := validated(Law, row, root / "laws.toml", text, library.faults, name):
            library.laws[name] = law
    for path in sorted((root / "figures").glob("*.toml")):
        data, text = tables(path, library.faults)
        for name, row in data.items():
            if name in library.figures:
                library.faults.append(
                    Fault(
                        path, line_of(text, name), f"figure {name!r} stands twice", "keep one, or give it another name"
                    )
                )
            elif figure := validated(Figure, row, path, text, library.faults, name):
                library.figures[name] = figure


TERM = "term.toml"
"""What all classes of one term share; the facts of a class may say otherwise."""


def _shared(library: Library, folder: Path, kind: Kind) -> dict[str, Any]:
    path = folder / TERM
    return tables(path, library.faults)[0] if folder.name != kind.folder and path.is_file() else {}


def _folders(root: Path, kind: Kind) -> Iterator[Path]:
    """Yield the entry folders of `kind`: those that hold a file, at any depth (courses lie in a folder per term)."""
    yield from sorted({path.parent for path in (root / kind.folder).rglob("*") if path.is_file() and path.name != TERM})


def _words(library: Library, folder: Path) -> dict[str, Document]:
    words = {}
    for language in LANGUAGES:
        path = folder / f"{language.slug}.md"
        try:
            words[language.slug] = parse(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            library.faults.append(
                Fault(path, 1, f"no words in {language.tag}", "translate the Chinese file, then run `harbour bind`")
            )
        except MalformedDocumentError as error:
            library.faults.append(Fault(path, error.line, str(error), "see content/README.md for the form"))
        except (UnicodeDecodeError, OSError) as error:
            library.faults.append(Fault(path, 1, f"not readable: {error}", "save it as a UTF-8 file"))
    return words


def _check_names(library: Library, folder: Path) -> None:
    """Tell of a folder whose name cannot be an address, and of files that nobody reads."""
    if not _SLUG.fullmatch(folder.name):
        library.faults.append(
            Fault(
                folder, 1, f"{folder.name!r} cannot be an address", "lower-case letters, digits and hyphens, 60 at most"
            )
        )
    known = {"facts.toml", *(f"{language.slug}.md" for language in LANGUAGES)}
    for path in folder.iterdir():
        if path.name not in known:
            library.faults.append(Fault(path, 1, "nobody reads this file", f"known here: {sorted(known)}"))


def read(root: Path) -> Library:
    """Return everything under `root` (the content folder); what cannot be read is told in `faults`, nothing is skipped silently."""
    library = Library(root)
    _read_tables(library)
    library.memory, forgotten = read_memory(root / NAME)
    library.faults.extend(forgotten)
    library.holidays, wrong = read_holidays(root / HOLIDAYS)
    library.faults.extend(wrong)
    library.asked = read_asked(root, library.faults)
    folders = {"figures", HOLIDAYS, ASKED, *(kind.folder for kind in KINDS)}
    for path in sorted(root.iterdir()):
        if path.is_dir() and path.name not in folders:
            library.faults.append(Fault(path, 1, "no kind has this folder", f"kinds: {sorted(folders)}"))
    for kind in KINDS:
        for folder in _folders(root, kind):
            path = folder / "facts.toml"
            data, text = tables(path, library.faults)
            shared = _shared(library, folder.parent, kind)
            facts = validated(kind.facts, shared | data, path, text, library.faults) if path.is_file() else None
            _check_names(library, folder)
            words = _words(library, folder)
            term = "" if folder.parent.name == kind.folder else folder.parent.name
            if facts is None or SOURCE.slug not in words:
                continue
            entry = Entry(kind, folder.name, term, folder, facts, words)
            if entry.key in library.entries:
                library.faults.append(
                    Fault(path, 1, f"{entry.key} stands twice", "give one of them another folder name")
                )
            library.entries[entry.key] = entry
    return library
