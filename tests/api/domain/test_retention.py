"""How long words are kept, and what holds them."""

import datetime as dt

import pytest

from api.domain.cases import Event, standing
from api.domain.retention import Erase, Held, Keep, retention

FILED = dt.date(2020, 1, 10)
LODGED = Event("lodged", 1)
CLOSED = Event("closed", 1, "lin", dt.datetime(2020, 3, 1))  # noqa: DTZ001 - the bureau's own time


@pytest.mark.parametrize(
    ("door", "kind", "day"),
    [
        ("case", "dispute", "2025-03-01"),
        ("mediation", "dispute", "2025-03-01"),
        ("case", "discrimination", "2030-03-01"),
        ("case", "corruption", "2030-03-01"),
        ("case", "mailbox", "2023-03-01"),
        ("tip", "dispute", "2022-01-10"),
    ],
)
def test_each_kind_is_kept_for_its_years(door: str, kind: str, day: str) -> None:
    """A dispute five years after closing, harassment and corruption ten, the mailbox three; a tip two years after filing."""
    until = dt.date.fromisoformat(day)
    now = standing([LODGED, CLOSED])
    assert retention(door, kind, FILED, now, until - dt.timedelta(days=1)) == Keep(until)
    assert retention(door, kind, FILED, now, until) == Erase(until)


def test_a_tip_is_kept_until_it_is_closed() -> None:
    """A tip that was looked into for three years is not erased before that has ended."""
    late = standing([LODGED, Event("closed", 1, "lin", dt.datetime(2023, 3, 1))])  # noqa: DTZ001 - the bureau's own time
    assert retention("tip", "safety", FILED, late, dt.date(2023, 3, 1)) == Erase(dt.date(2023, 3, 1))


def test_a_tip_that_nobody_closes_is_named_after_two_years() -> None:
    """Filed on 10 January 2020 and never closed: two years later it is held by name; an open case has no such day."""
    day, never = dt.date(2022, 1, 10), standing([LODGED])
    assert retention("tip", "safety", FILED, never, day - dt.timedelta(days=1)) == Held("open", None)
    assert retention("tip", "safety", FILED, never, day) == Held("tip-open", day)
    assert retention("case", "safety", FILED, never, day) == Held("open", None)


def test_whatever_is_open_is_held() -> None:
    """Never closed, opened again by a letter or by a contest, withdrawn without a closing, or linked with an open one: held."""
    far = dt.date(2060, 1, 1)
    for more, why in (
        ([], "open"),
        ([CLOSED, Event("written", 2)], "open"),
        ([CLOSED, Event("contested", 2)], "contested"),
        ([Event("withdrawn", 2)], "withdrawn"),
    ):
        assert retention("case", "dispute", FILED, standing([LODGED, *more]), far) == Held(why, None)
    held = retention("case", "dispute", FILED, standing([LODGED, CLOSED]), far, linked_open=1)
    assert held == Held("linked-open", dt.date(2025, 3, 1))
