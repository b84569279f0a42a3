"""By what people choose a class."""

import datetime as dt
from typing import Any

import pytest

from api.forms.openapi import CALLS
from api.kinds.choosing import FACETS, VALUES, item, time_of_day

ROW: dict[str, Any] = {
    "id": "a-class",
    "term": "2027-1",
    "school": "academy",
    "family": "work",
    "district": "zuoying",
    "allocation": "draw",
    "weekdays": ["tue", "thu"],
    "starts": "19:00:00",
    "ends": "21:00:00",
    "taught_in": ["zh-hant"],
    "interpreters": ["vi"],
    "fee": 1500,
    "opens_at": "2026-12-01T09:00:00",
    "closes_at": "2026-12-23T17:00:00",
}
OPENING = dt.datetime(2026, 12, 1, 9)  # noqa: DTZ001 - the bureau's own time


def test_a_class_has_a_value_under_every_facet() -> None:
    """Each of the 10 facets is told of an open class, with values that are declared where they are."""
    tags = item(ROW, OPENING).tags
    assert tags.keys() == FACETS.keys()
    assert all(tags.values())
    assert all(set(tags[facet]) <= set(values) for facet, values in VALUES.items())


def test_what_is_spoken_counts_taught_or_interpreted() -> None:
    """A class in Chinese with a Vietnamese interpreter is found under both of its 2 languages."""
    assert item(ROW, OPENING).tags["language"] == {"zh-hant", "vi"}


def test_a_class_is_open_from_its_first_second_to_before_its_last() -> None:
    """One second before it opens it opens later; at 09:00:00 it is open; at 17:00:00 of the last day it is neither."""
    second = dt.timedelta(seconds=1)
    assert item(ROW, OPENING - second).tags["open"] == {"soon"}
    assert item(ROW, OPENING).tags["open"] == {"1"}
    assert item(ROW, dt.datetime(2026, 12, 23, 17)).tags["open"] == set()  # noqa: DTZ001


@pytest.mark.parametrize(("fee", "wanted"), [(0, "free"), (1500, "low"), (1501, "high"), ("unknown", "unknown")])
def test_a_fee_is_free_low_high_or_unknown(fee: int | str, wanted: str) -> None:
    """Up to NT$1,500 counts as low, one dollar more does not, and an unknown fee is no free one."""
    assert item(ROW | {"fee": fee}, OPENING).tags["fee"] == {wanted}


def test_the_day_has_three_parts() -> None:
    """11:59 is in the morning, 12:00 and 17:29 in the afternoon, 17:30 after work."""
    clocks = (dt.time(11, 59), dt.time(12), dt.time(17, 29), dt.time(17, 30))
    assert [time_of_day(clock) for clock in clocks] == ["morning", "afternoon", "afternoon", "evening"]


def test_the_interface_describes_every_facet() -> None:
    """The OpenAPI document names all facets and the 4 other wishes as parameters of /courses."""
    assert set(CALLS["/courses"][2]) == {"lang", *FACETS, "rest", "after", "before", "without"}
