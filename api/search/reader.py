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
from api.search.making import family, signature
from api.search.shelf import COLUMNS, DOCUMENTS, ENGINE, WORDS
from api.search.trying import finds, row_to_ask
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

    def answers(self) -> bool:
        """Return whether it finds a page of its own by its title. Raises whatever the engine raises."""
        row = row_to_ask(self.columns)
        return row is None or finds(self.engine, row, len(self.columns), self.document(row), self.language)


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


def _identity(stamp: sealed.Stamp, language: Language, engine: Format, *, is_older_fine: bool = False) -> str:
    made = str(stamp.get("signature"))
    if made != signature(engine, language) and not (is_older_fine and made.startswith(family(engine, language))):
        raise sealed.DamagedError(sealed.LIST, "is of another engine or release")
    return str(stamp["identity"])


def _answering(shelf: Shelf) -> Shelf:
    if not shelf.answers():
        raise sealed.DamagedError(ENGINE, "does not answer")
    return shelf


def open_shelf(folder: Path, language: Language, engine: Format, *, is_older_fine: bool = False) -> Shelf:
    """Return the shelf in `folder`, verified, copied, and asked one question. Raises DamagedError, as `verify` does.

    Where `is_older_fine`, another release may have made it, as long as it answers: better older terms than titles alone.
    """
    private = private_folder()
    try:
        identity = _identity(sealed.copy(folder, private), language, engine, is_older_fine=is_older_fine)
        return _answering(Shelf(private, language, engine, identity))
    except BaseException as error:
        shutil.rmtree(private, ignore_errors=True)
        if isinstance(error, sealed.DamagedError | OSError) or not isinstance(error, Exception):
            raise
        # What an engine raises over files that are as they were written (a bug, another release of it) is as good as damage.
        raise sealed.DamagedError(ENGINE, "does not answer") from error


def check(folder: Path, language: Language, engine: Format) -> None:
    """Open the shelf in `folder`, ask it one question and let it go. Raises DamagedError."""
    open_shelf(folder, language, engine).close()
