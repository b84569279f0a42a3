"""What every search engine here can do: terms in, row numbers and scores out."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

LEVELS = 15
"""Into how many steps the worth of a term for a document is divided: an engine keeps a step, not a frequency."""


class Wanted(NamedTuple):
    """One term of a question (as `i18n.text` cuts it) and how much a document at the highest step gets for it."""

    term: str
    weight: float


Group = tuple[Wanted, ...]
"""Terms that stand for the same word: a document is paid for the best of them, once."""

Postings = Mapping[str, int]
"""The terms of one document, each with its step (1 to LEVELS)."""


class Engine(Protocol):
    """One index, opened for reading: safe for any number of threads."""

    def frequency(self, term: str) -> int:
        """Return how many rows hold `term`."""
        ...

    def best(
        self, groups: Sequence[Group], most: int, within: NDArray[np.bool_]
    ) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
        """Return the rows for which `within` is true with the highest scores, best first, and their scores; ties by row.

        The score of a row is the sum over `groups` of the highest weight x step / LEVELS among the terms that it holds.
        """
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


class Format(Protocol):
    """How one engine keeps its files."""

    name: str

    def append(self, folder: Path, rows: Iterable[Postings], first: int) -> None:
        """Add `rows`, numbered from `first`, to the index in `folder`, which is made if it is new. Rows are never changed."""
        ...

    def open(self, folder: Path) -> Engine:
        """Open the index in `folder`. Raises whatever the engine raises if it is missing or damaged."""
        ...
