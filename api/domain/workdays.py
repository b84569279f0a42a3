"""Which days people work: Mondays to Fridays that are no day of rest."""

import datetime as dt
from collections.abc import Collection

_FIRST_DAY_OF_WEEKEND = 5


def is_workday(day: dt.date, holidays: Collection[dt.date]) -> bool:
    """Return whether offices work on `day`; `holidays` holds days of rest, those made up for included."""
    return day.weekday() < _FIRST_DAY_OF_WEEKEND and day not in holidays


def add_workdays(day: dt.date, count: int, holidays: Collection[dt.date]) -> dt.date:
    """Return the working day that lies `count` working days after `day`; `day` itself is not counted.

    A `count` of 0 gives `day` itself, or the next working day if it is none (Civil Code, Article 122).
    """
    if count < 0:
        raise ValueError("working days are counted forwards")
    while count or not is_workday(day, holidays):
        day += dt.timedelta(days=1)
        count = max(0, count - is_workday(day, holidays))
    return day
