"""Pay while one cannot work after an occupational accident (accident insurance act 42, Labor Standards Act 59)."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from api.domain.calculators.base import Figures, Outcome, Quantity, Result, Step, Who, Wrong
from api.domain.calculators.sums import FUTURE, NOTHING, days, message, money, one_day, owed, step, value_of
from i18n.messages import mark


@dataclass(frozen=True)
class AccidentPay:
    """Pay in NT$ by the month or the day, the insured monthly wage, the first day unable to work, and for how many days."""

    who: Who
    paid_by: Literal["month", "day"]
    pay: int
    insured: int
    first_day: dt.date
    days: int


@dataclass(frozen=True)
class Stretch:
    """Days that are paid alike: by the insurance at `rate` per cent of the insured wage, none for the first days."""

    days: int
    rate: Quantity | None


def stretches(first_day: dt.date, count: int, law: Figures) -> list[Stretch]:
    """Return the `count` days from `first_day` on, cut where the insurance begins, pays less, and ends."""
    waits = law("accident-pay-from-day").whole - 1
    begins = first_day + dt.timedelta(days=waits)
    full = (begins + law("accident-pay-first-months").span - first_day).days
    longest = (begins + law("accident-pay-longest").span - first_day).days
    cuts = [
        (waits, None),
        (full, law("accident-pay-first-rate")),
        (longest, law("accident-pay-later-rate")),
        (max(count, longest), None),
    ]
    found, done = [], 0
    for until, rate in cuts:
        if min(count, until) > done:
            found.append(Stretch(min(count, until) - done, rate))
            done = min(count, until)
    return found


def _insured(each: Stretch, daily: Fraction) -> Fraction:
    return each.days * daily * each.rate.value / 100 if each.rate else NOTHING


def _insurance_step(each: Stretch, daily: Fraction) -> Step | None:
    if not each.rate:
        return None
    return step(
        mark("Insurance: %(days)s × %(day)s × %(rate)s = %(amount)s"),
        "art-accident-lost-pay",
        money(_insured(each, daily)),
        days=days(each.days),
        day=money(daily),
        rate=each.rate,
    )


def _employer_steps(parts: list[Stretch], daily: Fraction, insured: Fraction) -> list[Step]:
    """Return what the employer adds in each stretch, up to the original pay."""
    added = [max(each.days * daily - _insured(each, insured), NOTHING) for each in parts]
    return [
        step(
            mark("Employer, up to the original pay, %(days)s × %(day)s: %(amount)s"),
            "art-accident-employer-duty",
            money(amount),
            days=days(each.days),
            day=money(daily),
        )
        for each, amount in zip(parts, added, strict=True)
        if amount
    ]


def accident_pay(asked: AccidentPay, law: Figures, today: dt.date) -> Outcome:
    """Return what insurance and employer pay for the days; in private households the insurance alone is sure."""
    if asked.first_day > today:
        return Wrong("first_day", message(FUTURE))
    original = (
        one_day(law, asked.pay)
        if asked.paid_by == "month"
        else step(mark("Your pay for one day: %(amount)s"), "", money(asked.pay))
    )
    insured = Fraction(asked.insured) / law("calc-month-days").value
    parts = stretches(asked.first_day, asked.days, law)
    insurance = [made for each in parts if (made := _insurance_step(each, insured))]
    employer = _employer_steps(parts, value_of(original), insured) if asked.who == "standard" else []
    from_insurance, from_employer = (money(sum(map(value_of, steps), NOTHING)) for steps in (insurance, employer))
    total = owed(from_insurance.value + from_employer.value)
    headline = mark("At least %(amount)s: %(insurance)s from the insurance, %(employer)s from the employer.")
    notes = [
        message(mark("The insurance counts from the first day of work, even if the employer did not enrol you.")),
        message(mark("The employer also pays for the treatment, and may not dismiss you while it lasts.")),
    ]
    if asked.who == "home":
        headline = mark("At least %(amount)s from the insurance. What the employer adds is in your contract.")
        notes[1:] = [
            message(
                mark("In a private household the insurance covers you; what the employer adds is in your contract.")
            )
        ]
    return Result(
        message(headline, amount=total, insurance=from_insurance, employer=from_employer)
        if asked.who == "standard"
        else message(headline, amount=total),
        total,
        (original, *insurance, *employer, step(mark("Together, rounded up to whole NT$: %(amount)s"), "", total)),
        tuple(notes),
    )
