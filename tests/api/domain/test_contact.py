"""Safe hours: nothing is begun outside them, and everything else at the first moment inside."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.contact import NEVER, ContactRule, first_moment, may_send, next_window, read, told, written
from i18n.languages import BY_SLUG, LANGUAGES, Language

SUNDAY = dt.date(2026, 11, 22)
MINUTE = dt.timedelta(minutes=1)
hours = st.integers(0, 23).map(dt.time)
rules = st.builds(
    ContactRule,
    channel=st.sampled_from(["call", "sms", "email"]),
    address=st.just("0912 345 678"),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    starts=hours,
    ends=hours,
)
moments = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2030, 1, 1))  # noqa: DTZ001 - the bureau's own time


def _at(hour: int, minute: int = 0, day: dt.date = SUNDAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute))


def _sundays(starts: int, ends: int) -> ContactRule:
    return ContactRule("sms", "0912 345 678", frozenset({6}), dt.time(starts), dt.time(ends))


def test_sunday_from_two_to_six_is_just_that() -> None:
    """From 14:00 on and until 17:54 a message is begun; not at 13:59, not in the last five minutes, not on Monday."""
    monday = SUNDAY + dt.timedelta(days=1)
    moments = (_at(13, 59), _at(14), _at(17, 54), _at(17, 55), _at(18), _at(15, day=monday))
    found = [may_send(_sundays(14, 18), "sms", moment) for moment in moments]
    assert found == [False, True, True, False, False, False]


def test_a_window_may_pass_midnight() -> None:
    """Sunday 22:00 to 02:00 holds on Monday at 01:54 and not at 01:55, nor on Sunday at 01:00."""
    rule = _sundays(22, 2)
    monday = SUNDAY + dt.timedelta(days=1)
    assert may_send(rule, "sms", _at(1, 54, monday))
    assert not may_send(rule, "sms", _at(1, 55, monday))
    assert not may_send(rule, "sms", _at(1))


def test_from_midnight_to_midnight_is_the_whole_day() -> None:
    """00:00 until 00:00 on Sundays: Sunday 00:00 and 23:54, not Saturday 23:59, not Monday 00:00."""
    rule = _sundays(0, 0)
    assert [
        may_send(rule, "sms", moment) for moment in (_at(0), _at(23, 54), _at(0) - MINUTE, _at(23, 59) + MINUTE)
    ] == [
        True,
        True,
        False,
        False,
    ]


def test_another_channel_is_never_used() -> None:
    """Who allows short messages is neither called nor sent an e-mail, and who allows nothing is not reached at all."""
    assert [may_send(_sundays(14, 18), channel, _at(15)) for channel in ("call", "email", "never")] == [False] * 3
    assert [may_send(NEVER, channel, _at(15)) for channel in ("call", "sms", "email", "never")] == [False] * 4


@given(rules, moments)
def test_the_first_moment_is_safe_and_no_earlier_one_is(rule: ContactRule, now: dt.datetime) -> None:
    """The first moment comes within eight days; it is safe, and of the minutes before it none is."""
    first = first_moment(rule, now)
    assert first is not None
    assert now <= first <= now + dt.timedelta(days=8)
    assert may_send(rule, rule.channel, first)
    minutes = int((first - now) / MINUTE)
    assert not any(may_send(rule, rule.channel, first - back * MINUTE) for back in range(1, min(minutes, 3000), 7))


@given(rules, moments)
def test_what_is_safe_agrees_with_a_clock_on_the_wall(rule: ContactRule, moment: dt.datetime) -> None:
    """A reference that only looks at weekday and hour of the moment and of five minutes later never disagrees."""

    def inside(when: dt.datetime) -> bool:
        if rule.starts < rule.ends:
            return when.weekday() in rule.days and rule.starts <= when.time() < rule.ends
        yesterday = (when.weekday() - 1) % 7
        evening = when.weekday() in rule.days and when.time() >= rule.starts
        return evening or (yesterday in rule.days and when.time() < rule.ends)

    if may_send(rule, rule.channel, moment):
        assert inside(moment)
        assert inside(moment + dt.timedelta(minutes=4, seconds=59))
    elif inside(moment) and (window := next_window(rule, moment)):
        assert window.opens > moment, "refused inside: then only in the last five minutes"
        assert any(ContactRule.opening(rule, moment.date() - dt.timedelta(days=back)) for back in (0, 1))


@given(rules)
def test_a_rule_comes_back_from_its_envelope(rule: ContactRule) -> None:
    """What is written into the envelope is read as the same rule."""
    assert read(written(rule)) == rule
    assert read(written(NEVER)) == NEVER


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"channel": "call"},
        {"channel": "fax", "address": "1", "days": "0", "starts": "01:00", "ends": "02:00"},
        {"channel": "sms", "address": "", "days": "0", "starts": "01:00", "ends": "02:00"},
        {"channel": "sms", "address": "0912345678", "days": "", "starts": "01:00", "ends": "02:00"},
        {"channel": "sms", "address": "0912345678", "days": "7", "starts": "01:00", "ends": "02:00"},
        {"channel": "sms", "address": "0912345678", "days": "0", "starts": "1 pm", "ends": "02:00"},
        {"channel": "sms", "address": "0912345678", "days": "0", "starts": "01:00"},
    ],
)
def test_what_cannot_be_understood_means_never(content: dict[str, str]) -> None:
    """A rule with a piece missing or wrong reaches nobody: silence harms nobody."""
    assert read(content) == NEVER


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)
def test_a_rule_is_told_in_words(language: Language) -> None:
    """The sentence has both hours, and neither the number nor the address."""
    said = told(_sundays(14, 18), language)
    assert "14" in said
    assert "18" in said
    assert "0912" not in said


def test_seven_days_are_every_day() -> None:
    """All seven weekdays are told as one word, not as a list."""
    every = ContactRule("call", "1", frozenset(range(7)), dt.time(9), dt.time(10))
    assert told(every, BY_SLUG["en"]) == "Call only then: every day, 09:00 to 10:00."
