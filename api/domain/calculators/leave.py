"""Annual leave: how many days, when the next ones come, and what unused days are worth (Labor Standards Act, Article 38)."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from api.domain.calculators.base import Figures, Outcome, Quantity, Result, Step, Who, Wrong
from api.domain.calculators.sums import dates_wrong, days, message, money, not_covered, one_day, rounded, step, value_of
from i18n.messages import mark

ARTICLE = "art-annual-leave"
# Seniority, and the days of leave from it; the years after the last row have one day more each, up to the most.
TABLE = (
    ("seniority-6-months", "annual-leave-6-months"),
    ("seniority-1-year", "annual-leave-1-year"),
    ("seniority-2-years", "annual-leave-2-years"),
    ("seniority-3-years", "annual-leave-3-years"),
    ("seniority-5-years", "annual-leave-5-years"),
)


@dataclass(frozen=True)
class AnnualLeave:
    """First day of work, the day asked about (today if None), unused days, and the monthly wage in NT$ to pay them."""

    who: Who
    first_day: dt.date
    on: dt.date | None = None
    unused: Decimal | None = None
    wage: int | None = None


def leave_on(first_day: dt.date, on: dt.date, law: Figures) -> Quantity:
    """Return the days of leave that somebody who began on `first_day` has on `on`."""
    long = law("seniority-10-years")
    if first_day + long.span <= on:
        more = relativedelta(on, first_day).years - long.whole + 1
        earned = law(TABLE[-1][1]).value + more * law("annual-leave-extra").value
        return Quantity(min(earned, law("annual-leave-most").value), "days", "annual-leave-most")
    reached = [leave for seniority, leave in TABLE if first_day + law(seniority).span <= on]
    return law(reached[-1]) if reached else days(0)


def _next(first_day: dt.date, on: dt.date, law: Figures) -> tuple[dt.date, Quantity]:
    """Return the next day on which leave is earned, and how much."""
    half = first_day + law(TABLE[0][0]).span
    years = relativedelta(on, first_day).years + 1
    coming = half if half > on else first_day + relativedelta(years=years)
    return coming, leave_on(first_day, coming, law)


def _unused(asked: AnnualLeave, law: Figures) -> tuple[Step, ...]:
    if not asked.unused or not asked.wage:
        return ()
    one = one_day(law, asked.wage)
    total = Fraction(asked.unused) * value_of(one)
    paid = step(
        mark("Unused days are paid: %(days)s × %(day)s = %(amount)s"),
        "art-annual-leave-unused",
        money(total),
        days=days(Fraction(asked.unused)),
        day=money(value_of(one)),
    )
    return (one, paid, rounded(total))


def annual_leave(asked: AnnualLeave, law: Figures, today: dt.date) -> Outcome:
    """Return the days of annual leave on the day asked about."""
    on = asked.on or today
    if wrong := dates_wrong(("first_day", asked.first_day), ("on", on), today):
        return wrong
    if asked.who == "home":
        return not_covered(law)
    if asked.unused and not asked.wage:
        return Wrong("wage", message(mark("Write the monthly wage too: unused days are paid by it.")))
    due = leave_on(asked.first_day, on, law)
    coming, more = _next(asked.first_day, on, law)
    served = relativedelta(on, asked.first_day)
    years, months = Quantity(Fraction(served.years), "years"), Quantity(Fraction(served.months), "months")
    steps = (
        step(mark("On %(on)s you have worked there for %(years)s and %(months)s."), on=on, years=years, months=months),
        step(mark("From that seniority: %(amount)s of leave."), ARTICLE, due),
        step(mark("On %(date)s you earn the next: %(amount)s."), ARTICLE, more, date=coming),
        *_unused(asked, law),
    )
    notes = (
        message(mark("You choose the days. The employer must pay them like workdays.")),
        message(
            mark("The employer must tell you of the leave within %(notice)s of the day you earn it."),
            notice=law("annual-leave-notice"),
        ),
    )
    return Result(message(mark("Annual leave: %(amount)s."), amount=due), due, steps, notes)
