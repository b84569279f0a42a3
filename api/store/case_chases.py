"""The queries about chases of late answers: each is a row of the audit of the desk, and nothing else is kept of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import cast

from sqlalchemy import Connection, select

from api.domain.chasing import Chase, LateStage
from api.domain.desk_actions import CLOCK
from api.store import desk_audit
from api.store.desk_audit import DeskHappened
from api.store.desk_schema import desk_audit as table

CHASED, CARRIED = "chased", "committee-told"
"""The actions: somebody is named whom a late case concerns; somebody took its note to the committee."""
_ROWS = select(*(table.c[name] for name in DeskHappened._fields)).where(table.c.action.in_((CHASED, CARRIED)))


def _chase(row: DeskHappened) -> Chase:
    # The detail is the day on which the round began, and whom the row names.
    round_on, _, name = row.detail.partition(" ")
    is_carried = row.action == CARRIED
    at, began = dt.datetime.fromisoformat(row.at).date(), dt.date.fromisoformat(round_on)
    return Chase(cast("LateStage", row.reason), began, at, row.officer if is_carried else name, is_carried)


def of(connection: Connection, reference: str) -> list[Chase]:
    """Return the chases of the case `reference`, oldest first."""
    rows = connection.execute(_ROWS.where(table.c.reference == reference).order_by(table.c.id))
    return [_chase(DeskHappened(*row)) for row in rows]


def every(connection: Connection) -> Mapping[str, list[Chase]]:
    """Return the chases of all cases by reference, oldest first."""
    found: dict[str, list[Chase]] = defaultdict(list)
    for row in connection.execute(_ROWS.order_by(table.c.id)):
        happened = DeskHappened(*row)
        found[happened.reference].append(_chase(happened))
    return found


def note(connection: Connection, made: Iterable[tuple[str, Chase]], at: str) -> None:
    """Add each chase of a case, by reference, to the audit."""
    for reference, chase in made:
        officer, action = (chase.to, CARRIED) if chase.is_carried else (CLOCK, CHASED)
        detail = chase.round_on.isoformat() if chase.is_carried else f"{chase.round_on} {chase.to}".rstrip()
        desk_audit.note(connection, DeskHappened(at, officer, action, reference, chase.stage, detail))
