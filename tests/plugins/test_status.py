"""Where an event stands on the day of the build."""

import datetime as dt

import pytest

from api.content.library import read
from i18n.languages import LANGUAGES
from plugins.edition import Edition
from plugins.lists import row
from plugins.status import of_days
from tests.support import ROOT

ENGLISH = LANGUAGES[-1]
FAIR = dt.date(2026, 12, 5)
LIBRARY = read(ROOT / "content")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (FAIR, FAIR, "Today"),
        (FAIR - dt.timedelta(1), FAIR, "Now"),
        (FAIR + dt.timedelta(1), FAIR + dt.timedelta(1), "Coming"),
        (FAIR - dt.timedelta(1), FAIR - dt.timedelta(1), "Over"),
    ],
)
def test_an_event_of_one_day_is_today(first: dt.date, last: dt.date, said: str) -> None:
    """A fair on 5 December is "Today" all that day, before it opens too; what runs for two days is "Now"."""
    assert of_days(first, last, FAIR, ENGLISH).text == said


def test_what_repeats_stands_where_its_next_day_does() -> None:
    """Between two of its days no stop of the bus is "Over" or "Now" in a list: its next day is still coming."""
    now = dt.datetime(2026, 12, 1, 20, 0)  # noqa: DTZ001 - the bureau's own time
    edition = Edition(LIBRARY, now, "a")
    stops = [row(entry, edition, ENGLISH) for entry in LIBRARY.entries.values() if entry.kind.name == "stop"]
    ahead = [each for each in stops if each.iso > "2026-12-01"]
    assert ahead
    assert [each.title for each in ahead if "Coming · " not in each.summary] == []
