"""What pages, printed or live, say of classes: whether one can enrol, what a term is called, and what people choose by."""

import datetime as dt
import re
from collections.abc import Collection, Iterable

from api.domain.offers import ALLOCATIONS
from api.domain.seats import window
from api.kinds.base import WEEKDAYS
from api.kinds.choosing import LOW_FEE, OPEN, TIMES, VALUES, Row
from api.kinds.course import FAMILIES, SCHOOLS
from i18n import formats
from i18n.languages import BY_SLUG, Language
from i18n.messages import mark, translate

_TERM = re.compile(r"(?P<year>\d{4})-(?P<number>\d)|[a-z]+-(?P<only>\d{4})")
_NAMES = {"family": FAMILIES, "school": SCHOOLS, "allocation": ALLOCATIONS, "open": OPEN, "time": TIMES}


def enrolment(opens_at: dt.datetime, closes_at: dt.datetime, now: dt.datetime, language: Language) -> str:
    """Return until when or from when one can enrol, or that it is over."""
    where = window(opens_at, closes_at, now)
    if where == "open":
        return translate(
            mark("Enrolment is open until %(moment)s"), language, moment=formats.moment(closes_at, language)
        )
    if where == "before":
        return translate(mark("Enrolment opens on %(moment)s"), language, moment=formats.moment(opens_at, language))
    return translate(mark("Enrolment is closed"), language)


def numbers(moment: dt.datetime, language: Language) -> str:
    """Return when the public numbers of a draw appear."""
    text = mark("%(moment)s, with the public numbers of Daily Cash 539")
    return translate(text, language, moment=formats.moment(moment, language))


def term_title(term: str, language: Language) -> str:
    """Return what the term "2027-1" or the year "training-2027" is called."""
    found = _TERM.fullmatch(term)
    if found is None:
        return term
    year = formats.year(dt.date(int(found["year"] or found["only"]), 1, 1), language)
    if found["only"]:
        return translate(mark("Vocational training, %(year)s"), language, year=year)
    return translate(
        mark("Labour university, %(year)s, term %(number)s"),
        language,
        year=year,
        number=formats.number(int(found["number"]), language),
    )


def in_order(facet: str, values: Collection[str]) -> list[str]:
    """Return those of `values` that the facet declares, in its order; of terms and districts all, by name."""
    return [value for value in VALUES[facet] if value in values] if facet in VALUES else sorted(values)


def _fee(value: str, language: Language) -> str:
    if value in {"low", "high"}:
        text = mark("Up to %(amount)s") if value == "low" else mark("More than %(amount)s")
        return translate(text, language, amount=formats.money(LOW_FEE, language))
    return translate(mark("Free of charge") if value == "free" else mark("Fee not confirmed"), language)


def choice(facet: str, value: str, language: Language, rows: Iterable[Row]) -> str:
    """Return what `value` of `facet` is called; the classes `rows` know the names of their districts."""
    if facet in _NAMES:
        return translate(_NAMES[facet][value], language)
    if facet == "weekday":
        return formats.weekday(WEEKDAYS.index(value), language)
    if facet == "language":
        return formats.language_name(BY_SLUG[value], language)
    if facet == "fee":
        return _fee(value, language)
    if facet == "term":
        return term_title(value, language)
    return next(str(row["words"][language.slug]["district_name"]) for row in rows if row["district"] == value)
