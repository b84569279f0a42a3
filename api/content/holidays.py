"""Days of rest in Taiwan: one file a year, with the name of each day and how sure it is."""

import datetime as dt
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from api.content.faults import Fault
from api.content.tables import tables, validated
from api.domain.workdays import is_workday
from api.kinds.base import Facts

FOLDER = "holidays"
Name = Literal[
    "founding-day", "day-before-new-years-eve", "new-years-eve", "spring-festival", "peace-day", "childrens-day",
    "tomb-sweeping-day", "labour-day", "dragon-boat-festival", "mid-autumn-festival", "confucius-day", "national-day",
    "restoration-day", "constitution-day",
]  # fmt: skip


class DayOfRest(Facts):
    """One day on which offices rest; `for` is the holiday on a weekend that it makes up for."""

    on: dt.date
    name: Name
    for_: dt.date | None = Field(default=None, alias="for")
    certainty: Literal["A", "B", "C"] | None = None


class Year(Facts):
    """The days of rest of one year; a day may be less certain than its year."""

    certainty: Literal["A", "B", "C"]
    confirmed: dt.date
    source: str
    days: tuple[DayOfRest, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [row.on for row in self.days]
        if days != sorted(set(days)):
            raise ValueError("days: each day once, in order")
        return self


def _made_up(year: Year) -> Iterator[tuple[dt.date, str]]:
    """Yield each day of `year` that the Act would not make a day of rest, and why."""
    stated = {row.on: row for row in year.days if row.for_ is None}
    for row in year.days:
        if row.for_ is None:
            continue
        if row.for_.weekday() < 5:
            yield row.on, f"{row.for_} is no weekend: nothing is made up for"
        elif row.for_.year == row.on.year and (row.for_ not in stated or stated[row.for_].name != row.name):
            yield row.on, f"{row.name} does not stand on {row.for_}"
        elif not is_workday(row.on, stated):
            yield row.on, "a day of rest cannot be made up on another one"
    made_up = {row.for_ for row in year.days}
    yield from (
        (day, "a holiday on a weekend is made up on a working day")
        for day in stated
        if day.weekday() > 4 and day not in made_up
    )


NEXT_YEAR_FROM = 10
"""The month from which the days of rest of the next year must be known: the clocks of cases filed then run into it."""


def unknown_years(days: Collection[dt.date], folder: Path, today: dt.date) -> Iterator[Fault]:
    """Yield each year into which the clocks of cases run on `today`, and whose days of rest nobody has recorded."""
    wanted = (today.year, today.year + 1) if today.month >= NEXT_YEAR_FROM else (today.year,)
    known = {day.year for day in days}
    for year in wanted:
        if year not in known:
            problem = f"the days of rest of {year} are not known: deadlines and chases count them as working days"
            yield Fault(folder / f"{year}.toml", 1, problem, "record them from the official calendar")


def read(folder: Path) -> tuple[frozenset[dt.date], list[Fault]]:
    """Return all days of rest in the files `<year>.toml` of `folder`, and what is wrong with them."""
    found: set[dt.date] = set()
    faults: list[Fault] = []
    for path in sorted(folder.glob("*")):
        if not re.fullmatch(r"\d{4}\.toml", path.name):
            faults.append(Fault(path, 1, "nobody reads this file", "one file a year, such as 2027.toml"))
            continue
        data, text = tables(path, faults)
        year = validated(Year, data, path, text, faults) if data else None
        if year is None:
            continue
        wrong = [(row.on, f"the day is not in {path.stem}") for row in year.days if str(row.on.year) != path.stem]
        for day, problem in (*wrong, *_made_up(year)):
            line = next((number for number, row in enumerate(text.splitlines(), 1) if f"on = {day}" in row), 1)
            faults.append(Fault(path, line, f"{day}: {problem}", "compare it with the source"))
        found.update(row.on for row in year.days)
    return frozenset(found), faults
