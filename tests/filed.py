"""Cases filed straight into the store, with letters and envelopes of known bytes: what the log of filings is tested on."""

import hashlib
import sqlite3
from pathlib import Path

from api.domain.intake import clock_of
from api.services import proving
from api.services.resources import Resources
from api.services.sealing import receipt_key
from api.services.secrets import keyed
from api.store import cases, filings
from api.store.types import Connection


def parts(name: str, *wanted: str) -> list[cases.Part]:
    """Return one envelope for each of the `wanted` parts."""
    boxes = [f"sealed {name} {part}".encode() for part in wanted]
    return [
        cases.Part(
            part, box, b"key " + box, b"escrow " + box, hashlib.sha256(box).hexdigest(), "jpg" * (part == "file")
        )
        for part, box in zip(wanted, boxes, strict=True)
    ]


def file(resources: Resources, receipt: str, *letters: str, filed: object = "what was filed") -> list[str]:
    """File a case under `receipt` with further `letters` (their steps); return its records."""
    at = resources.clock().replace(minute=0, second=0)

    def work(connection: Connection) -> list[str]:
        new = cases.NewCase(
            receipt_hash=keyed(resources.pepper, "receipt", receipt),
            press=keyed(resources.pepper, "press", receipt),
            body=keyed(resources.pepper, "body", receipt),
            door="case",
            kind="dispute",
            category="wages",
            lang="vi",
            lodged_at=at,
            due_on=clock_of("dispute", "case").due_on(at.date()),
            complainant_key=bytes(receipt_key(receipt, resources.pepper).public_key),
        )
        case, reference = cases.add(connection, new)
        records = []
        for number, step in enumerate(("lodged", *letters)):
            sealed = parts(f"{reference} {number}", "words", *(() if number else ("name", "file")))
            letter = cases.add_letter(connection, case, step, sealed, f"{receipt} {number}", at)
            records.append(filings.add(connection, letter, proving.digest_of(proving.salt_of(receipt), filed)))
        return records

    return resources.writer.write(work)


def alter(folder: Path, statement: str, *values: object) -> None:
    """Change the service's file by hand, past every rule, as somebody with the disk could."""
    with sqlite3.connect(folder / "service" / "service.db") as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA ignore_check_constraints=ON")
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement, values)
        for _, guard in guards:
            connection.execute(guard)
    connection.close()
