"""What shows that something filed was removed, added or altered: the log beside the rows that it describes, and beside copies."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from api.domain import proof
from api.services import proving
from api.store import audit, filings
from api.store.chain import START
from api.store.filings import Filing
from api.store.types import Connection


def broken(
    connection: Connection, key: str, copies: Sequence[Any] = (), erased: Collection[str] = ()
) -> tuple[list[str], int]:
    """Return each sign of tampering, in a sentence, and how many cases are erased by rule (`erased` are their references).

    `key` is the public half of the key that signs; `copies` are published days that were kept elsewhere.
    """
    log, document = filings.log(connection), proving.document(connection, key)
    found = [*_records(connection, log, erased), *_envelopes(connection, log, erased)]
    found += [*_counted(connection, log), *proof.verify(document, (), copies)]
    gone = {said["reference"] for said in map(_said, log) if said.get("reference") in erased}
    return found, len(gone)


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


def _records(connection: Connection, log: Sequence[Filing], erased: Collection[str]) -> Iterator[str]:
    """Compare every record with the rows of today."""
    today = filings.described(connection)
    for filing in log:
        said, now = _said(filing), today.pop(filing.letter, None)
        is_erased = said.get("reference") in erased
        if (
            proof.canonical(said) != filing.record
            or filing.leaf != proof.leaf(filing.record)
            or filing.day != said.get("day")
        ):
            yield f"{_name(said)}: the record in the log was altered (number {filing.id})."
        elif now is None:
            yield from () if is_erased else (f"{_name(said)}: removed.",)
        elif wrong := sorted(
            name for name in now.keys() - ({"keys"} if is_erased else set()) if said.get(name) != now[name]
        ):
            yield f"{_name(said)}: altered ({', '.join(wrong)})."
    for now in today.values():
        yield f"{_name(now)}: added, or its record was taken out of the log."
    if [filing.id for filing in log] != [*range(1, filings.most(connection) + 1)]:
        yield "The log: a record was taken out, or the numbers of the records were altered."


def _envelopes(connection: Connection, log: Sequence[Filing], erased: Collection[str]) -> Iterator[str]:
    """Look into every envelope: whole, or empty because its case is erased; and none beside the letters."""
    saying = {filing.letter: _said(filing) for filing in log}
    for box in filings.boxes(connection):
        said = saying.get(box.letter)
        if said is None:
            yield f"Envelope {box.id}: added, or the record of its letter was taken out of the log."
        elif not box.is_whole and not (box.is_empty and said.get("reference") in erased):
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
