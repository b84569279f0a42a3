"""The queries about searches that found nothing: a keyed hash and a count, and words once they came often enough."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from api.domain.missed import Missed, once_more
from api.store.schema import SERVICE

MOST_ROWS = 20_000
"""Rows a language: a flood of new words pushes out what was asked once, the oldest first."""
MOST_LISTED = 5_000

# No hour, no address, no browser: `lang` is the language of the page, `understood` the one in which the words were read.
missed_searches = Table(
    "missed_searches",
    SERVICE,
    Column("id", Integer, primary_key=True),
    Column("lang", String(16), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("understood", String(16), nullable=False),
    Column("count", Integer, nullable=False),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False, index=True),
    Column("words", String(160), nullable=False),
    Column("kept_on", Date),
    UniqueConstraint("lang", "digest"),
    Index("ix_missed_searches_lang", "lang", "count", "last_on"),
)

# What a member of staff struck: the hash alone stays, so that the words never come back.
struck_searches = Table("struck_searches", SERVICE, Column("digest", String(64), primary_key=True))

# What a member of staff said yes to: it is shown to anybody once it was asked often enough.
published_searches = Table("published_searches", SERVICE, Column("digest", String(64), primary_key=True))

_KNOWN = [missed_searches.c[name] for name in ("count", "first_on", "last_on", "words", "kept_on")]


class Miss(NamedTuple):
    """One search that found nothing."""

    lang: str
    digest: str
    understood: str
    words: str
    day: dt.date


class Row(NamedTuple):
    """Words that are kept, the slugs of the page's language and of their own, what is known of them, and the staff's yes."""

    lang: str
    understood: str
    digest: str
    missed: Missed
    is_approved: bool = False


def count(connection: Connection, misses: Sequence[Miss], most: int = MOST_ROWS) -> list[None]:
    """Count each of `misses`; of a language there are at most so many rows."""
    asked = {miss.digest for miss in misses}
    struck = set(connection.scalars(select(struck_searches.c.digest).where(struck_searches.c.digest.in_(asked))))
    for miss in misses:
        if miss.digest not in struck:
            _count_one(connection, miss)
    for lang in {miss.lang for miss in misses}:
        _make_room(connection, lang, most)
    return [None] * len(misses)


def _count_one(connection: Connection, miss: Miss) -> None:
    mine = (missed_searches.c.lang == miss.lang) & (missed_searches.c.digest == miss.digest)
    row = connection.execute(select(*_KNOWN).where(mine)).first()
    values = {**vars(once_more(Missed(*row) if row else None, miss.words, miss.day)), "understood": miss.understood}
    if row:
        connection.execute(update(missed_searches).where(mine).values(values))
    else:
        connection.execute(insert(missed_searches).values(lang=miss.lang, digest=miss.digest, **values))


def _make_room(connection: Connection, lang: str, most: int) -> None:
    table = missed_searches
    mine = table.c.lang == lang
    over = (connection.scalar(select(func.count()).where(mine)) or 0) - most
    if over > 0:
        oldest = select(table.c.id).where(mine, table.c.count == 1).order_by(table.c.last_on, table.c.id).limit(over)
        connection.execute(delete(table).where(table.c.id.in_(oldest)))


def kept(connection: Connection) -> list[Row]:
    """Return the words that are kept, those asked most often first."""
    table = missed_searches
    query = select(table.c.lang, table.c.understood, table.c.digest, *_KNOWN).where(table.c.words != "")
    query = query.order_by(table.c.count.desc(), table.c.lang, table.c.words).limit(MOST_LISTED)
    approved = set(connection.scalars(select(published_searches.c.digest)))
    rows = connection.execute(query)
    return [Row(row.lang, row.understood, row.digest, Missed(*row[3:]), row.digest in approved) for row in rows]


def publish(connection: Connection, digests: Collection[str]) -> None:
    """Note that the words behind `digests` may be shown to anybody, in every language."""
    for digest in digests:
        connection.execute(upsert(published_searches).values(digest=digest).on_conflict_do_nothing())


def strike(connection: Connection, digests: Collection[str]) -> None:
    """Delete the words behind `digests` in every language, and count them never again."""
    for digest in digests:
        connection.execute(upsert(struck_searches).values(digest=digest).on_conflict_do_nothing())
    for table in (missed_searches, published_searches):
        connection.execute(delete(table).where(table.c.digest.in_(digests)))


def is_any_before(connection: Connection, day: dt.date) -> bool:
    """Return whether there are words that nobody has asked for since before `day`."""
    oldest = connection.scalar(select(func.min(missed_searches.c.last_on)))
    return oldest is not None and oldest < day


def forget_before(connection: Connection, day: dt.date) -> int:
    """Delete what nobody has asked for since before `day`; return how much."""
    return connection.execute(delete(missed_searches).where(missed_searches.c.last_on < day)).rowcount
