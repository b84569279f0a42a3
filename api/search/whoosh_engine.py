"""The index that Whoosh keeps: its dictionary of terms, its segments and its table of contents, with postings as arrays.

Whoosh's own postings are pickled blocks that are read one by one in Python; ours are two arrays a term (rows, steps), read as one
slice of the file: five to twenty times quicker, and nothing is unpickled to answer a query.
"""

import os
import struct
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, formats, index
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.reading import TermNotFound

from api.search.engine import LEVELS, Group, Postings
from api.search.evening import evened

_FIELD = "terms"
_TERM_INFO = struct.Struct("!BfIBBfIIqi")
"""What Whoosh notes of a term (codec 3): no inlining, weight, documents, lengths, highest weight, ids, place and size."""
_SMALL = 1 << 16
SHORT, CACHED, COUNTED = 1_000, 2_000, 20_000
"""Postings of terms with at most SHORT rows are kept for CACHED terms, the number of rows for COUNTED terms: at most 10 MB."""

Block = tuple[NDArray[np.unsignedinteger], NDArray[np.uint8]]


class _Inverted:
    """The postings of the documents to be written, by term: takes the place of Whoosh's pool of single postings."""

    def __init__(self) -> None:
        self.terms: dict[str, tuple[array[int], bytearray]] = {}

    def add(self, row: int, postings: Postings) -> None:
        """Add the terms of the document that stands in `row` of this segment."""
        for term, step in postings.items():
            if (held := self.terms.get(term)) is None:
                held = self.terms[term] = (array("I"), bytearray())
            held[0].append(row)
            held[1].append(step)

    def iter_postings(self) -> "_Inverted":
        """Hand over to the writer of the field, as Whoosh asks a pool to."""
        return self

    def cleanup(self) -> None:
        """Forget the postings."""
        self.terms.clear()


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes a term as an array of rows and an array of steps."""

    def add_postings(self, schema: fields.Schema, lengths: object, items: _Inverted) -> None:
        """Write every term of `items` in the order of its bytes."""
        del lengths
        self.start_field(_FIELD, schema[_FIELD])
        prefix = struct.pack("!H", self._fieldid)
        file, add = self._postfile, self._tindex.add
        for key, term in sorted((term.encode(), term) for term in items.terms):
            rows, steps = items.terms[term]
            packed = (array("H", rows) if rows[-1] < _SMALL else rows).tobytes() + bytes(steps)
            info = _TERM_INFO.pack(0, len(rows), len(rows), 0, 0, 1, rows[0], rows[-1], file.tell(), len(packed))
            file.write(packed)
            add(prefix + key, info)
        self.finish_field()


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's third codec, with our postings."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> _FieldWriter:
        """Return the writer of the inverted index."""
        return _FieldWriter(self, storage, segment)

    def postings_reader(self, dbfile: Any, terminfo: Any, *_: object, **__: object) -> Block:
        """Return rows and steps of a term."""
        place, (size,) = terminfo.extent()  # this release of Whoosh forgets to unpack the size
        packed, count = dbfile.get(place, size), terminfo.doc_frequency()
        kind: type[np.unsignedinteger[Any]] = np.uint16 if size == 3 * count else np.uint32
        return np.frombuffer(packed, kind, count), np.frombuffer(packed, np.uint8, count, offset=size - count)


def _schema() -> fields.Schema:
    return fields.Schema(**{_FIELD: fields.FieldType(formats.Existence(), None)})


class _PlacedFile(BufferFile):  # type: ignore[misc]
    """A file read where it is asked for (pread): by any number of threads, and nothing of it stays in memory.

    Whoosh's own reader of segments holds a whole copy of each in memory.
    """

    def __init__(self, path: Path) -> None:
        self.file = path.open("rb")
        self._name, self.onclose = path.name, None
        self.is_real = self.is_closed = False

    def get(self, position: int, length: int) -> bytes:
        """Return `length` bytes from `position`."""
        return os.pread(self.file.fileno(), length, position)


class _PlacedStorage(FileStorage):  # type: ignore[misc]
    """A folder of such files."""

    def open_file(self, name: str, **_: object) -> _PlacedFile:
        """Open the file `name` for reading."""
        return _PlacedFile(Path(self.folder, name))


class WhooshEngine:
    """An index of Whoosh, open for reading. Threads share it: nothing seeks, nothing is locked."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`."""
        self._index = index.FileIndex(_PlacedStorage(str(folder), readonly=True))
        self._reader = self._index.reader()
        self._leaves = list(self._reader.leaf_readers())
        self.frequency = lru_cache(maxsize=COUNTED)(self._frequency)
        self._short = lru_cache(maxsize=CACHED)(self._read)

    def _read(self, term: str) -> Block | None:
        found = []
        for leaf, first in self._leaves:
            try:
                rows, steps = leaf.postings(_FIELD, term)
            except TermNotFound:
                continue
            found.append((rows if first == 0 else rows.astype(np.uint32) + np.uint32(first), steps))
        if len(found) < 2:
            return found[0] if found else None
        return np.concatenate([rows for rows, _ in found]), np.concatenate([steps for _, steps in found])

    def _frequency(self, term: str) -> int:
        """Return how many rows hold `term`."""
        return int(self._reader.doc_frequency(_FIELD, term))

    def _block(self, term: str) -> Block | None:
        """Return rows and steps of `term`; short ones stay in memory, long ones are quicker read than kept."""
        return self._short(term) if self.frequency(term) <= SHORT else self._read(term)

    def _scores(self, groups: Sequence[Group], rows: int) -> NDArray[np.float32]:
        scores = np.zeros(rows, np.float32)
        for group in groups:
            found = [(block, each.weight / LEVELS) for each in group if (block := self._block(each.term)) is not None]
            if len(found) == 1:
                (held, steps), weight = found[0]
                scores[held] += steps * np.float32(weight)
            elif found:
                best = np.zeros(rows, np.float32)
                for (held, steps), weight in found:
                    best[held] = np.maximum(best[held], steps * np.float32(weight))
                scores += best
        return scores

    def best(
        self, groups: Sequence[Group], most: int, within: NDArray[np.bool_]
    ) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
        """Return the best rows and their scores, as `engine.Engine.best` says."""
        scores = self._scores(evened(groups), len(within))
        scores[~within] = 0
        held = np.flatnonzero(scores)
        if len(held) > most:
            least = np.partition(scores[held], -most)[-most]
            held = held[scores[held] >= least]
        order = np.lexsort((held, -scores[held]))[:most]
        rows = held[order].astype(np.uint32)
        return rows, scores[rows]

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()
        self._index.close()


class WhooshFormat:
    """Keeps an index with Whoosh: each call of `append` adds one segment, and none is ever rewritten."""

    name = "whoosh"

    def append(self, folder: Path, rows: Iterable[Postings], first: int) -> None:
        """Add `rows` as a segment."""
        folder.mkdir(parents=True, exist_ok=True)
        made = index.open_dir(str(folder)) if index.exists_in(str(folder)) else index.create_in(str(folder), _schema())
        if made.doc_count_all() != first:
            raise ValueError(f"the index holds {made.doc_count_all()} rows, not {first}")
        writer = made.writer(codec=_Codec(), compound=False)
        inverted = _Inverted()
        for row, postings in enumerate(rows):
            writer.add_document()
            inverted.add(row, postings)
        writer.pool.cleanup()
        writer.pool = inverted
        writer.commit(merge=False)
        made.close()

    def open(self, folder: Path) -> WhooshEngine:
        """Open the index in `folder`."""
        return WhooshEngine(folder)
