"""How a shelf is opened: out of a verified copy that belongs to this process alone."""

import os
import shutil
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path

from api.search import sealed
from api.search.columns import Columns
from api.search.documents import Document
from api.search.engine import Engine, Format
from api.search.lines import from_line
from api.search.making import signature
from api.search.shelf import COLUMNS, DOCUMENTS, ENGINE, WORDS
from api.search.vocabulary import Vocabulary, load
from i18n.languages import Language

_PRIVATE = "harbour-index-"


class Shelf:
    """One language of one build, open for any number of threads. Its files go when nobody holds it any more."""

    def __init__(self, folder: Path, language: Language, engine: Format, identity: str) -> None:
        """Open the shelf in `folder`, which belongs to it from now on."""
        self.language = language
        self.identity = identity
        self.columns = Columns.load(folder / COLUMNS)
        self.vocabulary = Vocabulary(load(folder / WORDS))
        self.engine: Engine = engine.open(folder / ENGINE)
        self._file = os.open(folder / DOCUMENTS, os.O_RDONLY)
        self.close = weakref.finalize(self, _let_go, self.engine, self._file, folder)

    def document(self, row: int) -> Document:
        """Return the document of `row`."""
        start, end = map(int, self.columns.text_at[row : row + 2])
        return from_line(os.pread(self._file, end - start, start))


def _let_go(engine: Engine, file: int, folder: Path) -> None:
    with suppress(Exception):
        engine.close()
    os.close(file)
    shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def private_folder() -> Path:
    """Return a new folder of this process, and take away what processes left that were killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PRIVATE}*"):
        if not _is_running(left.name.removeprefix(_PRIVATE).split("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{_PRIVATE}{os.getpid()}-"))


def verify(folder: Path, language: Language, engine: Format) -> str:
    """Return the identity of the shelf in `folder`, read whole. Raises DamagedError: also where it was made otherwise."""
    return _identity(sealed.copy(folder), language, engine)


def _identity(stamp: sealed.Stamp, language: Language, engine: Format) -> str:
    if stamp.get("signature") != signature(engine, language):
        raise sealed.DamagedError(sealed.LIST, "is of another engine or release")
    return str(stamp["identity"])


def open_shelf(folder: Path, language: Language, engine: Format) -> Shelf:
    """Return the shelf in `folder`, verified and copied. Raises DamagedError, as `verify` does."""
    private = private_folder()
    try:
        identity = _identity(sealed.copy(folder, private), language, engine)
        return Shelf(private, language, engine, identity)
    except BaseException as error:
        shutil.rmtree(private, ignore_errors=True)
        if isinstance(error, sealed.DamagedError | OSError) or not isinstance(error, Exception):
            raise
        # What an engine raises over files that are as they were written (a bug, another release of it) is as good as damage.
        raise sealed.DamagedError(ENGINE) from error
