"""One's own calendar: read back by a client library, in five languages, and gone when it is taken back."""

from pathlib import Path
from typing import Any

import icalendar
import pytest

from api.domain.offers import Offer
from api.services import enrolling, own_calendar
from api.services.published import Published
from api.services.resources import Resources
from api.services.snapshot import Snapshot
from api.store.schema import calendar_tokens
from i18n.languages import LANGUAGES, SOURCE, Language
from tests.announced import TITLES, publish
from tests.api.services.test_enrolling import _enrol
from tests.api.services.test_ordering import Both, _order
from tests.support import Clock, announce, make_meetings, make_offer

OFFERS = announce(make_offer(capacity=1, meetings=make_meetings(10) + make_meetings(17)))


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    """Return a build with one class of one seat that meets twice."""
    published: Published = publish(tmp_path / "output", *OFFERS.values())
    return published.current()


def _made(resources: Resources, name: str, offers: dict[str, Offer] = OFFERS) -> tuple[str, str]:
    """Enrol `name` and make the address; return code and token."""
    code = _enrol(resources, name, offers).code or ""
    return code, own_calendar.make(resources, code) or ""


def _events(
    resources: Resources, snapshot: Snapshot, token: str, language: Language = SOURCE, **more: Any
) -> list[Any]:
    file = own_calendar.read(resources, snapshot, token, language, **more)
    assert file is not None
    found: list[Any] = icalendar.Calendar.from_ical(file).walk("VEVENT")
    return found


def _states(events: list[Any]) -> list[str]:
    return [str(event["STATUS"]) for event in events]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)
def test_a_seat_is_all_its_meetings_in_the_readers_language(
    resources: Resources, snapshot: Snapshot, language: Language
) -> None:
    """Two meetings with title, place and a year as it is counted there; UIDs are the same in every language."""
    _, token = _made(resources, "Anh")
    first, second = _events(resources, snapshot, token, language)
    assert str(first["SUMMARY"]) == str(second["SUMMARY"]) == TITLES[language.slug]
    assert first["DTSTART"].dt.isoformat() == "2026-12-01T09:00:00+08:00"
    years = {"roc": "民國115年", "buddhist": "2569", "gregorian": "2026"}
    assert years[language.calendar] in str(first["DESCRIPTION"])
    assert [str(event["UID"]) for event in _events(resources, snapshot, token)] == [
        str(first["UID"]),
        str(second["UID"]),
    ]


def test_nothing_personal_stands_in_it(resources: Resources, snapshot: Snapshot) -> None:
    """Neither name, phone, code nor the token itself; and the store keeps neither token nor code."""
    code, token = _made(resources, "Nguyễn Anh")
    file = (own_calendar.read(resources, snapshot, token, SOURCE) or b"").replace(b"\r\n ", b"").decode()
    assert not any(word in file for word in ("Anh", "0912", code, token))
    with resources.reader.begin() as connection:
        (row,) = connection.execute(calendar_tokens.select()).all()
    assert token not in str(row)
    assert code not in str(row)
    assert len(token) >= 43


def test_a_neutral_calendar_tells_times_alone(resources: Resources, snapshot: Snapshot) -> None:
    """The same times, and no title, place, address or name of the class."""
    _, token = _made(resources, "Anh")
    events = _events(resources, snapshot, token, is_neutral=True)
    assert [event["DTSTART"].dt for event in events] == [
        event["DTSTART"].dt for event in _events(resources, snapshot, token)
    ]
    told = str([dict(event) for event in events])
    assert not any(word in told for word in (TITLES[SOURCE.slug], "a-class", "201", "https"))


def test_an_address_is_taken_back(resources: Resources, snapshot: Snapshot) -> None:
    """After the press nothing stands there; pressing twice is fine; a wrong code takes nothing back."""
    code, token = _made(resources, "Anh")
    assert not own_calendar.remove(resources, "0000000000000097")
    assert own_calendar.has_address(resources, code)
    assert own_calendar.remove(resources, code)
    assert own_calendar.remove(resources, code)
    assert own_calendar.read(resources, snapshot, token, SOURCE) is None
    assert not own_calendar.has_address(resources, code)


