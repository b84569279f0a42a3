"""What the tests of the index share: a plain engine of their own, and documents that are quickly made."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from api.search.documents import Document
from api.search.engine import LEVELS, Group, Postings


class PlainEngine:
    """The postings of all rows in memory, looked at one by one: what an engine must do, and as slowly as one can."""

    def __init__(self, folder: Path) -> None:
        """Read the one file in `folder`."""
        self.rows: list[Postings] = json.loads((folder / "rows.json").read_bytes())

    def frequency(self, term: str) -> int:
        """Count the rows that hold `term`."""
        return sum(term in row for row in self.rows)

    def best(
        self, groups: Sequence[Group], most: int, within: NDArray[np.bool_]
    ) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
        """Score every row."""
        scored = [
            (-sum(max(each.weight * held.get(each.term, 0) / LEVELS for each in group) for group in groups), row)
            for row, held in enumerate(self.rows)
            if within[row]
        ]
        found = sorted(pair for pair in scored if pair[0])[:most]
        return np.array([row for _, row in found], np.uint32), np.array([-score for score, _ in found], np.float32)

    def close(self) -> None:
        """Forget the rows."""
        self.rows = []


class PlainFormat:
    """Keeps the postings as JSON."""

    name = "plain"

    def append(self, folder: Path, rows: Iterable[Postings], first: int) -> None:
        """Write the file with `rows` behind those that it has."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "rows.json"
        held = json.loads(path.read_bytes()) if path.exists() else []
        assert len(held) == first
        path.write_text(json.dumps([*held, *map(dict, rows)]), encoding="utf-8")

    def open(self, folder: Path) -> PlainEngine:
        """Read the file."""
        return PlainEngine(folder)


def document(name: str, words: str = "") -> Document:
    """Return a guide that is called `name`, with these `words`."""
    return Document(f"/xx/guides/{name}/", "guide", name, f"About {name}.", (), (("", words),), read_on="2026-11-21")
