"""What every calculator is made of: quantities with their unit, sentences, steps, and the figures it asks for."""

import datetime as dt
import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, Protocol

from dateutil.relativedelta import relativedelta

from i18n.messages import Message, mark

Who = Literal["standard", "home"]
"""A worker under the Labor Standards Act, or a live-in carer or domestic helper, whom it does not cover."""
PaidBy = Literal["month", "hour"]
NOTHING = Fraction(0)


@dataclass(frozen=True)
class Quantity:
    """So much of something: `unit` is a type of figure ("money", "days", "fraction"); a range has a `high` end.

    A quantity of the law names its `figure`, the day `since` which it holds, and whether somebody confirmed it.
    """

    value: Fraction
    unit: str
    figure: str = ""
    high: Fraction | None = None
    since: dt.date | None = None
    is_confirmed: bool = True

    @property
    def whole(self) -> int:
        """Return the value as a whole number of its unit."""
        return int(self.value)

    @property
    def span(self) -> relativedelta:
        """Return a quantity of days, weeks, months or years as a span of the calendar."""
        return relativedelta(**{self.unit: self.whole})  # type: ignore[arg-type]

    def times(self, factor: Fraction) -> "Quantity":
        """Return `factor` times as much, still resting on the same figure."""
        return replace(self, value=self.value * factor)


class Figures(Protocol):
    """The figures in force: those of today, or of another day."""

    def __call__(self, name: str, day: dt.date | None = None) -> Quantity:
        """Return figure `name` as it holds on `day`."""
        ...

    def date(self, name: str) -> dt.date:
        """Return the figure `name`, which is a date."""
        ...


@dataclass(frozen=True)
class Step:
    """One step: a sentence with its quantities, the name of the article behind it, and what it comes to."""

    says: Message
    article: str = ""
    amount: Quantity | None = None


@dataclass(frozen=True)
class Result:
    """The answer: one sentence, the quantity or the day in it, and how it came about. `applies`: whether the law does."""

    headline: Message
    amount: Quantity | dt.date | None
    steps: tuple[Step, ...]
    notes: tuple[Message, ...] = ()
    applies: bool = True


@dataclass(frozen=True)
class Wrong:
    """An answer that cannot be right beside the others: the `field`, and what to do."""

    field: str
    says: Message


Outcome = Result | Wrong


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
