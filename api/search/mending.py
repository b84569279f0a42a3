"""How a shelf that cannot be used is written anew from the documents that the build keeps, by one process at a time."""

import errno
import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.search import shelf, sources
from api.search.engine import Format
from api.search.reader import Shelf, check, open_shelf, private_folder
from api.search.sealed import DamagedError
from i18n.languages import Language

_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT}


@contextmanager
def _alone(build: Path, language: Language) -> Iterator[bool]:
    """Yield whether no other process mends this shelf now. Such a lock ends with its process, however that ends."""
    with (build / f".mending-{language.slug}").open("w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _is_usable(folder: Path, language: Language, engine: Format) -> bool:
    try:
        check(folder, language, engine)
    except DamagedError:
        return False
    return True


def mend(build: Path, language: Language, engine: Format, digests: sources.Digests) -> Shelf | None:
    """Write the shelf of `language` anew, unless somebody else does, or did.

    Where nothing can be written beside the build, the shelf is made for this process alone, and returned. Raises DamagedError
    if the documents are damaged, too, or if the new shelf does not answer either.
    """
    place = sources.place(build, language)
    try:
        with _alone(build, language) as is_alone:
            if is_alone and not _is_usable(place, language, engine):
                shelf.write(place, sources.read_documents(build, language, digests), language, engine)
                check(place, language, engine)
    except OSError as error:
        if error.errno not in _READ_ONLY:
            raise
    else:
        return None
    own = private_folder()
    try:
        shelf.write(own / language.slug, sources.read_documents(build, language, digests), language, engine)
        return open_shelf(own / language.slug, language, engine)
    finally:
        shutil.rmtree(own, ignore_errors=True)
