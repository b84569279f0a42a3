"""How long the words of a case are kept, and what holds them back from being erased."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from api.domain.cases import Standing
from api.domain.intake import KINDS
from i18n.messages import mark

LETTER_DAYS = 14
"""So long a letter that nothing could send lies in its folder: by then what it tells is over, or was told by hand."""

TIP_YEARS = 2
"""A closed tip is kept for so many years after it was filed: nobody waits for an answer to it. One that nobody closes is named then."""

HELD: Mapping[str, str] = {
    "open": mark("It is open."),
    "contested": mark("The closing is contested."),
    "withdrawn": mark("It was withdrawn, and not yet closed."),
    "tip-open": mark("Nobody has closed this tip: close it, and its words are erased."),
    "linked-open": mark("Another case about the same firm, agency, address or telephone is open."),
}


@dataclass(frozen=True)
class Keep:
    """It is kept until this day."""

    until: dt.date


@dataclass(frozen=True)
class Held:
    """It is held: `why` is a key of HELD, and `until` the day on which its time was up, where it has one."""

    why: str
    until: dt.date | None


@dataclass(frozen=True)
class Erase:
    """Its time has been up since this day: its words are erased."""

    since: dt.date


def tip_day(filed_on: dt.date) -> dt.date:
    """Return the day on which a tip has been kept for long enough."""
    return filed_on + relativedelta(years=TIP_YEARS)


def erase_on(door: str, kind: str, filed_on: dt.date, closed_on: dt.date) -> dt.date:
    """Return the day from which the words of a closed case are erased."""
    if door == "tip":
        return max(closed_on, tip_day(filed_on))
    return closed_on + relativedelta(years=KINDS[kind].keep_years)


def retention(
    door: str, kind: str, filed_on: dt.date, standing: Standing, today: dt.date, *, linked_open: int = 0
) -> Keep | Held | Erase:
    """Return what becomes of a case on `today`. Whatever opens it again (a letter, a contest) holds it."""
    if standing.closing is None:
        # No clock brings a tip to anybody: what lies too long has to be named, or it would be kept for ever.
        if door == "tip" and today >= tip_day(filed_on):
            return Held("tip-open", tip_day(filed_on))
        return Held(standing.state if standing.state in HELD else "open", None)
    day = erase_on(door, kind, filed_on, standing.closing.at.date())
    if today < day:
        return Keep(day)
    return Held("linked-open", day) if linked_open else Erase(day)
