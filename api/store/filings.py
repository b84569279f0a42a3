"""The log of what was filed: one record a letter, made of the rows that it describes, and the days that are over."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Row, Table, insert, select, type_coerce
from sqlalchemy.types import NullType

from api.domain import proof
from api.store.schema import case_letters, cases, envelopes, filing_days, filings

VERSION = 1
# The columns that `row` covers, beside those that a record names itself. What is added to a table later is none of version 1.
_CASE = ("id", "press", "body", "lodged_at", "complainant_key")
_LETTER = ("id", "case_id", "press")
_ENVELOPE = ("id", "case_id", "letter_id", "part", "label")


class Filing(NamedTuple):
    """One record of the log, about one letter, counted on one day."""

    id: int
    letter: int
    day: str
    record: str
    leaf: str


@dataclass(frozen=True)
class Day:
    """One day that is over; the names are those of the published document."""

    day: str
    count: int
    root: str
    audit: str
    previous: str
    head: str
    signature: str


class Box(NamedTuple):
    """One envelope, in hashes, so that a case with large files is small; `is_empty` when nothing is left in it and of its keys."""

    id: int
    letter: int
    is_whole: bool
    is_empty: bool


def described(connection: Connection, case: int | None = None) -> dict[int, dict[str, Any]]:
    """Return what a record says of each letter, as the rows of today have it, but for `day` and `digest`; of one `case` or of all."""
    boxes: dict[int, list[Row[Any]]] = {}
    for box in _rows(connection, envelopes, envelopes.c.case_id, case):
        boxes.setdefault(box.letter_id, []).append(box)
    owners = {row.id: row for row in _rows(connection, cases, cases.c.id, case)}
    letters = sorted(
        _rows(connection, case_letters, case_letters.c.case_id, case), key=lambda row: (row.case_id, row.id)
    )
    return {
        letter.id: _record(owners[number], letter, boxes.get(letter.id, []), place)
        for number, group in groupby(letters, key=lambda letter: letter.case_id)
        if number in owners
        for place, letter in enumerate(group)
    }


def _rows(connection: Connection, table: Table, column: Column[Any], case: int | None) -> list[Row[Any]]:
    # As the file has them, not as their columns would read them: what was altered by hand need not be of the right type.
    kept = [type_coerce(each, NullType()).label(each.name) for each in table.c if each.name != "sealed"]
    query = select(*kept).order_by(table.c.id)
    return list(connection.execute(query if case is None else query.where(column == case)))


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value).replace(" ", "T").removesuffix(".000000")


def _hashed(*values: object) -> str:
    return hashlib.sha256(proof.canonical([_plain(value) for value in values]).encode()).hexdigest()


NO_KEYS = _hashed(b"", b"")
"""What a record would say of the keys of an envelope that is empty."""


def _record(case: Row[Any], letter: Row[Any], boxes: list[Row[Any]], place: int) -> dict[str, Any]:
    kept = [(case, _CASE), (letter, _LETTER), *((box, _ENVELOPE) for box in boxes)]
    return {
        "v": VERSION,
        "reference": _plain(case.reference),
        "number": place,
        "step": _plain(letter.step),
        "door": _plain(case.door),
        "kind": _plain(case.kind),
        "category": _plain(case.category),
        "lang": _plain(case.lang),
        "at": _plain(letter.at),
        "due_on": _plain(case.due_on),
        "seals": [_plain(box.digest) for box in boxes],
        "keys": [_hashed(box.key_desk, box.key_escrow) for box in boxes],
        "receipt": _plain(case.receipt_hash),
        "row": _hashed(*(getattr(row, name) for row, names in kept for name in names)),
    }


def day_after(day: str) -> str:
    """Return the day after `day`."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


def add(connection: Connection, letter: int, digest: str = "") -> str:
    """Add the record of a letter, which its transaction has just kept with its envelopes, and return it.

    `digest` is what was filed under the salt of the receipt (`api.domain.proof.digest`). A day that is over takes nothing more:
    what was begun before midnight and kept after it counts on the next.
    """
    case = connection.execute(select(case_letters.c.case_id).where(case_letters.c.id == letter)).scalar_one()
    said = described(connection, case)[letter]
    over = last_day(connection)
    day = max(said["at"][:10], day_after(over.day) if over else "")
    record = proof.canonical(said | {"day": day, "digest": digest})
    connection.execute(insert(filings).values(letter_id=letter, day=day, record=record, leaf=proof.leaf(record)))
    return record


def log(connection: Connection, day: str = "") -> list[Filing]:
    """Return the records in order, of one `day` or of all."""
    query = select(filings).order_by(filings.c.id)
    return [Filing(*row) for row in connection.execute(query.where(filings.c.day == day) if day else query)]


def most(connection: Connection) -> int:
    """Return how many records there have ever been: the database counts them, whatever is taken out."""
    counted = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'filings'").scalar()
    return int(counted or 0)


def of_case(connection: Connection, case: int) -> list[Filing]:
    """Return the records of one case, in order."""
    query = select(filings).join(case_letters, case_letters.c.id == filings.c.letter_id)
    return [
        Filing(*row) for row in connection.execute(query.where(case_letters.c.case_id == case).order_by(filings.c.id))
    ]


def days(connection: Connection) -> list[Day]:
    """Return the days that are over, in order."""
    return [Day(*row) for row in connection.execute(select(filing_days).order_by(filing_days.c.day))]


def last_day(connection: Connection) -> Day | None:
    """Return the last day that is over."""
    row = connection.execute(select(filing_days).order_by(filing_days.c.day.desc()).limit(1)).first()
    return Day(*row) if row else None


def add_day(connection: Connection, day: Day) -> None:
    """Keep a day that is over."""
    connection.execute(insert(filing_days).values(vars(day)))


def adopt(connection: Connection) -> None:
    """Begin the log with what was filed before there was one, where it is empty; what was written then nobody can show."""
    if connection.execute(select(filings.c.id).limit(1)).first() is None and last_day(connection) is None:
        for (letter,) in connection.execute(select(case_letters.c.id).order_by(case_letters.c.id)).all():
            add(connection, letter)


def boxes(connection: Connection) -> Iterator[Box]:
    """Yield every envelope, in hashes, one after the other: together they may be larger than the memory."""
    for number in connection.execute(select(envelopes.c.id).order_by(envelopes.c.id)).scalars().all():
        row = connection.execute(
            select(*(type_coerce(each, NullType()).label(each.name) for each in envelopes.c)).where(
                envelopes.c.id == number
            )
        ).one()
        sealed = row.sealed if isinstance(row.sealed, bytes) else str(row.sealed).encode()
        is_whole = hashlib.sha256(sealed).hexdigest() == row.digest
        yield Box(number, row.letter_id, is_whole, not (sealed or row.key_desk or row.key_escrow))
