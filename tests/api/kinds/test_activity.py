"""Activities: what can be enrolled in, when, and which facts contradict themselves."""

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from api.kinds.activity import ACTIVITY, ActivityFacts

WEEKLY: dict[str, Any] = {
    "sort": "consultation",
    "place": "labor-bureau",
    "starts_on": dt.date(2026, 11, 29),
    "starts": dt.time(13, 30),
    "ends": dt.time(16, 30),
    "rule": "FREQ=WEEKLY;BYDAY=SU;COUNT=4",
    "slot_minutes": 20,
}
ONCE: dict[str, Any] = {
    "sort": "student-job",
    "place": "labor-bureau",
    "starts_on": dt.date(2027, 7, 1),
    "starts": dt.time(8, 30),
    "ends": dt.time(17, 30),
    "rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20270831T235959",
    "allocation": "draw",
    "opens_at": dt.datetime(2027, 5, 3, 9, 0),  # noqa: DTZ001 - the bureau's own time
    "closes_at": dt.datetime(2027, 5, 14, 17, 0),  # noqa: DTZ001
    "drawn_on": dt.date(2027, 5, 17),
    "capacity": 20,
    "identity": "document",
}


def test_a_session_is_cut_into_appointments_that_exclude_one_another() -> None:
    """Four Sundays of three hours in appointments of 20 minutes: 36 offers; whoever has one cannot have another of that day."""
    offers = list(ACTIVITY.offers("advice", "", ActivityFacts(**WEEKLY), ()))
    assert len({offer.id for offer in offers}) == len(offers) == 36
    assert offers[0].id == "advice.20261129-1330"
    assert all(len(offer.meetings) == 1 and len(offer.clashes) == 8 for offer in offers)
    assert offers[8].meetings[0].ends_at == dt.datetime(2026, 11, 29, 16, 30)  # noqa: DTZ001


def test_a_session_without_appointments_is_one_offer_with_its_own_window() -> None:
    """On a day of rest there is none, one that is called off says so; it opens 14 days before at 9:00 and closes 24 hours before."""
    facts = ActivityFacts(**WEEKLY | {"slot_minutes": 0, "capacity": 20, "cancelled": (dt.date(2026, 12, 6),)})
    offers = list(ACTIVITY.offers("tour", "", facts, {dt.date(2026, 12, 13)}))
    assert [(offer.id, offer.called_off) for offer in offers] == [
        ("tour.20261129", False),
        ("tour.20261206", True),
        ("tour.20261220", False),
    ]
    assert offers[0].opens_at == dt.datetime(2026, 11, 15, 9, 0)  # noqa: DTZ001
    assert offers[0].closes_at == dt.datetime(2026, 11, 28, 13, 30)  # noqa: DTZ001


def test_a_summer_job_is_one_offer_for_all_its_days_and_drawn_with_the_others_of_its_summer() -> None:
    """44 working days of July and August 2027, one entry, one round named by the folder."""
    (offer,) = ACTIVITY.offers("office", "summer-2027", ActivityFacts(**ONCE), ())
    assert (offer.id, offer.round, offer.identity, len(offer.meetings)) == ("office", "summer-2027", "document", 44)


def test_what_one_just_comes_to_offers_nothing() -> None:
    """Where no enrolment is needed, there is nothing to enrol in."""
    assert list(ACTIVITY.offers("tour", "", ActivityFacts(**WEEKLY | {"books": False}), ())) == []


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (WEEKLY | {"rule": "FREQ=WEEKLY;BYDAY=SU"}, "needs an end"),
        (WEEKLY | {"rule": "FREQ=WEEKLY;BYDAY=MO;COUNT=4"}, "no day of the rule"),
        (WEEKLY | {"rule": "every Sunday, COUNT=4"}, "no RRULE"),
        (WEEKLY | {"rule": "FREQ=WEEKLY;UNTIL=20261231T235959Z"}, "no RRULE"),
        (WEEKLY | {"cancelled": (dt.date(2026, 11, 30),)}, "does not meet"),
        (WEEKLY | {"ends": dt.time(13, 0)}, "end after"),
        (WEEKLY | {"district": "zuoying"}, "or else"),
        (WEEKLY | {"place": ""}, "or else"),
        (WEEKLY | {"slot_minutes": 200}, "parts of a session"),
        (WEEKLY | {"opens_at": ONCE["opens_at"]}, "belong together"),
        (WEEKLY | {"minimum": 2}, "fit into"),
        (WEEKLY | {"quotas": {"friends": 1}}, "quotas are kept for"),
        (ONCE | {"drawn_on": None}, "a draw needs it"),
        (ONCE | {"drawn_on": dt.date(2027, 5, 14), "closes_at": dt.datetime(2027, 5, 14, 21, 0)}, "before the public"),  # noqa: DTZ001
        (ONCE | {"drawn_on": dt.date(2027, 5, 16)}, "Sunday"),
        (ONCE | {"closes_at": dt.datetime(2027, 5, 1, 9, 0)}, "later than"),  # noqa: DTZ001
    ],
)
def test_facts_that_contradict_themselves_are_told(facts: dict[str, Any], told: str) -> None:
    """Sixteen planted mistakes are refused, each with a sentence that says what is wrong."""
    with pytest.raises(ValidationError, match=told):
        ActivityFacts(**facts)
