"""Answering a calculator: the rule is asked, and its sentences are worded in the reader's language."""

import datetime as dt
import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from api.content.figures import COUNTED
from api.domain.calculators.base import Quantity, Result, Step, Wrong
from api.forms.base import FieldError, Form
from api.forms.calculators import Calculator
from api.services.lawbook import Article, LawBook
from i18n import formats
from i18n.languages import Language
from i18n.messages import Message, mark, translate

# Digits after the decimal mark that are shown; sums are exact until then.
_SHOWN = {"money": 1}
_MOST_SHOWN = 4


@dataclass(frozen=True)
class Line:
    """One step in a language: what it says, what it comes to, and the article behind it."""

    text: str
    value: int | float | str | None
    unit: str
    article: Article | None


@dataclass(frozen=True)
class Answer:
    """The answer in a language; `figures` are those of the law that stand in it, with their days."""

    applies: bool
    headline: str
    value: int | float | str | None
    unit: str
    steps: tuple[Line, ...]
    notes: tuple[str, ...]
    figures: dict[str, dict[str, Any]]


def _number(value: Fraction, unit: str) -> int | float:
    """Return `value` as it is shown, half rounded up."""
    scale = 10 ** _SHOWN.get(unit, _MOST_SHOWN)
    shown = Fraction(math.floor(value * scale + Fraction(1, 2)), scale)
    return shown.numerator if shown.denominator == 1 else float(shown)


def _mixed(value: Fraction) -> str:
    whole, rest = divmod(value, 1)
    return " ".join(str(part) for part in (whole, rest) if part) or "0"


def _in_unit(value: Fraction, unit: str, language: Language) -> str:
    if unit == "fraction":
        return formats.fraction(_mixed(value), language)
    amount = _number(value, unit)
    if unit in formats.UNITS:
        return formats.unit(amount, unit, language)
    if unit in COUNTED:
        return translate(COUNTED[unit], language, count=formats.number(amount, language))
    writer = {"money": formats.money, "percent": formats.percent}.get(unit, formats.number)
    return writer(amount, language)


def quantity_text(quantity: Quantity, language: Language) -> str:
    """Return `quantity` as `language` writes it; a range has its unit once, and an unconfirmed figure says so."""
    text = _in_unit(quantity.value, quantity.unit, language)
    if quantity.high is not None:
        low, high = (formats.number(_number(end, quantity.unit), language) for end in (quantity.value, quantity.high))
        both = translate(mark("%(low)s to %(high)s"), language, low=low, high=high)
        text = _in_unit(quantity.high, quantity.unit, language).replace(high, both)
    return text if quantity.is_confirmed else translate(mark("%(figure)s (not confirmed)"), language, figure=text)


def _written(value: object, language: Language) -> str:
    if isinstance(value, Quantity):
        return quantity_text(value, language)
    if isinstance(value, dt.date):
        return formats.date(value, language)
    return translate(str(value), language)


def _filled(message: Message, language: Language) -> Message:
    return Message(message.text, {name: _written(value, language) for name, value in message.values.items()})


def worded(message: Message, language: Language) -> str:
    """Return `message` in `language`, its quantities and dates as they are written there."""
    return _filled(message, language).in_(language)


def _machine(amount: Quantity | dt.date | None) -> tuple[int | float | str | None, str]:
    """Return `amount` for a machine: a number and its unit, or a day in ISO 8601."""
    if isinstance(amount, Quantity):
        return _number(amount.value, amount.unit), amount.unit
    return (amount.isoformat(), "date") if amount else (None, "")


def _line(step: Step, book: LawBook, language: Language) -> Line:
    value, unit = _machine(step.amount)
    article = book.articles[language.slug][step.article] if step.article else None
    return Line(worded(step.says, language), value, unit, article)


def _figures(result: Result, book: LawBook) -> dict[str, dict[str, Any]]:
    said = (result.headline, *(step.says for step in result.steps), *result.notes)
    quantities = (value for message in said for value in message.values.values() if isinstance(value, Quantity))
    return {quantity.figure: book.dated(quantity) for quantity in quantities if quantity.figure}


def calculate(
    calculator: Calculator, filled: Form, book: LawBook, today: dt.date, language: Language
) -> Answer | list[FieldError]:
    """Return the answer to the `filled` form, or what cannot be right about it."""
    outcome = calculator.rule(calculator.asked(**dict(filled)), book.on(today), today)
    if isinstance(outcome, Wrong):
        return [FieldError(outcome.field, "wrong", _filled(outcome.says, language))]
    value, unit = _machine(outcome.amount)
    return Answer(
        outcome.applies,
        worded(outcome.headline, language),
        value,
        unit,
        tuple(_line(step, book, language) for step in outcome.steps),
        tuple(worded(note, language) for note in outcome.notes),
        _figures(outcome, book),
    )
