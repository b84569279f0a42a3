"""What results are narrowed and ordered by, a number for each row: arrays, so that a million rows cost no objects."""

import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from api.search.documents import Document

Rows = NDArray[np.integer[Any]]
"""Numbers of rows."""

NEVER = np.iinfo(np.int32).min
"""Stands for a day that a page does not have."""

NO_ROW = -1
_DAMAGE = (ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError)
"""What NumPy and the archive that it reads raise for bytes that are none of theirs."""
_DAY, _MINUTE = "datetime64[D]", "datetime64[m]"


def _numbered(moments: Sequence[str], unit: str) -> NDArray[np.int32]:
    """Return the ISO `moments` as whole days or minutes since 1970; an empty one as NEVER."""
    counted = np.array(list(moments) or [""], dtype=unit)[: len(moments)]
    return np.where(np.isnat(counted), NEVER, counted.astype(np.int64)).astype(np.int32)


def day_of(iso: str) -> int:
    """Return the ISO day or minute `iso` as days since 1970."""
    return int(_numbered([iso[:10]], _DAY)[0])


def minute_of(iso: str) -> int:
    """Return the ISO minute `iso` as minutes since 1970."""
    return int(_numbered([iso], _MINUTE)[0])


def hashed(keys: Iterable[str]) -> NDArray[np.uint64]:
    """Return a number of 64 bits for each of `keys` (`Document.key`); the same on every machine."""
    digests = b"".join(blake2b(key.encode(), digest_size=8).digest() for key in keys)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def _coded(values: Sequence[str]) -> tuple[NDArray[np.str_], NDArray[np.uint16]]:
    """Return the distinct `values`, and for each value its place among them."""
    names, codes = np.unique(np.array(values, dtype=np.str_), return_inverse=True)
    return names, codes.astype(np.uint16)


def _spans(document: Document) -> int:
    return len(document.enrol_spans) + len(document.hour_spans)


def _days_of(document: Document) -> Sequence[tuple[str, str]]:
    """Return the runs of days on which `document` is on: where nobody told them, all from its first day to its last."""
    if document.days is not None or not document.over_on:
        return document.days or ()
    return ((document.starts_on or document.over_on, document.over_on),)


