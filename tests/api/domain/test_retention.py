"""How long words are kept, and what holds them."""

import datetime as dt

import pytest

from api.content.library import read
from api.domain import missed
from api.domain.cases import Event, standing
from api.domain.intake import KINDS
from api.domain.retention import LETTER_DAYS, TIP_YEARS, Erase, Held, Keep, retention
from api.domain.suppression import SMALLEST
from tests.support import ROOT

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


def test_the_privacy_page_promises_what_is_done() -> None:
    """The figures that are ours are the numbers of the code, and the kinds kept for 10 and 3 years are those the page names."""
    figures = read(ROOT / "content").figures
    promised = {name: figure.value for name, figure in figures.items() if figure.ours}
    assert promised == {
        "keep-case": KINDS["dispute"].keep_years,
        "keep-case-long": KINDS["discrimination"].keep_years,
        "keep-case-mailbox": KINDS["mailbox"].keep_years,
        "keep-tip": TIP_YEARS,
        "keep-letter": LETTER_DAYS,
        "keep-search": missed.KEPT.days,
        "search-words-from": missed.LEAST_TIMES,
        "search-public-from": SMALLEST,
    }
    others = {name: kind.keep_years for name, kind in KINDS.items() if kind.keep_years != promised["keep-case"]}
    assert others == {
        "discrimination": promised["keep-case-long"],
        "corruption": promised["keep-case-long"],
        "mailbox": promised["keep-case-mailbox"],
    }
