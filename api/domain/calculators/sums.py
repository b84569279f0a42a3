"""How a rule says what it does: sentences with quantities, steps, sums, and the answers that several rules share."""

import datetime as dt
import math
from fractions import Fraction

from api.domain.calculators.base import Figures, Quantity, Result, Step, Wrong
from i18n.messages import Message, mark

NOTHING = Fraction(0)


def message(text: str, **values: object) -> Message:
    """Return the marked `text` with its `values`: quantities, dates, or marked words."""
    return Message(text, values)


def step(text: str, article: str = "", amount: Quantity | None = None, **values: object) -> Step:
    """Return a step that says the marked `text`."""
    return Step(Message(text, values if amount is None else {**values, "amount": amount}), article, amount)


def money(value: Fraction | int) -> Quantity:
    """Return so many NT$, exact."""
    return Quantity(Fraction(value), "money")


def owed(value: Fraction) -> Quantity:
    """Return what is owed to the worker: rounded up to whole NT$."""
    return money(math.ceil(value))


def days(count: Fraction | int) -> Quantity:
    """Return so many days."""
    return Quantity(Fraction(count), "days")


def rounded(value: Fraction) -> Step:
    """Return the last step of a sum: rounded up, never against the worker."""
    return step(mark("Together, rounded up to whole NT$: %(amount)s"), "", owed(value))


def one_day(law: Figures, monthly: int) -> Step:
    """Return one day's pay of somebody paid `monthly` NT$ a month."""
    length = law("calc-month-days")
    amount = money(monthly / length.value)
    return step(mark("One day's pay: %(pay)s ÷ %(days)s = %(amount)s"), "", amount, pay=money(monthly), days=length)


def value_of(done: Step) -> Fraction:
    """Return what `done` comes to, exactly."""
    return done.amount.value if done.amount else NOTHING


FUTURE = mark("This day is still to come. Write a day up to today.")
TOO_EARLY = mark("This day lies before the first one. Compare both.")


def dates_wrong(first: tuple[str, dt.date], last: tuple[str, dt.date], today: dt.date | None = None) -> Wrong | None:
    """Return what is wrong with two (field, day): the first may not lie in the future, the last not before it."""
    if today and first[1] > today:
        return Wrong(first[0], message(FUTURE))
    return Wrong(last[0], message(TOO_EARLY)) if last[1] < first[1] else None


def not_covered(law: Figures) -> Result:
    """Return what holds for somebody in a private household, whom the Labor Standards Act does not cover."""
    contract = step(
        mark(
            "Your contract decides. Agreed with the sending countries: %(pay)s a month, and %(rest)s for a day off on "
            "which you work (contracts since %(since)s). These are agreed amounts, not a minimum by law."
        ),
        "art-carer-outside-lsa",
        pay=law("carer-agreed-pay"),
        rest=law("carer-agreed-rest-day-pay"),
        since=law.date("carer-agreed-since"),
    )
    return Result(
        message(mark("This rule does not cover live-in carers and domestic helpers.")),
        None,
        (contract,),
        (message(mark("Leave for birth and children, caps on broker's fees and accident insurance cover you too.")),),
        applies=False,
    )
