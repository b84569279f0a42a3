"""The queries about complaints: what complainants filed and wrote."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, RowMapping, delete, exists, func, insert, select, update

from api.store.schema import case_letters, cases, envelopes, staged_files


@dataclass(frozen=True)
class NewCase:
    """What is kept of a complaint when it is lodged; its words lie in a letter, sealed."""

    receipt_hash: str
    press: str
    body: str
    door: str
    kind: str
    category: str
    lang: str
    lodged_at: dt.datetime
    due_on: dt.date
    complainant_key: bytes


@dataclass(frozen=True)
class Part:
    """One envelope that came with a letter: what it is, for a file which sort, and the sealed bytes."""

    part: str
    sealed: bytes
    key_desk: bytes
    key_escrow: bytes
    digest: str
    label: str = ""


def add(connection: Connection, new: NewCase) -> tuple[int, str]:
    """Keep `new`; return its number and its reference, which names it to both sides but opens nothing."""
    count = connection.execute(select(func.coalesce(func.max(cases.c.id), 0))).scalar_one() + 1
    reference = f"{new.lodged_at.year}-{count:06d}"
    result = connection.execute(insert(cases).values(**vars(new), reference=reference))
    number = result.inserted_primary_key
    return (int(number[0]) if number else 0), reference


def add_letter(
    connection: Connection, number: int, step: str, parts: Sequence[Part], press: str, at: dt.datetime
) -> int:
    """Keep what the complainant of case `number` wrote or did; return the number of the letter."""
    result = connection.execute(insert(case_letters).values(case_id=number, at=at, step=step, press=press))
    key = result.inserted_primary_key
    letter = int(key[0]) if key else 0
    for part in parts:
        connection.execute(insert(envelopes).values(case_id=number, letter_id=letter, **vars(part)))
    return letter


def parts(connection: Connection, number: int, *wanted: str) -> list[RowMapping]:
    """Return the envelopes of case `number`, oldest first; of the parts `wanted` only, if any are named."""
    query = select(envelopes).where(envelopes.c.case_id == number).order_by(envelopes.c.id)
    return list(connection.execute(query.where(envelopes.c.part.in_(wanted)) if wanted else query).mappings().all())


def stage(connection: Connection, ticket: str, part: Part, size: int, at: dt.datetime) -> None:
    """Keep a sealed file until its complaint is filed."""
    kept = {"sealed": part.sealed, "key_desk": part.key_desk, "key_escrow": part.key_escrow}
    connection.execute(insert(staged_files).values(ticket=ticket, staged_at=at, label=part.label, size=size, **kept))


def staged(connection: Connection, tickets: Sequence[str]) -> list[RowMapping]:
    """Return the files that wait under `tickets`, in the order in which they were handed in."""
    query = select(staged_files).where(staged_files.c.ticket.in_(tickets)).order_by(staged_files.c.id)
    return list(connection.execute(query).mappings().all())


def bytes_staged(connection: Connection) -> int:
    """Return how many bytes all files have together that wait for their complaints."""
    return int(connection.execute(select(func.coalesce(func.sum(staged_files.c.size), 0))).scalar_one())


def staged_before(connection: Connection, moment: dt.datetime) -> bool:
    """Return whether a file waits since before `moment`."""
    return connection.execute(select(staged_files.c.id).where(staged_files.c.staged_at < moment)).first() is not None


def unstage(connection: Connection, tickets: Sequence[str] = (), before: dt.datetime | None = None) -> None:
    """Forget the files of `tickets`, or all that were handed in before a moment."""
    condition = staged_files.c.staged_at < before if before else staged_files.c.ticket.in_(tickets)
    connection.execute(delete(staged_files).where(condition))


def by_press(connection: Connection, press: str) -> RowMapping | None:
    """Return the case that a press of the button lodged."""
    return connection.execute(select(cases).where(cases.c.press == press)).mappings().first()


def letter_by_press(connection: Connection, press: str) -> RowMapping | None:
    """Return the letter that a press of the button sent."""
    return connection.execute(select(case_letters).where(case_letters.c.press == press)).mappings().first()


def by_receipt(connection: Connection, receipt_hash: str) -> RowMapping | None:
    """Return the case of a receipt."""
    return connection.execute(select(cases).where(cases.c.receipt_hash == receipt_hash)).mappings().first()


def by_reference(connection: Connection, reference: str) -> RowMapping | None:
    """Return the case called `reference`."""
    return connection.execute(select(cases).where(cases.c.reference == reference)).mappings().first()


_words = envelopes.alias()
_HAS_WORDS = exists().where(_words.c.letter_id == case_letters.c.id, _words.c.part == "words").label("has_words")
_LETTERS = select(case_letters, _HAS_WORDS).order_by(case_letters.c.id)


def letters(connection: Connection, number: int) -> list[RowMapping]:
    """Return what the complainant of case `number` wrote and did, oldest first; one without words changes the contact."""
    return list(connection.execute(_LETTERS.where(case_letters.c.case_id == number)).mappings().all())


def everything(connection: Connection) -> list[RowMapping]:
    """Return all cases, the one that is due first in front."""
    return list(connection.execute(select(cases).order_by(cases.c.due_on, cases.c.id)).mappings().all())


def count(connection: Connection) -> int:
    """Return how many cases there are."""
    return int(connection.execute(select(func.count()).select_from(cases)).scalar_one())


def all_letters(connection: Connection) -> list[RowMapping]:
    """Return the letters of all cases, oldest first."""
    return list(connection.execute(_LETTERS).mappings().all())


def counts_of_parts(connection: Connection, number: int) -> dict[str, int]:
    """Return how many envelopes of each part case `number` has."""
    query = select(envelopes.c.part, func.count()).where(envelopes.c.case_id == number).group_by(envelopes.c.part)
    return {row[0]: row[1] for row in connection.execute(query)}


def envelope(connection: Connection, number: int, identity: int) -> RowMapping | None:
    """Return the envelope `identity` of case `number`."""
    query = select(envelopes).where(envelopes.c.case_id == number, envelopes.c.id == identity)
    return connection.execute(query).mappings().first()


def first_words_after(connection: Connection, most: int, done: Collection[str]) -> list[RowMapping]:
    """Return reference and envelope of the words first written in up to `most` cases that are not `done`."""
    first = select(func.min(envelopes.c.id)).where(envelopes.c.part == "words").group_by(envelopes.c.case_id)
    query = select(cases.c.reference, envelopes).join(cases, cases.c.id == envelopes.c.case_id)
    rows = connection.execute(query.where(envelopes.c.id.in_(first)).order_by(cases.c.id)).mappings()
    return list(islice((row for row in rows if row["reference"] not in done), most))


def empty(connection: Connection, reference: str, letters: int) -> int:
    """Empty every envelope of the first `letters` letters of `reference`; their digests stay. Return how many there were."""
    number = select(cases.c.id).where(cases.c.reference == reference).scalar_subquery()
    first = select(case_letters.c.id).where(case_letters.c.case_id == number).order_by(case_letters.c.id).limit(letters)
    full = envelopes.c.letter_id.in_(first) & (func.length(envelopes.c.sealed) > 0)
    nothing = {"sealed": b"", "key_desk": b"", "key_escrow": b""}
    return connection.execute(update(envelopes).where(full).values(**nothing)).rowcount
