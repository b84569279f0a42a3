"""Proof that what was filed stays filed: a signature at once, a signed root each day, and the way from one to the other."""

import datetime as dt
from functools import partial
from typing import Any, NamedTuple

import nacl.signing

from api.domain import proof
from api.services.resources import Resources
from api.services.sealing import receipt_key
from api.services.secrets import keyed
from api.services.signing import public_part, sign
from api.store import audit, cases, filings
from api.store.rows import moment
from api.store.types import Connection

DAY_CLOSED = "day closed"
"""The action under which the audit notes the head of a day."""
salt_of, digest_of = proof.salt, proof.digest


class Signed(NamedTuple):
    """What this installation states, with its signature and the key to check it with."""

    statement: str
    signature: str
    key: str


def signed(resources: Resources, statement: str) -> Signed:
    """Return `statement` (made by `api.domain.proof.stated`, so that its purpose stands in it), signed."""
    return Signed(statement, sign(resources.signing_key, statement), public_part(resources.signing_key))


def receipt_proof(resources: Resources, record: str) -> Signed:
    """Return the signed statement about one record, which belongs on the receipt; made again, it is the same."""
    return signed(resources, proof.receipt_statement(record))


def close_days(resources: Resources) -> None:
    """Count, chain and sign every day that is over and is not closed yet; after a standstill all of them, each once."""
    now = resources.clock()
    yesterday = (now.date() - dt.timedelta(days=1)).isoformat()
    with resources.reader.begin() as connection:
        last = filings.last_day(connection)
    if last is None or last.day < yesterday:
        resources.writer.write(partial(_close, until=yesterday, now=moment(now), key=resources.signing_key))


def _close(connection: Connection, until: str, now: str, key: nacl.signing.SigningKey) -> None:
    filings.adopt(connection)
    last = filings.last_day(connection)
    if last:
        day, previous = filings.day_after(last.day), last.head
    else:
        day, previous = min([until, *(filing.day for filing in filings.log(connection))]), proof.START
    while day <= until:
        leaves = [filing.leaf for filing in filings.log(connection, day)]
        row: dict[str, Any] = {"day": day, "count": len(leaves), "root": proof.root(leaves), "previous": previous}
        row["audit"] = audit.AUDIT.head(connection).digest
        previous = row["head"] = proof.head(row)
        filings.add_day(connection, filings.Day(**row, signature=sign(key, proof.stated("day", head=previous))))
        # Each list holds the other: a day that is taken out is missed by the audit, and the other way about.
        audit.note(connection, audit.Happened(now, "clock", DAY_CLOSED, "", "", detail=previous))
        day = filings.day_after(day)


def document(connection: Connection, key: str) -> dict[str, Any]:
    """Return the days that are over as they are published, with the public `key` that signed them."""
    return {"format": 1, "key": key, "days": [vars(day) for day in filings.days(connection)]}


def days(resources: Resources) -> dict[str, Any]:
    """Return the document of the days that are over (`/data/filings.json`)."""
    with resources.reader.begin() as connection:
        return document(connection, public_part(resources.signing_key))


def inclusion(resources: Resources, receipt: str) -> dict[str, Any] | None:
    """Return what shows that all that was filed with `receipt` is in the log; None if no case has it. Trying costs a derivation as well."""
    receipt_key(receipt, resources.pepper)  # nobody tries receipts faster here than where a case is looked up
    with resources.reader.begin() as connection:
        case = cases.by_receipt(connection, keyed(resources.pepper, "receipt", receipt))
        if case is None:
            return None
        closed = {day.day: vars(day) for day in filings.days(connection)}
        noted = [_noted(resources, connection, filing, closed) for filing in filings.of_case(connection, case["id"])]
    return {"format": 1, "key": public_part(resources.signing_key), "filings": noted, "opened": []}


def _noted(
    resources: Resources, connection: Connection, filing: filings.Filing, closed: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    that_day = filings.log(connection, filing.day)
    index = that_day.index(filing)
    return {
        "record": filing.record,
        "signature": receipt_proof(resources, filing.record).signature,
        "day": closed.get(filing.day),
        "index": index,
        "path": proof.path([each.leaf for each in that_day], index) if filing.day in closed else [],
    }
