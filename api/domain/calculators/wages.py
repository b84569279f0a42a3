"""Whether a pay slip reaches the minimum wage of its month, and what may not be taken off (Minimum Wage Act, Article 5)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from api.domain.calculators.base import Figures, Outcome, PaidBy, Quantity, Result, Step, Who, Wrong
from api.domain.calculators.sums import NOTHING, message, money, not_covered, owed, step
from i18n.messages import Message, mark


@dataclass(frozen=True)
class PaySlip:
    """One month's slip in NT$: regular pay without overtime pay, and each deduction."""

    who: Who
    month: dt.date
    paid_by: PaidBy
    pay: int
    hours: Decimal | None = None
    insurance: int = 0
    lodging: int = 0
    broker: int = 0
    loan: int = 0
    penalty: int = 0


def _deductions(slip: PaySlip) -> Iterator[tuple[Step, bool]]:
    """Yield a step for each deduction of the slip, and whether it is allowed."""
    full = "art-wage-slip-migrant" if slip.who == "home" else "art-wage-full-direct"
    rows = (
        (slip.insurance, mark("Insurance, %(amount)s: your own share may be taken off."), full, True),
        (
            slip.lodging,
            mark("Food and lodging, %(amount)s: only as much as your contract says may be taken off."),
            "art-wage-slip-migrant",
            True,
        ),
        (slip.broker, mark("Broker's fee, %(amount)s: may not be taken from your pay."), full, False),
        (slip.loan, mark("Loan or “savings”, %(amount)s: may not be taken from your pay."), full, False),
        (
            slip.penalty,
            mark("Penalty, %(amount)s: may not be held back from your pay."),
            full if slip.who == "home" else "art-wage-no-withholding",
            False,
        ),
    )
    yield from ((step(text, article, money(taken)), allowed) for taken, text, article, allowed in rows if taken)


def _minimum(slip: PaySlip, law: Figures) -> tuple[Step, Quantity]:
    if slip.paid_by == "hour":
        hourly = law("minimum-wage-hourly", slip.month)
        worked = Quantity(Fraction(slip.hours or 0), "hours")
        least = step(
            mark("The minimum since %(since)s: %(hours)s × %(minimum)s = %(amount)s"),
            "art-minimum-wage-void",
            money(worked.value * hourly.value),
            since=hourly.since,
            hours=worked,
            minimum=hourly,
        )
        return least, hourly
    monthly = law("minimum-wage-monthly", slip.month)
    said = mark("The minimum for a month, since %(since)s: %(amount)s")
    return step(said, "art-minimum-wage-void", monthly, since=monthly.since), monthly


def _notes(slip: PaySlip, law: Figures, in_force: Quantity) -> tuple[Message, ...]:
    notes = [message(mark("Overtime pay does not count towards the minimum."))]
    next_change = law.date("minimum-wage-next")
    if slip.month >= next_change and in_force.since and in_force.since < next_change:
        unknown = mark("A new minimum may hold since %(date)s. Nobody has confirmed it here yet.")
        notes.insert(0, message(unknown, date=next_change))
    return tuple(notes)


def _wrong(slip: PaySlip, law: Figures, today: dt.date) -> Wrong | None:
    if slip.month > today:
        return Wrong("month", message(mark("This month is still to come.")))
    since = law("minimum-wage-monthly", dt.date.min).since
    if since and slip.month < since:
        return Wrong("month", message(mark("We know the minimum wage since %(date)s only."), date=since))
    if slip.who == "standard" and slip.paid_by == "hour" and not slip.hours:
        return Wrong("hours", message(mark("Write how many hours you worked in this month.")))
    return None


def minimum_wage(slip: PaySlip, law: Figures, today: dt.date) -> Outcome:
    """Return what the employer still owes for the month: what is missing to the minimum, and what may not be taken off."""
    if wrong := _wrong(slip, law, today):
        return wrong
    taken = list(_deductions(slip))
    refused = sum((each.amount.value for each, allowed in taken if each.amount and not allowed), NOTHING)
    back = [step(mark("To be paid back to you: %(amount)s"), "", owed(refused))] if refused else []
    deductions = (*(each for each, _ in taken), *back)
    if slip.who == "home":
        outside = not_covered(law)
        return Result(outside.headline, None, (*outside.steps, *deductions), outside.notes, applies=False)
    least, in_force = _minimum(slip, law)
    minimum = least.amount.value if least.amount else NOTHING
    missing = max(minimum - slip.pay, NOTHING)
    compared = (
        step(
            mark("Your pay, %(pay)s, is lower by %(amount)s."),
            "art-minimum-wage-void",
            owed(missing),
            pay=money(slip.pay),
        )
        if missing
        else step(mark("Your pay, %(pay)s, reaches it."), pay=money(slip.pay))
    )
    due = owed(missing + refused)
    headline = (
        message(mark("The employer still owes you %(amount)s for this month."), amount=due)
        if due.value
        else message(mark("This pay slip keeps to the minimum wage."))
    )
    return Result(headline, due, (least, compared, *deductions), _notes(slip, law, in_force))
