"""When the employer ends the job: days of notice, and severance pay (Labor Standards Act 16 and 17, Labor Pension Act 12)."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dateutil.relativedelta import relativedelta

from api.domain.calculators.base import Figures, Outcome, Quantity, Result, Step, Who, Wrong
from api.domain.calculators.sums import (
    NOTHING,
    dates_wrong,
    days,
    message,
    money,
    not_covered,
    one_day,
    owed,
    rounded,
    step,
    value_of,
)
from api.domain.limits import last_day
from i18n.messages import mark

System = Literal["new", "old", "changed"]
NOTICE = (
    ("notice-from-short", "notice-short"),
    ("notice-from-middle", "notice-middle"),
    ("notice-from-long", "notice-long"),
)
ONE_DAY = dt.timedelta(days=1)
MONTHS_A_YEAR = 12
NOTICE_IF = mark("This holds when the employer ends the job and you did nothing gravely wrong.")
SEVERANCE_IF = mark(
    "It also holds when you leave because the employer broke the law; not when you leave of your own will."
)


@dataclass(frozen=True)
class Notice:
    """First day of work, the day one was told, the last day if it is known, and the monthly wage in NT$."""

    who: Who
    first_day: dt.date
    told_on: dt.date
    last_day: dt.date | None = None
    wage: int | None = None


@dataclass(frozen=True)
class Severance:
    """First and last day of work, the average monthly wage in NT$, and the system; `changed_on` is the first day of the new."""

    who: Who
    first_day: dt.date
    last_day: dt.date
    wage: int
    system: System
    changed_on: dt.date | None = None


def notice_days(first_day: dt.date, told_on: dt.date, law: Figures) -> Quantity:
    """Return how many days of notice somebody told on `told_on` must have."""
    reached = [length for seniority, length in NOTICE if first_day + law(seniority).span <= told_on]
    return law(reached[-1]) if reached else days(0)


def _in_lieu(asked: Notice, earliest: dt.date, law: Figures) -> tuple[Step, ...]:
    if not asked.last_day or asked.last_day >= earliest:
        return ()
    missing = days((earliest - asked.last_day).days)
    short = step(mark("Your last day is %(last)s: %(amount)s too early."), "art-notice", missing, last=asked.last_day)
    if not asked.wage:
        return (short,)
    one = one_day(law, asked.wage)
    total = missing.value * value_of(one)
    paid = step(
        mark("Pay instead of notice: %(days)s × %(day)s = %(amount)s"),
        "art-notice",
        money(total),
        days=missing,
        day=money(value_of(one)),
    )
    return (short, one, paid, rounded(total))


def notice(asked: Notice, law: Figures, today: dt.date) -> Outcome:
    """Return the notice that must be given, and the earliest last day."""
    if wrong := dates_wrong(("first_day", asked.first_day), ("told_on", asked.told_on), today):
        return wrong
    if asked.last_day and asked.last_day < asked.told_on:
        return Wrong("last_day", message(mark("The last day cannot lie before the day you were told.")))
    if asked.who == "home":
        return not_covered(law)
    length = notice_days(asked.first_day, asked.told_on, law)
    earliest = asked.told_on + length.span
    steps = (
        step(mark("You began on %(first)s and were told on %(told)s."), first=asked.first_day, told=asked.told_on),
        step(mark("At that seniority the notice is %(amount)s."), "art-notice", length),
        *_in_lieu(asked, earliest, law),
        step(
            mark("To look for work you may take up to %(search)s a week during the notice, with pay."),
            "art-job-search-leave",
            search=law("job-search-leave-week"),
        ),
    )
    headline = mark("Notice: %(amount)s. The job ends on %(date)s at the earliest, or the missing days are paid.")
    return Result(message(headline, amount=length, date=earliest), length, steps, (message(NOTICE_IF),))


def _years(first: dt.date, end: dt.date) -> tuple[int, Fraction]:
    """Return the whole years from `first` up to, not including, `end`, and the share of the next one."""
    years = relativedelta(end, first).years
    begun, full = (first + relativedelta(years=count) for count in (years, years + 1))
    return years, Fraction((end - begun).days, (full - begun).days)


def _old(first: dt.date, end: dt.date, law: Figures) -> Step:
    """Return the months of pay under the old system: a part of a month counts as a month."""
    served = relativedelta(end, first)
    months = served.months + (1 if served.days else 0)
    earned = (served.years + Fraction(months, MONTHS_A_YEAR)) * law("severance-old-per-year").value
    return step(
        mark("Old system, %(years)s and %(months)s (a part counts as whole): %(amount)s of average pay"),
        "art-severance-old",
        Quantity(earned, "months", "severance-old-per-year"),
        years=Quantity(Fraction(served.years), "years"),
        months=Quantity(Fraction(months), "months"),
    )


def _new(first: dt.date, end: dt.date, law: Figures) -> Step:
    """Return the months of pay under the pension act: pro rata to the day, up to the cap."""
    years, rest = _years(first, end)
    each, cap = law("severance-new-per-year"), law("severance-new-cap")
    earned = min((years + rest) * each.value, cap.value)
    left = (end - (first + relativedelta(years=years))).days
    return step(
        mark("New system, %(years)s and %(days)s at %(each)s month a year, at most %(cap)s: %(amount)s of average pay"),
        "art-severance-new",
        Quantity(earned, "months", "severance-new-per-year"),
        years=Quantity(Fraction(years), "years"),
        days=days(left),
        each=each,
        cap=cap,
    )


def _parts(asked: Severance, law: Figures) -> list[Step]:
    end = asked.last_day + ONE_DAY
    if asked.system == "changed" and asked.changed_on:
        return [_old(asked.first_day, asked.changed_on, law), _new(asked.changed_on, end, law)]
    return [(_old if asked.system == "old" else _new)(asked.first_day, end, law)]


def severance(asked: Severance, law: Figures, today: dt.date) -> Outcome:
    """Return the severance pay and the day by which it must be paid."""
    if wrong := dates_wrong(("first_day", asked.first_day), ("last_day", asked.last_day), today):
        return wrong
    if asked.system == "changed" and not (asked.changed_on and asked.first_day < asked.changed_on <= asked.last_day):
        return Wrong("changed_on", message(mark("Write the day on which you changed: between first and last day.")))
    if asked.who == "home":
        return not_covered(law)
    parts = _parts(asked, law)
    months = sum(map(value_of, parts), NOTHING)
    within = law("severance-paid-within")
    payable = last_day(asked.last_day, within.whole, "days")
    total = months * asked.wage
    steps = (
        *parts,
        step(
            mark("%(months)s × %(pay)s = %(amount)s"),
            "",
            money(total),
            months=Quantity(months, "months"),
            pay=money(asked.wage),
        ),
        rounded(total),
        step(mark("To be paid within %(within)s: by %(date)s"), parts[-1].article, within=within, date=payable),
    )
    headline = message(mark("Severance pay: %(amount)s, by %(date)s."), amount=owed(total), date=payable)
    return Result(headline, owed(total), steps, (message(NOTICE_IF), message(SEVERANCE_IF)))
