"""The queries of whoever tells complainants something: which case, in which language, and whether a rule is new."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from api.store.schema import cases, envelopes


def numbers(connection: Connection, references: Collection[str]) -> dict[str, int]:
    """Return the numbers of the cases called `references`."""
    if not references:
        return {}
    rows = connection.execute(select(cases.c.reference, cases.c.id).where(cases.c.reference.in_(references)))
    return {row[0]: row[1] for row in rows}


def lang_of(connection: Connection, number: int) -> str:
    """Return the slug of the language in which case `number` was filed."""
    return str(connection.execute(select(cases.c.lang).where(cases.c.id == number)).scalar_one())


def newest_contact(connection: Connection) -> int:
    """Return the number of the newest envelope."""
    return int(connection.execute(select(func.coalesce(func.max(envelopes.c.id), 0))).scalar_one())


def changed(connection: Connection, after: int, until: int) -> set[int]:
    """Return the cases that got a rule for contact with the envelopes after one number, up to another."""
    found = select(envelopes.c.case_id).where(envelopes.c.id > after, envelopes.c.id <= until)
    return set(connection.execute(found.where(envelopes.c.part == "contact")).scalars())
