"""What a browser keeps on the disk of a phone, read as somebody would who has the phone: every file, every byte."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, quote_plus


def _forms(word: str) -> set[bytes]:
    """Return `word` as files may hold it: as bytes of two encodings, and as it stands in an address or in a form's body."""
    return {word.encode(), word.encode("utf-16-le"), quote(word).encode(), quote_plus(word).encode()}


def _files(profile: Path) -> Iterator[Path]:
    yield from (path for path in sorted(profile.rglob("*")) if path.is_file() and not path.is_symlink())


def found(profile: Path, words: Iterable[str]) -> dict[str, set[str]]:
    """Return which of `words` stand in which files below `profile`, whatever the files are; names of files count, too."""
    contents = {str(path.relative_to(profile)): path.read_bytes() + str(path).encode() for path in _files(profile)}
    hits = {
        word: {name for name, content in contents.items() if any(each in content for each in _forms(word))}
        for word in words
    }
    return {word: names for word, names in hits.items() if names}


def history(profile: Path) -> set[tuple[str, str]]:
    """Return address and title of every page in the history."""
    with closing(sqlite3.connect(profile / "Default" / "History")) as connection:
        return set(connection.execute("SELECT url, title FROM urls"))


def kept_forms(profile: Path) -> list[str]:
    """Return what forms are remembered to suggest it again, and for which pages passwords are kept."""
    with closing(sqlite3.connect(profile / "Default" / "Web Data")) as connection:
        values = [str(row[0]) for row in connection.execute("SELECT value FROM autofill")]
    with closing(sqlite3.connect(profile / "Default" / "Login Data")) as connection:
        return values + [str(row[0]) for row in connection.execute("SELECT origin_url FROM logins")]
