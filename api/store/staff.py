"""The queries about members of staff."""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from api.domain.staffing import Member, Role
from api.store.desk_schema import staff


class Account(NamedTuple):
    """A member with what they sign in with: `totp` is sealed to the desk, `last_step` the last step whose code was taken."""

    member: Member
    password_hash: str
    totp: bytes | None
    last_step: int


def _account(row: Sequence[Any]) -> Account:
    units, languages = (frozenset(filter(None, text.split(","))) for text in (row[3], row[4]))
    return Account(Member(row[0], cast("Role", row[2]), units, languages), row[1], row[5], row[6])


_ACCOUNT = select(
    staff.c.username,
    staff.c.password_hash,
    staff.c.role,
    staff.c.units,
    staff.c.languages,
    staff.c.totp,
    staff.c.totp_last,
)


def find(connection: Connection, username: str) -> Account | None:
    """Return the account of `username`."""
    row = connection.execute(_ACCOUNT.where(staff.c.username == username)).first()
    return _account(row) if row else None


def everybody(connection: Connection) -> list[Account]:
    """Return every account, by name."""
    return [_account(row) for row in connection.execute(_ACCOUNT.order_by(staff.c.username))]


def put(connection: Connection, account: Account) -> None:
    """Add `account`, or put it in place of the one with its name."""
    member = account.member
    row = {
        "password_hash": account.password_hash,
        "role": member.role,
        "units": ",".join(sorted(member.units)),
        "languages": ",".join(sorted(member.languages)),
        "totp": account.totp,
        "totp_last": account.last_step,
    }
    values = upsert(staff).values(username=member.username, **row)
    connection.execute(values.on_conflict_do_update(index_elements=["username"], set_=row))


def remove(connection: Connection, username: str) -> bool:
    """Remove `username`; return whether there was one."""
    return connection.execute(delete(staff).where(staff.c.username == username)).rowcount == 1


def use_step(connection: Connection, username: str, step: int) -> bool:
    """Note that the code of time step `step` was used; return False if it, or a later one, had been used before."""
    newer = (staff.c.username == username) & (staff.c.totp_last < step)
    return connection.execute(update(staff).where(newer).values(totp_last=step)).rowcount == 1
