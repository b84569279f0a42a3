"""The last day to act, for any time limit that the law sets, and how many days are left."""

import datetime as dt
from dataclasses import dataclass

from api.domain.calculators.base import Figures, Outcome, Quantity, Result, Step, Wrong
from api.domain.calculators.sums import days, message, step
from api.domain.limits import LIMITS, Limit, last_day
from i18n.messages import mark


@dataclass(frozen=True)
class TimeLimit:
    """The name of a limit, the day it counts from, and for some a second day from which an outer limit counts."""

    limit: str
    since: dt.date
    outer_since: dt.date | None = None


def _end(since: dt.date, length: Quantity, *, before: bool = False) -> dt.date:
    return last_day(since, length.whole, length.unit, before=before)  # type: ignore[arg-type]


def _step(limit: Limit, length: Quantity, since: str, from_day: dt.date, end: dt.date) -> Step:
    said = (
        mark("At least %(length)s before %(since)s (%(from_day)s): %(date)s")
        if limit.before
        else mark("Within %(length)s of %(since)s (%(from_day)s): %(date)s")
    )
    return step(said, limit.article, length=length, since=since, from_day=from_day, date=end)


def time_limit(asked: TimeLimit, law: Figures, today: dt.date) -> Outcome:
    """Return the last day; where there are two limits, the earlier of their ends."""
    limit = LIMITS[asked.limit]
    length = law(limit.figure)
    end = _end(asked.since, length, before=limit.before)
    steps = [step(limit.what), _step(limit, length, limit.since, asked.since, end)]
    if limit.outer:
        outer, began = law(limit.outer), asked.outer_since
        if began is None:
            return Wrong("outer_since", message(mark("Write this day too: this limit has a second end.")))
        if began > asked.since:
            return Wrong("outer_since", message(mark("This day cannot lie after the first one. Compare both.")))
        outer_end = _end(began, outer)
        steps.append(_step(limit, outer, limit.outer_since, began, outer_end))
        end = min(end, outer_end)
    left = days((end - today).days)
    counted = message(
        mark("The day itself is not counted. A day off at the end may give one day more; do not rely on it.")
    )
    if left.value < 0:
        passed = mark(
            "The last day was %(date)s. Ask all the same: sometimes another way is open. Nobody can promise it."
        )
        return Result(message(passed, date=end), end, tuple(steps), (counted,))
    headline = message(mark("The last day is %(date)s. Left: %(amount)s."), date=end, amount=left)
    return Result(headline, end, tuple(steps), (counted,))
