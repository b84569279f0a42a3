"""How numbers, money, dates, times and lists are written in a language (CLDR, with 民國 and Buddhist years)."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from i18n.languages import SOURCE, Language
from i18n.messages import mark, translate

# Years since the epoch of each calendar, and the era word that CLDR writes before the year.
_ERAS = {"roc": (-1911, "民國"), "buddhist": (543, "พ.ศ. ")}
_FRACTIONS = {"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾"}
NO_BREAK_SPACE = "\u00a0"
HAN = "[\u3400-\u9fff]"
UNITS = {
    "seconds": "duration-second",
    "minutes": "duration-minute",
    "hours": "duration-hour",
    "days": "duration-day",
    "weeks": "duration-week",
    "months": "duration-month",
    "years": "duration-year",
    "kilobytes": "digital-kilobyte",
}


@lru_cache
def _locale(language: Language) -> Locale:
    return Locale.parse(language.locale)


def number(value: float, language: Language) -> str:
    """Return `value` grouped as in `language`: 29,500 or 29.500."""
    return format_decimal(value, locale=_locale(language))


def percent(value: float, language: Language) -> str:
    """Return `value` (60 for sixty per cent) as in `language`."""
    return format_percent(value / 100, format="#,##0.##%", locale=_locale(language))


def money(value: float, language: Language) -> str:
    """Return `value` New Taiwan dollars, never as a bare "$", which migrants read as US dollars."""
    return translate(mark("NT$%(amount)s"), language, amount=number(value, language))


def sentences(texts: Iterable[str], language: Language) -> str:
    """Return whole sentences as one text: Chinese ones stand without a space between them."""
    return ("" if language.analysis == "han" else " ").join(text for text in texts if text)


def unit(value: float, name: str, language: Language) -> str:
    """Return `value` with its unit, `name` one of `UNITS`: "8 hours"."""
    locale, key = _locale(language), UNITS[name]
    # CLDR leaves out a width that equals the next shorter one; Babel does not follow that inheritance.
    written = (format_unit(value, key, length=length, locale=locale) for length in ("long", "short", "narrow"))
    # Chinese writes 60天, not 60 天.
    return re.sub(rf"(?<=\d)\s(?={HAN})", "", next(text for text in written if key not in text))


def fraction(value: str, language: Language) -> str:
    """Return "1 1/3" as 1⅓."""
    del language
    return "".join(_FRACTIONS.get(part, part) for part in value.split())


def _era_pattern(pattern: str, day: dt.date, language: Language) -> str:
    """Return the CLDR `pattern` with its era and year written out in the calendar of `language`."""
    if language.calendar not in _ERAS:
        return pattern
    offset, era = _ERAS[language.calendar]
    return re.sub(r"y+", f"'{era}{day.year + offset}'", re.sub(r"G+\s*", "", pattern), count=1)


def date(day: dt.date, language: Language, length: str = "long") -> str:
    """Return `day` at CLDR `length` ("long", "full" with weekday) in the calendar of `language`."""
    # CLDR writes Indonesian days as 06 where the weekday stands, and as 6 elsewhere.
    pattern = re.sub(r"\bdd\b", "d", _locale(language).date_formats[length].pattern)
    return format_date(day, _era_pattern(pattern, day, language), locale=_locale(language))


def month(day: dt.date, language: Language) -> str:
    """Return the month and year of `day`: "December 2026", "民國115年12月"."""
    pattern = _locale(language).datetime_skeletons["yMMMM"].pattern
    return format_date(day, _era_pattern(pattern, day, language), locale=_locale(language))


def year(day: dt.date, language: Language) -> str:
    """Return the year of `day` as it is counted in `language`: "2027", "民國116年", "พ.ศ. 2570"."""
    pattern = _locale(language).datetime_skeletons["y"].pattern
    return format_date(day, _era_pattern(pattern, day, language), locale=_locale(language))


def day_and_month(day: dt.date, language: Language) -> str:
    """Return `day` without its year: "5 Dec"."""
    return format_skeleton("MMMd", day, locale=_locale(language))


def language_name(named: Language, language: Language) -> str:
    """Return what `named` is called in `language`: "Vietnamese", "Tiếng Việt", 越南語."""
    if language is SOURCE and named.spoken:
        return named.spoken
    code = Locale.parse(named.locale).language
    return str(_locale(language).languages.get(code, named.endonym))


Width = Literal["wide", "abbreviated", "short"]


def weekday(index: int, language: Language, width: Width = "wide") -> str:
    """Return the name of weekday `index` (0 is Monday)."""
    return str(get_day_names(width, context="format", locale=_locale(language))[index])


def clock(time: dt.time, language: Language) -> str:
    """Return `time` on a 24-hour clock, in one piece: "19:00", in Indonesian "19.00", in Thai with its "น." on the same line."""
    return str(format_skeleton("Hm", time, locale=_locale(language))).replace(" ", NO_BREAK_SPACE)


def moment(when: dt.datetime, language: Language) -> str:
    """Return the date and the clock time of `when` (already in the bureau's own time zone)."""
    return translate(
        mark("%(date)s, %(time)s"),
        language,
        date=date(when.date(), language),
        time=clock(when.time(), language),
    )


def span(first: str, last: str, language: Language) -> str:
    """Return "first to last"."""
    return translate(mark("%(first)s to %(last)s"), language, first=first, last=last)


def hours(starts: dt.time, ends: dt.time, language: Language) -> str:
    """Return a span of clock times: "09:30 to 13:30"."""
    return span(clock(starts, language), clock(ends, language), language)


def when(days: str, starts: dt.time, ends: dt.time, language: Language) -> str:
    """Return days and clock times: "Tuesday, 19:00 to 21:00"."""
    return translate(mark("%(days)s, %(hours)s"), language, days=days, hours=hours(starts, ends, language))


_PER = {"month": mark("%(amount)s a month"), "hour": mark("%(amount)s an hour")}


def wage(low: float, high: float, per: str, language: Language) -> str:
    """Return a wage from `low` to `high`, `per` month or hour."""
    amount = money(low, language)
    if high > low:
        amount = span(amount, money(high, language), language)
    return translate(_PER[per], language, amount=amount)


def listing(items: Sequence[str], language: Language) -> str:
    """Return `items` joined as a list in `language`: "a, b and c"."""
    written = format_list(list(items), locale=_locale(language))
    # CLDR glues the Thai "and" to both neighbours; printed Thai has a space before it, and one after it where no Thai letter follows.
    return re.sub(r"และ(?=[0-9A-Za-z])", "และ ", re.sub(r"(?<=\S)และ(?=\S)", " และ", written))


def month_name(day: dt.date, language: Language) -> str:
    """Return the short name of the month of `day`: "Dec"."""
    # Not the stand-alone names: Babel 2.18 shares their aliases between locales, and the first one asked wins.
    return str(get_month_names("abbreviated", context="format", locale=_locale(language))[day.month])
