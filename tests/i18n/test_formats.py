"""Dates, amounts and units, as each language writes them."""

import datetime as dt
import re

import pytest

from i18n import formats
from i18n.languages import LANGUAGES, by_slug

DAY = dt.date(2026, 12, 5)


def _in(slug: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    language = by_slug(slug)
    assert language
    return language


@pytest.mark.parametrize(
    ("slug", "written"),
    [
        ("zh-hant", "民國115年12月5日"),
        ("vi", "5 tháng 12, 2026"),
        ("id", "5 Desember 2026"),
        ("th", "5 ธันวาคม พ.ศ. 2569"),
        ("en", "5 December 2026"),
    ],
)
def test_a_date_is_written_in_the_calendar_of_the_reader(slug: str, written: str) -> None:
    """5 December 2026 is 民國115年 in Chinese and พ.ศ. 2569 in Thai."""
    assert formats.date(DAY, _in(slug)) == written


@pytest.mark.parametrize("length", ["short", "medium", "long", "full"])
def test_no_day_has_a_leading_zero(length: str) -> None:
    """6 November 2026 is never 06 in any of the five languages, with the weekday or without."""
    for language in LANGUAGES:
        assert not re.search(r"(?<!\d)06", formats.date(dt.date(2026, 11, 6), language, length)), language.slug


def test_a_time_stays_on_one_line() -> None:
    """No time of day can break before its Thai "น.": no language writes a plain space into it."""
    assert formats.clock(dt.time(9), _in("th")) == "09:00\u00a0น."
    assert not [each.slug for each in LANGUAGES if " " in formats.clock(dt.time(19, 30), each)]


def test_spoken_languages_are_called_as_people_say() -> None:
    """Chinese pages say 越南語 where CLDR has the written 越南文; other languages keep their own names."""
    chinese = [formats.language_name(each, _in("zh-hant")) for each in LANGUAGES]
    assert chinese == ["中文", "越南語", "印尼語", "泰語", "英語"]
    assert formats.language_name(_in("vi"), _in("vi")) == "Tiếng Việt"


def test_a_full_date_names_the_weekday_and_keeps_the_thai_era() -> None:
    """5 December 2026 is a Saturday, in Thai too, without the Christian era word."""
    assert formats.date(DAY, _in("th"), "full") == "วันเสาร์ที่ 5 ธันวาคม พ.ศ. 2569"
    assert "ค.ศ." not in formats.month(DAY, _in("th"))


@pytest.mark.parametrize(
    ("slug", "written"),
    [("zh-hant", "29,500元"), ("vi", "NT$29.500"), ("id", "NT$29.500"), ("th", "NT$29,500"), ("en", "NT$29,500")],
)
def test_money_is_never_a_bare_dollar(slug: str, written: str) -> None:
    """29,500 New Taiwan dollars are grouped as the reader groups, and never look like US dollars."""
    assert formats.money(29500, _in(slug)) == written


@pytest.mark.parametrize(
    ("slug", "written"),
    [("zh-hant", "8小時"), ("vi", "8 giờ"), ("id", "8 jam"), ("th", "8 ชั่วโมง"), ("en", "8 hours")],
)
def test_a_unit_is_a_word_in_every_language(slug: str, written: str) -> None:
    """CLDR leaves widths out where they equal the shorter one; the word must be there all the same."""
    assert formats.unit(8, "hours", _in(slug)) == written


@pytest.mark.parametrize("name", formats.UNITS)
def test_no_unit_prints_its_key(name: str) -> None:
    """None of the six units prints its CLDR key in any of the five languages."""
    for slug in ("zh-hant", "vi", "id", "th", "en"):
        assert "duration" not in formats.unit(2, name, _in(slug))


def test_a_mixed_fraction_is_one_number() -> None:
    """Overtime on a rest day is 1⅓ of the hourly wage, not "1 1/3"."""
    assert formats.fraction("1 1/3", _in("vi")) == "1⅓"
    assert formats.fraction("2/3", _in("en")) == "⅔"


def test_one_languages_names_never_stand_in_for_anothers() -> None:
    """Asked for in any order and after any other format, 22 November is Nov, thg 11, พ.ย. and 11月, a Sunday in each."""
    sunday = dt.date(2026, 11, 22)
    for _ in range(2):
        for slug, month, weekday in (
            ("zh-hant", "11月", "週日"),
            ("th", "พ.ย.", "อา."),
            ("vi", "thg 11", "CN"),
            ("id", "Nov", "Min"),
            ("en", "Nov", "Sun"),
        ):
            language = _in(slug)
            formats.date(sunday, language, "full")
            formats.day_and_month(sunday, language)
            assert formats.month_name(sunday, language) == month
            assert formats.weekday(6, language, "abbreviated") == weekday


def test_a_list_reads_as_a_list() -> None:
    """Three articles are joined with the words and marks of the language, the Thai "and" with a space before it."""
    assert formats.listing(["a", "b", "c"], _in("zh-hant")) == "a、b和c"
    assert formats.listing(["a", "b", "c"], _in("id")) == "a, b, dan c"
    assert formats.listing(["มาตรา 6", "มาตรา 7"], _in("th")) == "มาตรา 6 และมาตรา 7"
    assert formats.listing(["25", "26", "27"], _in("th")) == "25 26 และ 27"
