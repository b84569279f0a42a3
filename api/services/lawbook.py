"""What a build hands to the calculators: their figures with the days they hold, and their articles in every language."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from api.content.figures import DatedValue, Figure, Value
from api.domain.calculators.base import Quantity


@dataclass(frozen=True)
class Article:
    """An article as a language writes it, and where its text stands."""

    text: str
    address: str | None


def _figure(row: Mapping[str, Any]) -> Figure:
    """Return a figure from JSON, which has no dates of its own."""
    if row["type"] == "date" and "value" in row:
        return Figure.model_validate({**row, "value": dt.date.fromisoformat(row["value"])})
    return Figure.model_validate(row)


def _exact(value: Value) -> Fraction:
    return sum((Fraction(part) for part in str(value).split()), Fraction(0))


@dataclass(frozen=True)
class LawBook:
    """Figures by name, and articles by language slug and name."""

    figures: Mapping[str, Figure]
    articles: Mapping[str, Mapping[str, Article]]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "LawBook":
        """Return the book that a build wrote; raises ValueError, KeyError or TypeError for another shape."""
        figures = {name: _figure(row) for name, row in data["figures"].items()}
        articles = {
            slug: {name: Article(**row) for name, row in rows.items()} for slug, rows in data["articles"].items()
        }
        return cls(figures, articles)

    def on(self, day: dt.date) -> "InForce":
        """Return the figures in force on `day`."""
        return InForce(self.figures, day)

    def dated(self, quantity: Quantity) -> dict[str, Any]:
        """Return what is known of the figure behind `quantity`: the value that was used, its first day, how sure it is."""
        figure = self.figures[quantity.figure]
        row = next((row for row in figure.values if row.from_ == quantity.since), None)
        return {
            "value": row.value if row else figure.value,
            "from": row.from_ if row else None,
            "certainty": (row and row.certainty) or figure.certainty,
            "confirmed": figure.confirmed,
        }


def _row(figure: Figure, day: dt.date) -> DatedValue | None:
    """Return the dated value of `figure` on `day`; before the first one, the first."""
    rows = sorted(figure.values, key=lambda row: row.from_)
    return next((row for row in reversed(rows) if row.from_ <= day), rows[0] if rows else None)


@dataclass(frozen=True)
class InForce:
    """The figures in force on `today`, or on another day, as the rules ask for them."""

    figures: Mapping[str, Figure]
    today: dt.date

    def __call__(self, name: str, day: dt.date | None = None) -> Quantity:
        """Return figure `name` as an exact quantity."""
        figure = self.figures[name]
        row = _row(figure, day or self.today)
        low, high = value if isinstance(value := figure.in_force(day or self.today), tuple) else (value, None)
        return Quantity(
            _exact(low),
            figure.type,
            name,
            None if high is None else _exact(high),
            row.from_ if row else None,
            ((row and row.certainty) or figure.certainty) != "C",
        )

    def date(self, name: str) -> dt.date:
        """Return the figure `name`, which is a date."""
        value = self.figures[name].in_force(self.today)
        if not isinstance(value, dt.date):
            raise TypeError(f"{name} is no date")
        return value
