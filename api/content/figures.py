"""What a figure is: one statutory amount, limit, date, article or phone number, with its source and the days it holds."""

import datetime as dt
import math
import re
from typing import Literal, Self

from pydantic import Field, model_validator

from api.kinds.base import Facts
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate

Value = int | float | dt.date | str
UNIT_TYPES = tuple(formats.UNITS)
COUNTED = {
    "people": mark("%(count)s people"),
    "times": mark("%(count)s times"),
    "occasions": mark("%(count)s occasions"),
    "sessions": mark("%(count)s sessions"),
}


class DatedValue(Facts):
    """A value and the day from which it is in force; `certainty` and `source` where they are not those of the figure."""

    from_: dt.date = Field(alias="from")
    value: Value
    certainty: Literal["A", "B", "C"] | None = None
    source: str | None = None


class Law(Facts):
    """A law: its number in the national database, and its name by language slug."""

    pcode: str
    name: dict[str, str]

    @property
    def address(self) -> str | None:
        """Return the page of the national law database that holds the text in force."""
        return f"https://law.moj.gov.tw/LawClass/LawAll.aspx?pcode={self.pcode}" if self.pcode else None


def _fits(kind: str, value: Value) -> bool:
    """Return whether `value` can be printed as a figure of type `kind`."""
    if kind == "date":
        return isinstance(value, dt.date)
    if kind == "clock":
        return isinstance(value, str) and re.fullmatch(r"[0-2]\d:[0-5]\d", value) is not None
    if kind in {"fraction", "phone"}:
        return isinstance(value, str)
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


class Figure(Facts):
    """One figure. Either `value` (two values are a range) or `values` by day; an article has `law` and `number`.

    `ours`: a rule of this service itself. It is read nowhere else, so a test holds it to the code.
    """

    type: Literal[
        "money", "percent", "fraction", "minutes", "hours", "days", "weeks", "months", "years",
        "number", "people", "times", "occasions", "sessions", "date", "clock", "article", "phone",
    ]  # fmt: skip
    value: Value | tuple[Value, Value] | None = None
    values: tuple[DatedValue, ...] = ()
    certainty: Literal["A", "B", "C"] = "A"
    confirmed: dt.date
    source: str | None = None
    ours: bool = False
    article: str | None = None
    law: str | None = None
    number: str | None = None
    paragraph: int | None = None
    item: int | None = None

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        values = [row.value for row in self.values] if self.values else self.value
        for value in values if isinstance(values, list | tuple) else [values]:
            if value is not None and not _fits(self.type, value):
                raise ValueError(f"{value!r} is no value of type {self.type}")
        if self.source and not re.match(r"https?://[^/]+/", self.source):
            raise ValueError("a source is a whole web address")
        return self

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.type == "article":
            if not (self.law and self.number):
                raise ValueError("an article needs law and number")
            return self
        if (self.value is None) == (not self.values):
            raise ValueError("give either value or values")
        if not (self.source or self.article or self.ours):
            raise ValueError("a figure needs a source or an article, or is ours")
        return self

    def in_force(self, day: dt.date) -> Value | tuple[Value, Value]:
        """Return the value in force on `day`; before the first dated value, the first."""
        if self.value is not None:
            return self.value
        rows = sorted(self.values, key=lambda row: row.from_)
        return next((row.value for row in reversed(rows) if row.from_ <= day), rows[0].value)


def printed_value(figure: Figure, value: Value, language: Language) -> str:
    """Return one `value` that `figure` has or had as `language` writes it."""
    if figure.type == "date":
        return formats.date(value, language)  # type: ignore[arg-type]
    if figure.type == "clock":
        return formats.clock(dt.time.fromisoformat(str(value)), language)
    if figure.type in {"fraction", "phone"}:
        return formats.fraction(str(value), language)
    amount = float(value)  # type: ignore[arg-type]
    if figure.type in UNIT_TYPES:
        return formats.unit(amount, figure.type, language)
    if figure.type in COUNTED:
        pattern = mark("%(count)s person") if (figure.type, amount) == ("people", 1) else COUNTED[figure.type]
        return translate(pattern, language, count=formats.number(amount, language))
    writer = {"money": formats.money, "percent": formats.percent}.get(figure.type, formats.number)
    return writer(amount, language)


def law_name(law: Law, language: Language) -> str:
    """Return the name of `law`; a language without one of its own uses its fallback's."""
    return law.name.get(language.slug) or law.name[language.fallback]


def article_phrase(number: str, language: Language) -> str:
    """Return "Article 38", or for a number like 14-1 what `language` makes of it: 第14條之1."""
    article, _, sub = number.partition("-")
    if sub:
        return translate(mark("Article %(article)s-%(sub)s"), language, article=article, sub=sub)
    return translate(mark("Article %(article)s"), language, article=article)


def article_text(figure: Figure, law: Law, language: Language) -> str:
    """Return an article reference as lawyers of `language` write it, from the inside out: 勞動基準法第30條第1項."""
    text = article_phrase(str(figure.number), language)
    if figure.paragraph:
        text = translate(
            mark("%(article)s, paragraph %(paragraph)s"), language, article=text, paragraph=figure.paragraph
        )
    if figure.item:
        text = translate(mark("%(article)s, item %(item)s"), language, article=text, item=figure.item)
    return translate(mark("%(law)s, %(article)s"), language, law=law_name(law, language), article=text)


def value_text(figure: Figure, day: dt.date, language: Language) -> str:
    """Return the value in force on `day` as `language` writes it; a range has its unit once, behind the higher value."""
    value = figure.in_force(day)
    if not isinstance(value, tuple):
        return printed_value(figure, value, language)
    low, high = (formats.number(float(end), language) for end in value)  # type: ignore[arg-type]
    both = translate(mark("%(low)s to %(high)s"), language, low=low, high=high)
    return printed_value(figure, value[1], language).replace(high, both)
