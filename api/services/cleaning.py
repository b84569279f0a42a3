"""A file that somebody hands in, made harmless: read by what stands in it, opened only in a limited child, never written down."""

import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from api.domain.files import KEPT_PIXELS, MOST_BYTES, MOST_PIXELS, REMADE, Reason, Sort, sort_of
from api.services.confining import NEWLINE

MOST_CHILDREN = 2
MOST_SECONDS = 10.0
"""How long a child may take by the clock on the wall; by its own it has less (`confining`)."""
MOST_WAITING_SECONDS = 20.0
MOST_GIVEN = 2 * MOST_BYTES
ROOT = Path(__file__).resolve().parents[2]
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_room = threading.BoundedSemaphore(MOST_CHILDREN)


@dataclass(frozen=True)
class Cleaned:
    """A file that is taken: what it is, the ending of its name, and what is kept of it. The content stays out of what prints a value."""

    kind: str
    extension: str
    content: bytes = field(repr=False)
    was_opened: bool
    """False for what is kept as it is and may tell of its maker."""


@dataclass(frozen=True)
class Refused:
    """A file that is not taken, and why (`api.domain.files.REFUSALS` says it in words)."""

    reason: Reason


def clean(content: bytes) -> Cleaned | Refused:
    """Return what is kept of the file `content`, or why it is refused. Whatever is wrong with it, this process is unharmed."""
    sort = sort_of(content)
    if isinstance(sort, Reason):
        return Refused(sort)
    if sort.treatment == "sealed":
        return Cleaned(sort.name, sort.extension, content, was_opened=False)
    if sort.treatment == "as-text":
        # With a byte order mark no text is a program, whoever opens it with what; the letters stay as they are.
        return Cleaned(
            sort.name, sort.extension, BYTE_ORDER_MARK + content.removeprefix(BYTE_ORDER_MARK), was_opened=True
        )
    if not _room.acquire(timeout=MOST_WAITING_SECONDS):
        return Refused(Reason.BUSY)
    try:
        return _opened(sort, content)
    finally:
        _room.release()


def _opened(sort: Sort, content: bytes) -> Cleaned | Refused:
    if sort.treatment == "redrawn":
        limits = (MOST_PIXELS, KEPT_PIXELS, MOST_BYTES)
        given = in_child("api.services.redrawing", content, sort.name, *map(str, limits))
    else:
        given = in_child("api.services.rewriting", content)
    if given is None:
        return Refused(Reason.BUSY)
    word, _, made = given.partition(NEWLINE)
    extension = word.decode("ascii", "replace")
    if extension in {Reason.TOO_MANY_PIXELS, Reason.LOCKED, Reason.FORM}:
        return Refused(Reason(extension))
    # What opened the file is not trusted either.
    if extension in REMADE and made.startswith(REMADE[extension]):
        return (
            Refused(Reason.TOO_BIG) if len(made) > MOST_BYTES else Cleaned(sort.name, extension, made, was_opened=True)
        )
    return Refused(Reason.DAMAGED)


def in_child(module: str, content: bytes, *arguments: str, seconds: float = MOST_SECONDS) -> bytes | None:
    """Return what `module` makes of `content` in a process of its own: nothing if that breaks, None if there was no time for it."""
    with subprocess.Popen(  # noqa: S603 - our own module, and numbers of our own
        [sys.executable, "-s", "-P", "-B", "-Wignore", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PYTHONPATH": str(ROOT)},
    ) as child:
        into, out = cast(IO[bytes], child.stdin), cast(IO[bytes], child.stdout)
        stop = threading.Timer(seconds, child.kill)
        stop.start()
        try:
            # The child reads everything before it says anything, so one after the other is enough.
            with suppress(BrokenPipeError):
                into.write(content)
            with suppress(BrokenPipeError):
                into.close()
            given = out.read(MOST_GIVEN)
            if out.read(1):
                child.kill()
            if child.wait() == 0:
                return given
            return b"" if stop.is_alive() else None
        finally:
            stop.cancel()
            stop.join()
