"""Sick leave: half pay, protected days, and the most that the attendance bonus may shrink (leave rules, Article 4)."""

import datetime as dt
import math
from dataclasses import dataclass

from api.domain.calculators.base import Figures, Outcome, Result, Step, Who
from api.domain.calculators.sums import days, message, money, not_covered, one_day, owed, rounded, step, value_of
from i18n.messages import Message, mark

ARTICLE = "art-sick-leave"


@dataclass(frozen=True)
class SickPay:
    """Monthly wage in NT$, sick days now and earlier this year (none in hospital), and the monthly attendance bonus."""

    who: Who
    wage: int
    days: int
    taken: int = 0
    bonus: int = 0


def _bonus(asked: SickPay, counted: int, law: Figures) -> tuple[Step, ...]:
    """Return the most that may be taken off the bonus for `counted` protected days: pro rata, rounded down."""
    if not asked.bonus or not counted:
        return ()
    length = law("calc-month-days")
    most = money(math.floor(min(asked.bonus / length.value * counted, money(asked.bonus).value)))
    return (
        step(
            mark("Attendance bonus: at most %(bonus)s ÷ %(length)s × %(days)s = %(amount)s may be taken off"),
            ARTICLE,
            most,
            bonus=money(asked.bonus),
            length=length,
            days=days(counted),
        ),
    )


def _notes(asked: SickPay, paid: int, counted: int) -> tuple[Message, ...]:
    notes = [message(mark("Days in hospital are counted apart. The labour insurance may pay for them."))]
    if paid < asked.days:
        more = mark("Days beyond that may be taken as personal or annual leave: talk with the employer.")
        notes.insert(0, message(more))
    if asked.bonus and asked.days > counted:
        only = mark(
            "The limit on the attendance bonus is for the protected days only; for the other days it is not confirmed."
        )
        notes.insert(0, message(only))
    return tuple(notes)


def _protected(asked: SickPay, law: Figures, today: dt.date) -> tuple[int, Step]:
    """Return how many of the days now are protected, and a step that says so."""
    limit, since = law("sick-leave-protected"), law.date("sick-leave-protected-from")
    counted = max(min(asked.taken + asked.days, limit.whole) - asked.taken, 0) if today >= since else 0
    return counted, step(
        mark("Protected: the first %(limit)s of a year since %(since)s. Of these days: %(amount)s."),
        ARTICLE,
        days(counted),
        limit=limit,
        since=since,
    )


def sick_pay(asked: SickPay, law: Figures, today: dt.date) -> Outcome:
    """Return the pay for sick days outside hospital, at least, and what may be taken off the bonus at most."""
    if asked.who == "home":
        return not_covered(law)
    year, half = law("sick-leave-year"), law("sick-leave-pay")
    paid = max(min(asked.taken + asked.days, year.whole) - asked.taken, 0)
    one = one_day(law, asked.wage)
    total = value_of(one) * half.value / 100 * paid
    counted, protected = _protected(asked, law, today)
    steps = (
        one,
        step(
            mark("A year has %(year)s with %(half)s of the pay. Of these days: %(amount)s."),
            ARTICLE,
            days(paid),
            year=year,
            half=half,
        ),
        step(
            mark("%(days)s × %(day)s × %(half)s = %(amount)s"),
            ARTICLE,
            money(total),
            days=days(paid),
            day=money(value_of(one)),
            half=half,
        ),
        rounded(total),
        protected,
        *_bonus(asked, counted, law),
    )
    headline = message(mark("At least %(amount)s for these sick days."), amount=owed(total))
    return Result(headline, owed(total), steps, _notes(asked, paid, counted))
