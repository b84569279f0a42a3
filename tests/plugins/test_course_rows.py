"""What the page of a class says of rare facts: days off, a draw, kept seats, steps and refunds."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from api.content.library import Entry, Library, read
from api.domain.meetings import Recurrence, left_out
from api.kinds import BY_NAME
from i18n.languages import BY_SLUG
from plugins import course_rows
from plugins.edition import Edition
from tests.support import NOW, ROOT

KEY = "courses/smartphone-video"


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the real content."""
    return read(ROOT / "content")


def _said(
    library: Library, *changed: Entry, key: str = KEY, holidays: frozenset[dt.date] = frozenset()
) -> dict[str, str]:
    """Return what the English page says under each term, with entries changed."""
    entries = library.entries | {entry.key: entry for entry in changed}
    edition = Edition(replace(library, entries=entries, holidays=holidays), NOW, "test")
    groups = course_rows.groups(entries[key], edition, BY_SLUG["en"])
    return {term: str(value) for _, _, rows in groups for term, value in rows}


def _with(library: Library, key: str = KEY, **facts: Any) -> Entry:
    entry = library.entries[key]
    return replace(entry, facts=BY_NAME["course"].facts.model_validate(entry.facts.model_dump() | facts))


def test_days_off_and_holidays_are_named_and_not_counted(library: Library) -> None:
    """Six Tuesdays, of which one is off and one a holiday: four meetings, and both days are told."""
    off, holiday = dt.date(2026, 12, 29), dt.date(2027, 1, 5)
    said = _said(library, _with(library, off=(off,)), holidays=frozenset({holiday}))
    assert said["Number of meetings"] == "4"
    assert said["Does not meet on"].count("<time") == 2
    assert "Does not meet on" not in _said(library)
    series = Recurrence(NOW, NOW, "FREQ=DAILY;COUNT=3", (NOW.date(),))
    assert left_out(series, {NOW.date() + dt.timedelta(days=9)}) == [NOW.date()]


def test_a_draw_tells_its_day_its_numbers_wishes_and_pairs(library: Library) -> None:
    """Entries are drawn with the numbers of 18 December, 3 wishes and pairs are told; first-come tells none of it."""
    draw: dict[str, Any] = {"allocation": "draw", "drawn_on": dt.date(2026, 12, 18), "wishes": 3, "pairs": True}
    said = _said(library, _with(library, **draw))
    assert "18 December 2026" in said["Drawn on"]
    assert "Daily Cash 539" in said["Drawn on"]
    assert "Up to 3 classes" in said["Wishes"]
    assert "Together" in said
    assert not {"Drawn on", "Wishes", "Together"} & _said(library).keys()


def test_kept_seats_name_group_number_and_end(library: Library) -> None:
    """Two seats for new immigrants are kept until enrolment closes."""
    said = _said(library, _with(library, quotas={"new-immigrant": 2}))["Seats kept for groups"]
    assert "New immigrant: 2" in said
    assert "Kept until 16 December 2026, 17:00" in said


def test_a_step_links_the_class_that_gives_it_and_the_one_it_opens(library: Library) -> None:
    """The second step links the first; the first links the second; a step nobody gives is told as unknown."""
    first = _with(library, "courses/union-leader-first-step", grants="leader-1")
    second = _with(library, requires="leader-1")
    assert "/en/courses/union-leader-first-step/" in _said(library, first, second)["Finish first"]
    assert f"/en/{KEY}/" in _said(library, first, second, key=first.key)["Next step"]
    assert "<a" not in _said(library, _with(library, requires="nobody-gives"))["Finish first"]


def test_refunds_are_four_lines_and_say_what_is_not_confirmed(library: Library) -> None:
    """90% before the first meeting, 50% before a third, nothing after, all if it is not held; a class without a fee says none."""
    refunds = {"before_first": "refund-before-first", "before_third": "refund-before-third"}
    said = _said(library, _with(library, fee=1500, refunds=refunds))["What comes back of the fee"]
    assert said.count("<br>") == 3
    assert "90%" in said
    assert "50%" in said
    assert said.count("(not confirmed)") == 2
    assert "What comes back of the fee" not in _said(library, _with(library, fee=0, refunds=refunds))


def test_a_screening_tells_the_day_of_the_test_and_of_the_results(library: Library) -> None:
    """Test on 14 January, results on 20 January 2027."""
    days: dict[str, Any] = {"screened_on": dt.date(2027, 1, 14), "results_on": dt.date(2027, 1, 20)}
    said = _said(library, _with(library, allocation="screening", **days))
    assert "14 January 2027" in said["Test or interview"]
    assert "20 January 2027" in said["Result published on"]
