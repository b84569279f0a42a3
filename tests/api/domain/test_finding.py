"""Where and when somebody speaks a language: what is promised, and in which order."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.finding import LEAST, Hours, Spot, Wish, find, steps_from
from api.domain.meetings import Meeting

NOW = dt.datetime(2026, 11, 21, 10)  # noqa: DTZ001 - the bureau's own time; a Saturday
SUNDAY, MONDAY = 6, 0
NEAR = {"zuoying": ("sanmin",), "sanmin": ("zuoying", "fengshan"), "fengshan": ("sanmin",), "qishan": ()}


def _meeting(day: int, starts: int, ends: int) -> Meeting:
    return Meeting(dt.datetime(2026, 11, day, starts), dt.datetime(2026, 11, day, ends))  # noqa: DTZ001


def _event(name: str, district: str, *held: Meeting, languages: tuple[str, ...] = ("zh-hant", "id")) -> Spot:
    return Spot("fair", name, name, district, languages, meetings=held)


MORNING = _event("morning", "zuoying", _meeting(22, 9, 12))
AFTERNOON = _event("afternoon", "fengshan", _meeting(22, 13, 17), _meeting(29, 13, 17))
NEXT_DOOR = _event("next-door", "sanmin", _meeting(29, 14, 16))
FAR_AWAY = _event("far", "qishan", _meeting(22, 15, 17))
CHINESE = _event("chinese", "zuoying", _meeting(22, 14, 17), languages=("zh-hant",))
DESK = Spot("place", "desk", "desk", "sanmin", ("id",), hours=(Hours(SUNDAY, dt.time(9), dt.time(17)),))
NO_HOURS = Spot("place", "no-hours", "no-hours", "zuoying", ("id", "vi"))
NO_LANGUAGE = Spot("place", "no-language", "no-language", "zuoying", (), hours=DESK.hours)
NOTHING = Spot("place", "nothing", "nothing", "zuoying")
ALL = (FAR_AWAY, NO_HOURS, NOTHING, AFTERNOON, MORNING, NO_LANGUAGE, CHINESE, NEXT_DOOR, DESK)


def _names(wish: Wish, *, promised: bool = True) -> list[str]:
    return [each.spot.title for each in find(ALL, wish, NEAR, NOW) if each.is_promised is promised]


def test_sunday_after_two_in_indonesian_near_zuoying() -> None:
    """Promised are four, the nearest first; who speaks Chinese only and what is over at noon are left out."""
    wish = Wish(SUNDAY, dt.time(14), "id", "zuoying")
    assert _names(wish) == ["desk", "next-door", "afternoon", "far"]
    assert [each.steps for each in find(ALL, wish, NEAR, NOW)][:4] == [1, 1, 2, 99]


def test_what_has_begun_cannot_be_joined_where_one_must_come_from_the_start() -> None:
    """A tour from 9 to 15 is found by who is free from 9, but not from 10 or 14; a fair of these hours is found by all three."""
    fair = _event("fair", "zuoying", _meeting(22, 9, 15))
    tour = replace(fair, title="tour", from_start=True)
    found = {
        hour: [each.spot.title for each in find((fair, tour), Wish(SUNDAY, dt.time(hour)), NEAR, NOW)]
        for hour in (9, 10, 14)
    }
    assert found == {9: ["fair", "tour"], 10: ["fair"], 14: ["fair"]}
    assert [each.spot.title for each in find((fair, tour), Wish(), NEAR, dt.datetime(2026, 11, 22, 10))] == ["fair"]  # noqa: DTZ001


def test_what_is_not_confirmed_is_told_apart_and_never_promised() -> None:
    """A place without hours, or without languages, is one to call first; one without both is not shown at all."""
    assert _names(Wish(SUNDAY, dt.time(14), "id", "zuoying"), promised=False) == ["no-hours", "no-language"]
    assert _names(Wish(MONDAY, None, "id"), promised=False) == ["no-hours"]
    assert "nothing" not in _names(Wish(), promised=False)


@pytest.mark.parametrize(("minute", "found"), [(30, True), (31, False)])
def test_half_an_hour_must_be_left(minute: int, found: bool) -> None:  # noqa: FBT001
    """Who comes at 16:30 to what ends at 17:00 is sent there, at 16:31 no more."""
    names = _names(Wish(SUNDAY, dt.time(16, minute), "id"))
    assert ("afternoon" in names) is found


def test_what_has_begun_today_is_found_as_long_as_half_an_hour_is_left() -> None:
    """At 11:30 a meeting until 12:00 is still worth the way, at 11:31 it is over."""
    day = NOW.replace(day=22)
    assert [each.spot.title for each in find([MORNING], Wish(), NEAR, day.replace(hour=11, minute=30))] == ["morning"]
    assert find([MORNING], Wish(), NEAR, day.replace(hour=11, minute=31)) == []


def test_steps_count_borders() -> None:
    """From Zuoying: itself 0, Sanmin 1, Fengshan 2, and no way to Qishan."""
    assert steps_from("zuoying", NEAR) == {"zuoying": 0, "sanmin": 1, "fengshan": 2}


@given(
    st.sampled_from([None, *range(7)]),
    st.none() | st.times(),
    st.sampled_from(["", "id", "vi", "zh-hant", "th"]),
    st.sampled_from(["", *NEAR]),
)
def test_a_promise_is_always_kept_by_the_facts(
    weekday: int | None, after: dt.time | None, language: str, district: str
) -> None:
    """Whatever is asked: who is promised speaks the language, on that day, for half an hour after that time."""
    for found in find(ALL, Wish(weekday, after, language, district), NEAR, NOW):
        if not found.is_promised:
            continue
        assert not language or language in found.spot.languages
        for each in found.meetings:
            assert weekday in {None, each.starts_at.weekday()}
            free = dt.datetime.combine(each.starts_at.date(), after or dt.time())
            assert each.ends_at - max(free, each.starts_at) >= LEAST
        assert found.meetings or found.hours
