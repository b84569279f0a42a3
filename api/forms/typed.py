"""How people type money, hours and days: with any separator, in any script, in any of three calendars."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

EARLIEST, LATEST = dt.date(1984, 1, 1), dt.date(2099, 12, 31)
MOST_MONEY = 1_000_000
_MONEY = re.compile(r"(?:\d{1,3}(?:[.,'] ?\d{3})+|\d+)(?:[.,]0{1,2})?")
_CURRENCY = re.compile(r"nt\$|ntd|twd|\$|元|塊|圓")
_YEAR_FIRST = re.compile(r"(\d{2,4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
# A year below this is one of 民國, one above that of the Buddhist era.
_ROC, _BUDDHIST = (200, 1911), (2400, -543)


def _plain(typed: str) -> str:
    return "".join(unicodedata.normalize("NFKC", typed).split()).casefold()


def read_money(typed: object) -> object:
    """Return 29500 for "29,500", "29.500", "２９５００", "NT$29500" or "29500元"; what is no text is left as it is."""
    if isinstance(typed, bool):
        raise PydanticCustomError("money", "not an amount")
    if not isinstance(typed, str):
        return typed
    bare = _CURRENCY.sub("", _plain(typed))
    if not _MONEY.fullmatch(bare):
        raise PydanticCustomError("money", "not an amount")
    return int(re.sub(r"[.,']", "", re.sub(r"[.,]0{1,2}$", "", bare)))


def read_number(typed: object) -> object:
    """Return "2,5" and "๒.๕" as the decimal number they are."""
    if not isinstance(typed, str):
        return typed
    bare = _plain(typed).replace(",", ".")
    if not re.fullmatch(r"\d{1,4}(\.\d{1,2})?", bare):
        raise PydanticCustomError("number", "not a number")
    return Decimal(bare)


def _year(year: int) -> int:
    if year < _ROC[0]:
        return year + _ROC[1]
    return year + _BUDDHIST[1] if year >= _BUDDHIST[0] else year


def read_year(typed: object) -> object:
    """Return 1990 for "1990", "79" (民國) and "2533" (Buddhist era)."""
    number = read_number(typed)
    return _year(int(number)) if isinstance(number, Decimal) and number == int(number) else number


def read_day(typed: object) -> object:
    """Return the day of "2026-03-01", "2026/3/1", "1/3/2026", "115年3月1日" or "2569-03-01"; a month is its first day."""
    if not isinstance(typed, str):
        return typed
    bare = _plain(typed)
    if found := _DAY_FIRST.fullmatch(bare):
        day, month, year = (int(part) for part in found.groups())
    elif found := _YEAR_FIRST.fullmatch(bare):
        year, month, day = (int(part or 1) for part in found.groups())
    else:
        raise PydanticCustomError("day", "not a day")
    try:
        return dt.date(_year(year), month, day)
    except ValueError as error:
        raise PydanticCustomError("day", "no such day") from error


def _within_reach(day: dt.date) -> dt.date:
    if not EARLIEST <= day <= LATEST:
        raise PydanticCustomError("day", "too far away")
    return day


Money = Annotated[int, BeforeValidator(read_money), Field(ge=1, le=MOST_MONEY)]
"""An amount in whole NT$."""
Taken = Annotated[int, BeforeValidator(read_money), Field(ge=0, le=MOST_MONEY)]
"""An amount in whole NT$ that may be nothing."""
Number = Annotated[Decimal, BeforeValidator(read_number)]
"""A number that may have a decimal part; its limits stand at the field."""
Count = Annotated[int, BeforeValidator(read_number)]
"""A whole number; its limits stand at the field."""
Date = Annotated[dt.date, BeforeValidator(read_day), AfterValidator(_within_reach)]
"""A day on the calendar."""
