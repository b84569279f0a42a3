"""What the open data count of each case: codes, months and days, nothing that leads back to anybody."""

import datetime as dt
from collections.abc import Sequence
from typing import cast

from api.domain.cases import Event
from api.domain.closing import REASONS
from api.domain.deadlines import rounds
from api.domain.outcomes import CaseCount, Outcome, ReplyLabel
from api.services.case_records import Record, all_records
from api.services.resources import DeskResources, Resources


def _outcome(case: Record) -> Outcome:
    now = case.standing
    if now.closing is not None:
        return REASONS[now.closing.detail.reason].outcome if now.closing.detail.reason in REASONS else "no-result"
    return "withdrawn" if now.is_withdrawn else "open"


def _labels(history: Sequence[Event]) -> tuple[ReplyLabel, ...]:
    """Return one label for each reply: the least certain of what it is made of."""
    order = ("machine", "human", "phrase")
    made = [event.detail.labels for event in history if event.step in {"asked", "answered"} and event.detail.labels]
    return tuple(cast("ReplyLabel", next(label for label in order if label in each)) for each in made)


def _count(case: Record, today: dt.date) -> CaseCount:
    row, filed = case.row, case.filed_on
    passed = rounds(case.history, filed, row["due_on"])
    first = passed[0].first_reply_on
    return CaseCount(
        kind=row["kind"],
        category=row["category"],
        door=row["door"],
        unit=case.standing.unit,
        lang=case.lang,
        filed_month=f"{filed:%Y-%m}",
        outcome=_outcome(case),
        is_overdue=any(each.is_late(today) for each in passed),
        days_to_first_reply=(first - filed).days if first else None,
        reply_labels=_labels(case.history),
    )


def counted(resources: Resources | DeskResources) -> list[CaseCount]:
    """Return a row for every case; either process can ask."""
    service = resources.reader if isinstance(resources, Resources) else resources.service_reader
    desk = resources.desk_reader if isinstance(resources, Resources) else resources.reader
    today = resources.clock().date()
    return [_count(case, today) for case in all_records(service, desk)]
