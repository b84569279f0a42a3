"""A folder that is trusted only as long as each of its files is what its list says."""

import errno
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

LIST: Final = "manifest.json"
"""The list of the files with their lengths and digests, and whatever its writer wants to know of the folder."""

_CHUNK = 1 << 20
_DIGEST = 16
_TRIES = 100

Stamp = dict[str, Any]
Signature = frozenset[tuple[str, int, int, int]]


class DamagedError(Exception):
    """A file is missing, too short, or not what was written; `file` is its name, and nothing here is of its content."""

    def __init__(self, file: str, what: str = "is missing or damaged") -> None:
        super().__init__(f"{file} {what}")
        self.file = file


def digest(data: bytes) -> str:
    """Return the digest by which a file is known again."""
    return hashlib.blake2b(data, digest_size=_DIGEST).hexdigest()


def read_known(path: Path, digests: Mapping[str, str]) -> bytes:
    """Return the content of a file whose digest was kept under its name. Raises DamagedError if it is another one, or none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedError(path.name) from error
    if digest(data) != digests.get(path.name):
        raise DamagedError(path.name)
    return data


def _as_bytes(content: Stamp) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()


def _files(folder: Path) -> Iterator[str]:
    """Yield the names of the files below `folder`, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / LIST:
            yield path.relative_to(folder).as_posix()


def _row(path: Path) -> list[Any]:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=_DIGEST))
        return [file.tell(), found.hexdigest()]


def seal(folder: Path, stamp: Stamp) -> None:
    """Write the list of all files in `folder`, with the `stamp`: the last thing that is written into it."""
    content = {"stamp": stamp, "files": {name: _row(folder / name) for name in _files(folder)}}
    data = _as_bytes({**content, "seal": digest(_as_bytes(content))})
    (folder / LIST).write_bytes(data)


def _list(folder: Path) -> Stamp:
    """Return the list of `folder`; it is sealed by a digest of itself. Raises DamagedError."""
    try:
        content: Stamp = json.loads((folder / LIST).read_bytes())
        told = content.pop("seal")
        if digest(_as_bytes(content)) == told:
            return content
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise DamagedError(LIST)


def _told(content: Stamp) -> Stamp:
    return {**content["stamp"], "identity": digest(_as_bytes(content["files"]))}


def stamp_of(folder: Path) -> Stamp:
    """Return the stamp that `folder` was sealed with, and its `identity`: that of its files, all unread. Raises DamagedError."""
    return _told(_list(folder))


def _chunks(folder: Path, name: str) -> Iterator[bytes]:
    """Yield the content of a file of `folder`. Raises DamagedError if it cannot be read."""
    try:
        with (folder / name).open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise DamagedError(name) from error


def _copied(folder: Path, name: str, target: Path) -> list[Any]:
    """Copy a file of `folder` to `target`; return its length and digest as they were read, in one pass."""
    found, size = hashlib.blake2b(digest_size=_DIGEST), 0
    with target.open("wb") as copied:
        for chunk in _chunks(folder, name):
            size += len(chunk)
            found.update(chunk)
            copied.write(chunk)
    return [size, found.hexdigest()]


def copy(folder: Path, into: Path | None = None) -> Stamp:
    """Copy what is listed in `folder` to `into` (or only read it), and return its stamp, as `stamp_of` does. Raises DamagedError.

    What was copied is what was verified: nobody can change a file between the two.
    """
    while seen := signature(folder):
        try:
            return _copy(folder, into)
        except DamagedError:
            # If it was replaced while it was read, nothing is damaged: what stands there now is read.
            if signature(folder) == seen:
                raise
    raise DamagedError(LIST)


def _copy(folder: Path, into: Path | None) -> Stamp:
    content = _list(folder)
    for name, told in content["files"].items():
        target = into / name if into else Path(os.devnull)
        if into:
            target.parent.mkdir(parents=True, exist_ok=True)
        if _copied(folder, name, target) != told:
            raise DamagedError(name)
    return _told(content)


def signature(folder: Path) -> Signature:
    """Return what changes whenever a file below `folder` is written, replaced or removed: it costs a look, not a reading."""
    found = []
    # A folder or file that goes meanwhile is told by the next look.
    for inner, _, names in os.walk(folder):
        for name in names:
            path = Path(inner, name)
            with suppress(OSError):
                stat = path.stat()
                found.append((str(path.relative_to(folder)), stat.st_size, stat.st_mtime_ns, stat.st_ino))
    return frozenset(found)


def put_in_place(made: Path, target: Path) -> None:
    """Let the folder `made` stand at `target`; what stood there goes. Nobody ever sees half of either."""
    for _ in range(_TRIES):
        try:
            made.rename(target)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
                raise
        else:
            return
        old = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
        # Somebody else may have taken it away in between.
        with suppress(FileNotFoundError):
            target.rename(old)
        if old.is_dir():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink(missing_ok=True)
    raise OSError(errno.EBUSY, "others write here without end", str(target))
