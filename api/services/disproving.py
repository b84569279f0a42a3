"""What shows that something filed was removed, added or altered: the log beside the rows that it describes, and beside copies."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from api.domain import proof
from api.services import proving
from api.store import audit, desk_audit, erasures, filings
from api.store.chain import START
from api.store.filings import Filing
from api.store.types import Connection

Erased = Mapping[str, int]
"""The cases of which the first so many letters were erased, by reference."""


def erased_by_rule(desk: Connection) -> dict[str, int]:
    """Return which letters the desk erased. An erasure that its audit does not know excuses nothing."""
    rows = (row for _, row, _ in desk_audit.all_rows(desk) if row.action == "case-erased")
    noted = {(row.reference, row.detail) for row in rows}
    found = erasures.after(desk, 0)
    return {each.reference: each.letters for each in found if (each.reference, str(each.letters)) in noted}


def broken(
    connection: Connection, key: str, copies: Sequence[Any] = (), erased: Erased | None = None
) -> tuple[list[str], int]:
    """Return each sign of tampering, in a sentence, and of how many cases letters are erased by rule.

    `key` is the public half of the key that signs; `copies` are published days that were kept elsewhere.
    """
    log, document, gone = filings.log(connection), proving.document(connection, key), erased or {}
    found = [*_records(connection, log, gone), *_envelopes(connection, log, gone)]
    found += [*_counted(connection, log), *proof.verify(document, (), copies)]
    return found, len(gone.keys() & {said.get("reference") for said in map(_said, log)})


def _is_erased(said: Mapping[str, Any], erased: Erased) -> bool:
    return bool(said.get("number", 0) < erased.get(said.get("reference", ""), 0))


def _said(filing: Filing) -> dict[str, Any]:
    try:
        said = json.loads(filing.record)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _name(said: Mapping[str, Any]) -> str:
    """Return what a sentence calls a record, its case or its letter."""
    number = said.get("number")
    return f"Case {said.get('reference')}" + (f", letter {number}" if number else "")


def _altered(said: Mapping[str, Any], now: Mapping[str, Any], *, is_erased: bool) -> list[str]:
    """Return the fields in which the rows of today are not what was filed; the keys of an erased letter may be empty."""
    emptied = is_erased and len(said["keys"]) == len(now["keys"])
    keys = [
        was if emptied and is_now == filings.NO_KEYS else is_now
        for was, is_now in zip_longest(said["keys"], now["keys"])
    ]
    return sorted(name for name, value in {**now, "keys": keys}.items() if said.get(name) != value)


def _records(connection: Connection, log: Sequence[Filing], erased: Erased) -> Iterator[str]:
    """Compare every record with the rows of today."""
    today = filings.described(connection)
    for filing in log:
        said, now = _said(filing), today.pop(filing.letter, None)
        as_written = proof.canonical(said) == filing.record and filing.leaf == proof.leaf(filing.record)
        if not as_written or filing.day != said.get("day"):
            yield f"{_name(said)}: the record in the log was altered (number {filing.id})."
        elif now is None:
            yield f"{_name(said)}: removed."
        elif wrong := _altered(said, now, is_erased=_is_erased(said, erased)):
            yield f"{_name(said)}: altered ({', '.join(wrong)})."
    for now in today.values():
        yield f"{_name(now)}: added, or its record was taken out of the log."
    if [filing.id for filing in log] != [*range(1, filings.most(connection) + 1)]:
        yield "The log: a record was taken out, or the numbers of the records were altered."


def _envelopes(connection: Connection, log: Sequence[Filing], erased: Erased) -> Iterator[str]:
    """Look into every envelope: whole, or empty because its letter is erased; and none beside the letters."""
    saying = {filing.letter: _said(filing) for filing in log}
    for box in filings.boxes(connection):
        said = saying.get(box.letter)
        if said is None:
            yield f"Envelope {box.id}: added, or the record of its letter was taken out of the log."
        elif not box.is_whole and not (box.is_empty and _is_erased(said, erased)):
            yield f"{_name(said)}: envelope {box.id} was " + ("emptied." if box.is_empty else "altered.")


def _counted(connection: Connection, log: Sequence[Filing]) -> Iterator[str]:
    """Count each day again, and compare the days with the audit: each of the two lists holds the other."""
    rows, days = audit.all_rows(connection), filings.days(connection)
    moves = {START, *(digest for _, _, digest in rows)}
    noted = {row.detail for _, row, _ in rows if row.action == proving.DAY_CLOSED}
    for day in days:
        leaves = [proof.leaf(filing.record) for filing in log if filing.day == day.day]
        if (len(leaves), proof.root(leaves)) != (day.count, day.root):
            yield f"{day.day}: the records of this day are not those that were counted and signed."
        if day.audit not in moves or day.head not in noted:
            yield f"{day.day}: the audit was cut or written anew since."
    if lost := len(noted - {day.head for day in days}):
        yield f"Days that the audit remembers were taken out or altered: {lost}."
    known = {day.day for day in days}
    if days and any(filing.day <= days[-1].day and filing.day not in known for filing in log):
        yield "The log: a record stands under a day that never was."