def test_a_new_address_ends_the_one_before(resources: Resources, snapshot: Snapshot) -> None:
    """Two presses: the first address is gone, the second stands."""
    code, first = _made(resources, "Anh")
    second = own_calendar.make(resources, code) or ""
    assert own_calendar.read(resources, snapshot, first, SOURCE) is None
    assert len(_events(resources, snapshot, second)) == 2


@pytest.mark.parametrize("wrong", ["", "x", "a" * 43, "ก" * 43, "' OR 1=1 --"])
def test_a_wrong_address_is_nobodys(resources: Resources, snapshot: Snapshot, wrong: str) -> None:
    """Guessed, empty or hostile: nothing; and a code is no token."""
    code, _ = _made(resources, "Anh")
    assert own_calendar.read(resources, snapshot, wrong, SOURCE) is None
    assert own_calendar.read(resources, snapshot, code, SOURCE) is None
    assert own_calendar.make(resources, "0000000000000097") is None


def test_a_seat_given_back_is_cancelled_and_does_not_vanish(resources: Resources, snapshot: Snapshot) -> None:
    """Both meetings stay, as cancelled, with the same UIDs and a higher sequence."""
    code, token = _made(resources, "Anh")
    before = _events(resources, snapshot, token)
    enrolling.cancel(resources, OFFERS, code)
    after = _events(resources, snapshot, token)
    assert _states(after) == ["CANCELLED", "CANCELLED"]
    assert [event["UID"] for event in after] == [event["UID"] for event in before]
    assert all(late["SEQUENCE"] > early["SEQUENCE"] for early, late in zip(before, after, strict=True))


def test_a_class_that_is_not_held_is_cancelled(stores: Both, snapshot: Snapshot) -> None:
    """Called off by the desk: both meetings of Anh are cancelled; Budi, who waited, had none and has none."""
    service, _ = stores
    (_, anh), (_, budi) = _made(service, "Anh"), _made(service, "Budi")
    assert _order(stores, OFFERS, "not-held") == "done"
    assert _states(_events(service, snapshot, anh)) == ["CANCELLED", "CANCELLED"]
    assert _events(service, snapshot, budi) == []


def test_a_seat_that_is_kept_is_an_event_until_it_ends(resources: Resources, snapshot: Snapshot, clock: Clock) -> None:
    """Budi waits: nothing. A seat is kept for 24 hours: an event that ends then. Taken up: the meetings in its place."""
    anh, _ = _made(resources, "Anh")
    budi, token = _made(resources, "Budi")
    assert _events(resources, snapshot, token) == []
    enrolling.cancel(resources, OFFERS, anh)
    (hold,) = _events(resources, snapshot, token)
    assert hold["DTEND"].dt.replace(tzinfo=None) - clock.now == hold["DTEND"].dt - hold["DTEND"].dt.replace(day=21)
    assert TITLES[SOURCE.slug] in str(hold["SUMMARY"])
    enrolling.confirm(resources, OFFERS, budi)
    assert _states(_events(resources, snapshot, token)) == ["CONFIRMED", "CONFIRMED"]


def test_a_seat_that_was_not_taken_up_leaves_a_cancelled_event(stores: Both, snapshot: Snapshot, clock: Clock) -> None:
    """After the hold of 24 hours the event has the same UID and is cancelled."""
    service, _ = stores
    anh, _ = _made(service, "Anh")
    _, token = _made(service, "Budi")
    enrolling.cancel(service, OFFERS, anh)
    (hold,) = _events(service, snapshot, token)
    clock.move(hours=25)
    _enrol(service, "Chai", announce(make_offer("another", closes_in=48)))
    enrolling.confirm(service, OFFERS, anh)
    (ended,) = _events(service, snapshot, token)
    assert (ended["UID"], str(ended["STATUS"])) == (hold["UID"], "CANCELLED")


def test_what_is_announced_no_more_is_left_out(resources: Resources, tmp_path: Path) -> None:
    """A build without the class: an empty calendar, and no error."""
    _, token = _made(resources, "Anh")
    later = publish(tmp_path / "later").current()
    assert _events(resources, later, token) == []