def _in_row(at: NDArray[np.int64], spans: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which rows have one of `spans`; those of row n are `at[n]` to `at[n + 1]`."""
    found = np.zeros(len(at) - 1, dtype=np.bool_)
    found[np.searchsorted(at, np.flatnonzero(spans), side="right") - 1] = True
    return found


def _of_before(stored: dict[str, Any]) -> dict[str, Any]:
    """Return what columns lack that an earlier release has saved: they tell no meetings, and mix enrolment with hours."""
    if "day_at" in stored:
        return stored
    dated, no_span = stored["over_on"] != NEVER, np.zeros(0, np.int32)
    starts_on = np.where(stored["starts_on"] == NEVER, stored["over_on"], stored["starts_on"])
    days = {"day_from": starts_on[dated], "day_until": stored["over_on"][dated], "day_at": _offsets(dated.tolist())}
    hours = {"open_from": no_span, "open_until": no_span, "open_at": np.zeros(len(dated) + 1, np.int64)}
    return stored | days | hours | {"enrols": np.zeros(0, np.bool_)}


def _offsets(sizes: Sequence[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)


def _joined(
    names: NDArray[np.str_], codes: NDArray[np.uint16], more: NDArray[np.str_], further: NDArray[np.uint16]
) -> tuple[NDArray[np.str_], NDArray[np.uint16]]:
    """Return one list of names for both columns of codes, and the codes of both under it."""
    together, places = np.unique(np.concatenate([names, more]), return_inverse=True)
    first, second = places[: len(names)].astype(np.uint16), places[len(names) :].astype(np.uint16)
    return together, np.concatenate([first[codes], second[further]])


@dataclass(frozen=True)
class Columns:
    """The rows of one shelf, in the order of its lines.

    `kind` and `district` are places in `kinds` and `districts`. Days count from 1970, as do the minutes of `open_from` and
    `open_until`, which are the spans of all rows one after the other: those of row n are `open_at[n]` to `open_at[n + 1]`;
    `enrols` tells those in which one may enrol from those of opening hours. `day_from` and `day_until` are in the same way
    (`day_at`) the runs of days on which a row is on, both ends inside.
    Its line in the file of documents is the bytes from `text_at[n]` to `text_at[n + 1]`. A row that is not `live` was
    replaced by a later one.
    """

    kinds: NDArray[np.str_]
    kind: NDArray[np.uint16]
    districts: NDArray[np.str_]
    district: NDArray[np.uint16]
    starts_on: NDArray[np.int32]
    over_on: NDArray[np.int32]
    read_on: NDArray[np.int32]
    boost: NDArray[np.float32]
    live: NDArray[np.bool_]
    key: NDArray[np.uint64]
    open_from: NDArray[np.int32]
    open_until: NDArray[np.int32]
    enrols: NDArray[np.bool_]
    open_at: NDArray[np.int64]
    day_from: NDArray[np.int32]
    day_until: NDArray[np.int32]
    day_at: NDArray[np.int64]
    text_at: NDArray[np.int64]

    @classmethod
    def of(cls, documents: Sequence[Document], sizes: Sequence[int] = ()) -> "Columns":
        """Return the columns of `documents`, all live, whose lines have so many bytes (`sizes`, with the line's end)."""
        kinds, kind = _coded([each.kind for each in documents])
        districts, district = _coded([each.district for each in documents])
        spans = [span for each in documents for span in (*each.enrol_spans, *each.hour_spans)]
        enrols = [number < len(each.enrol_spans) for each in documents for number in range(_spans(each))]
        days = [_days_of(each) for each in documents]
        return cls(
            kinds,
            kind,
            districts,
            district,
            _numbered([each.starts_on for each in documents], _DAY),
            _numbered([each.over_on for each in documents], _DAY),
            _numbered([each.read_on for each in documents], _DAY),
            np.array([each.boost for each in documents], dtype=np.float32),
            np.ones(len(documents), dtype=np.bool_),
            hashed(each.key for each in documents),
            _numbered([first for first, _ in spans], _MINUTE),
            _numbered([until for _, until in spans], _MINUTE),
            np.array(enrols, dtype=np.bool_),
            _offsets([_spans(each) for each in documents]),
            _numbered([first for runs in days for first, _ in runs], _DAY),
            _numbered([last for runs in days for _, last in runs], _DAY),
            _offsets([len(runs) for runs in days]),
            _offsets(sizes or [0] * len(documents)),
        )

    def __len__(self) -> int:
        """Return how many rows there are, dead ones among them."""
        return len(self.live)

    def append(self, other: "Columns") -> "Columns":
        """Return these rows, then those of `other`."""
        kinds, kind = _joined(self.kinds, self.kind, other.kinds, other.kind)
        districts, district = _joined(self.districts, self.district, other.districts, other.district)
        named: dict[str, Any] = {"kinds": kinds, "kind": kind, "districts": districts, "district": district}
        offsets = {
            name: np.concatenate([mine, mine[-1] + getattr(other, name)[1:]])
            for name, mine in (("open_at", self.open_at), ("day_at", self.day_at), ("text_at", self.text_at))
        }
        rest: dict[str, Any] = {
            each.name: np.concatenate([getattr(self, each.name), getattr(other, each.name)])
            for each in fields(self)
            if each.name not in {*named, *offsets}
        }
        return Columns(**named | offsets | rest)

    def without(self, rows: Rows) -> "Columns":
        """Return the same columns with `rows` dead."""
        live = self.live.copy()
        live[rows] = False
        return replace(self, live=live)

    @cached_property
    def _by_key(self) -> tuple[NDArray[np.uint64], Rows]:
        """Return the keys of the live rows in order, and the row of each."""
        rows = np.flatnonzero(self.live)
        rows = rows[np.argsort(self.key[rows], kind="stable")]
        return self.key[rows], rows

    def rows_of_keys(self, keys: Iterable[str]) -> Rows:
        """Return the live row of each of `keys`, or NO_ROW."""
        return self.rows_of_hashes(hashed(keys))

    def rows_of_hashes(self, wanted: NDArray[np.uint64]) -> Rows:
        """Return the live row of each key, given as `hashed` gives it, or NO_ROW."""
        known, rows = self._by_key
        if not len(known):
            return np.full(len(wanted), NO_ROW, dtype=np.int64)
        places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        return np.where(known[places] == wanted, rows[places], NO_ROW)

    def open_rows(self, minute: int, *, enrols: bool) -> NDArray[np.bool_]:
        """Return which rows have a span, of enrolment or of hours, in which `minute` lies; its last minute is outside."""
        is_open = (self.open_from <= minute) & (minute < self.open_until)
        return _in_row(self.open_at, is_open & (self.enrols == enrols))

    def rows_on(self, first: int, last: int) -> NDArray[np.bool_]:
        """Return which rows are on, or meet, on one of the days from `first` to `last`."""
        return _in_row(self.day_at, (self.day_from <= last) & (self.day_until >= first))

    def save(self, path: Path) -> None:
        """Write the columns to `path`; the same columns give the same bytes."""
        with path.open("wb") as target:
            np.savez(target, **{each.name: getattr(self, each.name) for each in fields(self)})

    @classmethod
    def load(cls, path: Path) -> "Columns":
        """Return the columns that lie in `path`. Raises ValueError if it is damaged, OSError if it cannot be read."""
        try:
            with path.open("rb") as source, np.load(source, allow_pickle=False) as stored:
                found = _of_before({name: stored[name] for name in stored.files})
            columns = cls(**{each.name: found[each.name] for each in fields(cls)})
        except _DAMAGE as error:
            raise ValueError(f"{path.name} is damaged") from error
        columns.check(path.name)
        return columns

    def check(self, name: str) -> None:
        """Raise ValueError, naming the file `name`, where the arrays do not fit each other."""
        rows = len(self.live)
        by_row = (self.kind, self.district, self.starts_on, self.over_on, self.read_on, self.boost, self.key)
        fit = (
            all(len(column) == rows for column in by_row)
            and len(self.open_at) == len(self.day_at) == len(self.text_at) == rows + 1
            and len(self.open_from) == len(self.open_until) == len(self.enrols) == self.open_at[-1]
            and len(self.day_from) == len(self.day_until) == self.day_at[-1]
            and not (rows and (self.kind.max() >= len(self.kinds) or self.district.max() >= len(self.districts)))
        )
        if not fit:
            raise ValueError(f"{name} is damaged")
