"""What a build keeps beside its index, so that search goes on without one: its documents, and their titles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from api.search.documents import Document
from api.search.lines import as_line, from_line
from api.search.sealed import DamagedError, digest, read_known
from i18n.languages import Language

INDEX = "index"
"""The folder of the shelves in a build."""

Digests = Mapping[str, str]


def _names(language: Language) -> tuple[str, str]:
    return f"documents.{language.slug}.jsonl", f"titles.{language.slug}.jsonl"


def place(build: Path, language: Language) -> Path:
    """Return where the shelf of `language` stands in the folder of a build."""
    return build / INDEX / language.slug


def _title(document: Document) -> Document:
    return replace(document, headings=(), paragraphs=(), tags=())


def write(build: Path, documents: Sequence[Document], language: Language) -> dict[str, str]:
    """Write both files of `language` into the folder of a build; return their digests by name."""
    contents = b"".join(map(as_line, documents)), b"".join(as_line(_title(each)) for each in documents)
    files = dict(zip(_names(language), contents, strict=True))
    for name, data in files.items():
        (build / name).write_bytes(data)
    return {name: digest(data) for name, data in files.items()}


def _read(build: Path, name: str, digests: Digests) -> list[Document]:
    data = read_known(build / name, digests)
    try:
        return [from_line(line) for line in data.splitlines()]
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedError(name, "is of another release") from error


def read_documents(build: Path, language: Language, digests: Digests) -> Iterable[Document]:
    """Return the documents of `language`. Raises DamagedError."""
    return _read(build, _names(language)[0], digests)


def read_titles(build: Path, language: Language, digests: Digests) -> list[Document]:
    """Return the documents of `language` without their words. Raises DamagedError."""
    return _read(build, _names(language)[1], digests)
