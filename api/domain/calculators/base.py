"""What a rule is asked and answers: quantities with their unit, figures of the law, steps, results."""

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, Protocol

from dateutil.relativedelta import relativedelta

from i18n.messages import Message

Who = Literal["standard", "home"]
"""A worker under the Labor Standards Act, or a live-in carer or domestic helper, whom it does not cover."""
PaidBy = Literal["month", "hour"]


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
