"""Facts of fairs, stops and vacancies that cannot be true are refused."""

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from api.kinds.fair import FairFacts
from api.kinds.stop import STOP, StopFacts
from api.kinds.vacancy import VACANCY, VacancyFacts

FIRM = {"name": "樣本", "latin": "Sample", "openings": [{"job": "welder", "count": 3}, {"job": "clerk", "count": 1}]}
FAIR: dict[str, Any] = {"size": "small", "held_on": "2026-12-05", "starts": "09:00", "ends": "12:00", "district": "x"}
STOPS: dict[str, Any] = {
    "district": "x", "rule": "FREQ=WEEKLY;BYDAY=WE;COUNT=3", "starts_on": "2026-12-02", "starts": "09:00", "ends": "12:00",
    "languages": ["vi"],
}  # fmt: skip
VACANT: dict[str, Any] = {
    "job": "cook", "firm": "樣本", "firm_latin": "Sample", "district": "x", "wage": [200, 210], "hours_week": [10, 20],
    "weekdays": ["sat"], "starts": "09:00", "ends": "12:00", "openings": 1, "posted_on": "2026-11-01",
    "expires_on": "2026-12-01",
}  # fmt: skip


def test_totals_are_counted_from_the_exhibitors() -> None:
    """Two firms with three welders and one clerk each: two firms, six openings in manufacturing, two in offices."""
    fair = FairFacts.model_validate(FAIR | {"exhibitors": [FIRM, FIRM]})
    assert (fair.all_firms, fair.openings) == (2, 8)
    assert fair.by_sector == {"manufacturing": 6, "office": 2}


def test_totals_stand_where_nobody_is_listed() -> None:
    """A fair without a list keeps its announced totals."""
    fair = FairFacts.model_validate(FAIR | {"firms": 9, "sectors": [{"sector": "care", "openings": 25}]})
    assert (fair.all_firms, fair.by_sector) == (9, {"care": 25})


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"firms": 9},
        {"exhibitors": [FIRM], "firms": 9},
        {"exhibitors": [FIRM], "ends": "08:00"},
        {"exhibitors": [FIRM], "sign_language": True, "access": ["lift", "sign-language"]},
        {"exhibitors": [FIRM | {"openings": [{"job": "astronaut", "count": 1}]}]},
        {"exhibitors": [FIRM | {"openings": [{"job": "cook", "count": 1, "wage": [40000, 30000]}]}]},
    ],
)
def test_a_fair_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    """No firms, totals beside a list, an end before the start, signing both there and on request, an unknown job, a high-low wage."""
    with pytest.raises(ValidationError):
        FairFacts.model_validate(FAIR | wrong)


@pytest.mark.parametrize("wrong", [{"rule": "FREQ=WEEKLY;BYDAY=WE"}, {"starts_on": "2026-12-03"}, {"ends": "09:00"}])
def test_a_stop_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    """A rule without an end, a first day that is none of the rule's, a bus that leaves as it arrives."""
    with pytest.raises(ValidationError):
        StopFacts.model_validate(STOPS | wrong)


def test_a_stop_is_over_after_its_last_meeting() -> None:
    """Three Wednesdays from 2 December: the last is the 16th."""
    occurrence = STOP.occurrence(StopFacts.model_validate(STOPS))
    assert occurrence is not None
    assert occurrence.last_on == dt.date(2026, 12, 16)


@pytest.mark.parametrize(
    "wrong", [{"job": "astronaut"}, {"expires_on": "2026-10-31"}, {"wage": [210, 200]}, {"hours_week": [0, 5]}]
)
def test_a_vacancy_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    """An unknown job, an end before the start, a wage from high to low, no hours."""
    with pytest.raises(ValidationError):
        VacancyFacts.model_validate(VACANT | wrong)


def test_a_sample_is_no_job_posting_for_machines() -> None:
    """Only a real vacancy tells search engines of an employer: nobody is sent to a firm that does not exist."""
    assert VACANCY.schema(VacancyFacts.model_validate(VACANT | {"sample": True})) == {"@type": "WebPage"}
    assert VACANCY.schema(VacancyFacts.model_validate(VACANT))["validThrough"] == "2026-12-01"
