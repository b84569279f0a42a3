"""The law that tests of the calculators rest on: the figures that are really published, as a build hands them over."""

import datetime as dt
import json
from fractions import Fraction
from functools import cache

from api.content.library import read
from api.domain.calculators.base import Outcome, Quantity, Result, Step, Wrong
from api.services.lawbook import InForce, LawBook
from plugins.artefacts import law_book
from plugins.edition import Edition
from tests.support import NOW, ROOT

TODAY = NOW.date()


@cache
def book() -> LawBook:
    """Return the law book of the real content, written to JSON and read back."""
    data = law_book(Edition(read(ROOT / "content"), NOW, "test"))
    return LawBook.read(json.loads(json.dumps(data, default=str)))


def law(day: dt.date = TODAY) -> InForce:
    """Return the figures in force on `day`."""
    return book().on(day)


def result(outcome: Outcome) -> Result:
    """Return `outcome`, which must be an answer."""
    assert isinstance(outcome, Result), outcome
    return outcome


def wrong(outcome: Outcome) -> str:
    """Return the field of `outcome`, which must be a refusal."""
    assert isinstance(outcome, Wrong), outcome
    return outcome.field


def number(outcome: Outcome) -> Fraction:
    """Return the quantity of the answer."""
    amount = result(outcome).amount
    assert isinstance(amount, Quantity)
    return amount.value


def amounts(steps: tuple[Step, ...]) -> list[float]:
    """Return what each step comes to, as it would be shown to one decimal."""
    return [round(float(step.amount.value), 1) for step in steps if step.amount]
