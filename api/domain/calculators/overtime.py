"""Overtime and work on days off: what is due on top of the usual pay (Labor Standards Act, Articles 24, 39 and 40)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from api.domain.calculators.base import Figures, Outcome, PaidBy, Quantity, Result, Step, Who, Wrong
from api.domain.calculators.sums import NOTHING, message, money, not_covered, owed, rounded, step, value_of
from i18n.messages import Message, mark

Day = Literal["workday", "rest-day", "holiday", "annual-leave", "regular-leave"]


@dataclass(frozen=True)
class Overtime:
    """Pay in NT$ by the month or the hour; `hours` beyond the normal ones on a workday, all hours on a day off."""

    who: Who
    day: Day
    hours: Decimal
    paid_by: PaidBy
    pay: int


def _hour(asked: Overtime, law: Figures) -> Step:
    if asked.paid_by == "hour":
        return step(mark("Your pay for one hour: %(amount)s"), "", money(asked.pay))
    length, normal = law("calc-month-days"), law("normal-hours-day")
    return step(
        mark("Your pay for one hour, usual practice: %(pay)s ÷ %(days)s ÷ %(hours)s = %(amount)s"),
        "art-overtime-workday",
        money(asked.pay / length.value / normal.value),
        pay=money(asked.pay),
        days=length,
        hours=normal,
    )


def _portion(worked: Fraction, rate: Quantity, hour: Fraction, article: str) -> Step:
    return step(
        mark("%(hours)s × %(hour)s × %(rate)s = %(amount)s"),
        article,
        money(worked * hour * rate.value),
        hours=Quantity(worked, "hours"),
        hour=money(hour),
        rate=rate,
    )


def _raised(rate: Quantity) -> Quantity:
    return Quantity(1 + rate.value, rate.unit, rate.figure)


def _workday(law: Figures, hour: Fraction, worked: Fraction) -> list[Step]:
    first = min(worked, law("overtime-first-hours").value)
    parts = [(first, law("overtime-rate-first")), (worked - first, law("overtime-rate-second"))]
    return [_portion(part, _raised(rate), hour, "art-overtime-workday") for part, rate in parts if part]


def _rest_day(law: Figures, hour: Fraction, worked: Fraction) -> list[Step]:
    first, normal = law("rest-day-first-hours").value, law("normal-hours-day").value
    parts = [
        (min(worked, first), law("rest-day-rate-first")),
        (max(min(worked, normal) - first, NOTHING), law("rest-day-rate-later")),
        (max(worked - normal, NOTHING), law("calc-rest-day-rate-beyond")),
    ]
    return [_portion(part, rate, hour, "art-overtime-rest-day") for part, rate in parts if part]


def _day_off(asked: Overtime, law: Figures, hour: Fraction, worked: Fraction) -> list[Step]:
    """Return one day's pay more, however short the work for somebody paid by the month; then overtime."""
    article = "art-regular-day-work" if asked.day == "regular-leave" else "art-holiday-work"
    normal = law("normal-hours-day").value
    counted = min(worked, normal) if asked.paid_by == "hour" else normal
    double = step(
        mark("Double pay: one day's pay more, %(hours)s × %(hour)s = %(amount)s"),
        article,
        money(counted * hour),
        hours=Quantity(counted, "hours"),
        hour=money(hour),
    )
    beyond = max(worked - normal, NOTHING)
    if asked.day == "regular-leave":
        # Work in a disaster or an emergency is paid double throughout (Labor Standards Act, Articles 24 and 40).
        rate = law("calc-emergency-rate")
        return [double, _portion(beyond, rate, hour, "art-overtime-workday")] if beyond else [double]
    return [double, *_workday(law, hour, beyond)]


def _notes(asked: Overtime, law: Figures, worked: Fraction) -> tuple[Message, ...]:
    most = law("hours-day-cap")
    notes = [
        message(
            mark(
                "Overtime in a month: at most %(month)s; with the consent of the union or the labour-management meeting %(agreed)s."
            ),
            month=law("overtime-month-cap"),
            agreed=law("overtime-month-cap-agreed"),
        ),
    ]
    if asked.day != "regular-leave":
        notes.append(message(mark("Time off instead of pay needs your wish and the employer's consent.")))
    if asked.day == "workday" and law("normal-hours-day").value + worked > most.value:
        too_long = mark(
            "With the normal hours this is more than %(most)s a day, which is not allowed. It must be paid."
        )
        notes.insert(0, message(too_long, most=most))
    if asked.day == "regular-leave":
        only = mark("Work on a regular leave day is allowed only in a disaster or emergency, and time off must follow.")
        notes.insert(0, message(only))
    return tuple(notes)


def overtime(asked: Overtime, law: Figures, today: dt.date) -> Outcome:
    """Return what is due for the hours, at least; `today` changes nothing but which figures are in force."""
    del today
    if asked.who == "home":
        return not_covered(law)
    worked, most = Fraction(asked.hours), law("hours-day-cap")
    if worked > most.value:
        too_many = mark("A working day has at most %(most)s. Ask for one day at a time.")
        return Wrong("hours", message(too_many, most=most))
    hour = _hour(asked, law)
    if asked.day == "workday":
        parts = _workday(law, value_of(hour), worked)
    elif asked.day == "rest-day":
        parts = _rest_day(law, value_of(hour), worked)
    else:
        parts = _day_off(asked, law, value_of(hour), worked)
    total = sum(map(value_of, parts), NOTHING)
    headline = message(mark("At least %(amount)s more than your usual pay is due."), amount=owed(total))
    return Result(headline, owed(total), (hour, *parts, rounded(total)), _notes(asked, law, worked))
