"""The audit of the desk: its head is signed each day and handed out, and whatever was changed or cut off is found."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from api.services import step_seals
from api.services.resources import DeskResources
from api.services.signing import is_signed, public_part, sign
from api.store import chain, desk_audit
from api.store.chain import START, Head, broken_at
from api.store.desk_audit import DeskHappened, SignedHead
from api.store.rows import moment
from api.store.types import Connection

SIGN_EVERY = 60.0
"""Seconds between two looks whether a day has ended."""
_EXPORTED = 30
"""How many of the newest heads are looked for in the folder, and written if they are not there."""
MOST = 100
"""How many rows stand on one page."""
Row = tuple[int, DeskHappened]


def newest(resources: DeskResources, action: str, reference: str, before: int) -> tuple[list[Row], Head]:
    """Return the newest rows with their numbers, of one action, about one thing, before one number; and the head of all."""
    with resources.reader.begin() as connection:
        return desk_audit.newest(connection, action, reference, before, MOST), desk_audit.head(connection)


def statement(day: str, head: Head) -> str:
    """Return what is signed about `head`, canonical JSON."""
    return json.dumps({"chain": "desk", "day": day, **head._asdict()}, sort_keys=True, separators=(",", ":"))


def sign_day(resources: DeskResources, folder: Path) -> None:
    """Sign the head of the day that ended last, once, and write it into `folder`, to be kept on another machine."""
    today = resources.clock().replace(hour=0, minute=0, second=0)
    day = (today - dt.timedelta(days=1)).date().isoformat()
    with resources.reader.begin() as connection:
        known = desk_audit.heads(connection)
        head = desk_audit.head_before(connection, moment(today))
    if all(each.day != day for each in known):
        signed = SignedHead(day, *head, sign(resources.signing_key, statement(day, head)))
        resources.writer.write(lambda connection: desk_audit.keep_head(connection, signed))
        known.append(signed)
    _export(known[-_EXPORTED:], public_part(resources.signing_key), folder)


def _export(heads: Iterable[SignedHead], key: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for each in heads:
        path = folder / f"{each.day}.json"
        if not path.exists():
            document = {
                "statement": statement(each.day, Head(each.rows, each.digest)),
                "signature": each.signature,
                "key": key,
            }
            fresh = path.with_suffix(".new")
            fresh.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
            fresh.replace(path)


def broken(connection: Connection, key: str, copy: Path | None = None) -> list[str]:
    """Return what is wrong with the audit of the desk, whose public `key` signs its heads; `copy` is a head kept elsewhere."""
    rows = desk_audit.all_rows(connection)
    digests = {0: START, **{number: digest for number, _, digest in rows}}
    guarded = ("desk_audit", "audit_heads", "case_steps")
    found = [f"{table}: {name} is missing" for table in guarded for name in chain.missing_guards(connection, table)]
    if number := broken_at(rows):
        found.append(f"desk audit row {number}: does not follow from the one before it")
    for each in desk_audit.heads(connection):
        found += _misfit(digests, f"signed head of {each.day}", Head(each.rows, each.digest))
        if not is_signed(key, statement(each.day, Head(each.rows, each.digest)), each.signature):
            found.append(f"signed head of {each.day}: its signature is not that of this desk")
    found += step_seals.broken(connection)
    return found + (list(_compared(digests, key, copy)) if copy else [])


def _misfit(digests: dict[int, str], what: str, head: Head) -> list[str]:
    if head.rows not in digests:
        return [f"{what}: there were {head.rows} rows, now there are {max(digests)}"]
    return [] if digests[head.rows] == head.digest else [f"{what}: row {head.rows} or one before it was changed since"]


def _compared(digests: dict[int, str], key: str, copy: Path) -> Iterator[str]:
    """Yield how the chain differs from the head in the file `copy`."""
    try:
        document = json.loads(copy.read_text(encoding="utf-8"))
        text, signature = str(document["statement"]), str(document["signature"])
        told = json.loads(text)
        head = Head(int(told["rows"]), str(told["digest"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        yield f"{copy.name} cannot be read as a signed head: {type(error).__name__}"
        return
    if not is_signed(key, text, signature):
        yield f"{copy.name}: its signature is not that of this desk"
    yield from _misfit(digests, copy.name, head)
