"""News for complainants: one neutral message inside the hours they named, at most once, or none at all."""

import datetime as dt
import logging
from pathlib import Path

import pytest

from api.domain.staffing import Member
from api.services import case_acts, returning, safe_contact
from api.services.complaining import Lodged
from api.services.notices import NEWS, Noticing
from api.services.posting import Outcome, Parcel, as_email
from api.services.published import Published
from api.services.resources import DeskResources, Resources
from api.store import desk_audit
from api.store.desk_audit import DeskHappened
from i18n.languages import LANGUAGES, Language
from i18n.messages import translate
from tests.case_file import SUNDAYS, WORDS, lodged
from tests.support import NOW, Clock, publish

LIN = Member("lin", "officer", frozenset({"migrants"}), frozenset())
EMAIL = SUNDAYS | {"channel": "email", "address": "kanari@example.org"}
CALL = SUNDAYS | {"channel": "call"}
NEVER = {"channel": "never", "address": "", "days": "", "starts": "", "ends": ""}
SATURDAY_TEN = NOW
SUNDAY = NOW.date() + dt.timedelta(days=1)


class House:
    """A service, its desk, and a sender that keeps what it was given."""

    def __init__(self, stores: tuple[Resources, DeskResources], folder: Path, clock: Clock) -> None:
        self.service, self.desk = stores
        self.clock = clock
        publish(folder / "output", [])
        self.published = Published(folder / "output")
        self.outcome: Outcome = "sent"
        self.sent: list[tuple[dt.datetime, Parcel]] = []
        self.noticing = self.begin()

    def begin(self) -> Noticing:
        """Return what a process that has just started sends with."""
        return Noticing(self.desk, self.published, {"email": self, "sms": self})

    def send(self, parcel: Parcel) -> Outcome:
        """Keep `parcel`."""
        self.sent.append((self.clock(), parcel))
        return self.outcome

    def answers(self, case: Lodged, press: str = "press") -> None:
        """Answer `case`."""
        parts = [{"label": "phrase", "key": "read", "values": {}}]
        assert case_acts.answer(self.desk, LIN, case.reference, None, parts, press) == case_acts.Done("answered")

    def waits_until(self, hour: int, minute: int = 0, day: dt.date = SUNDAY) -> None:
        """Let time pass to a moment, with a round every hour, and every five minutes in the afternoon of a Sunday."""
        until = dt.datetime.combine(day, dt.time(hour, minute))
        while (now := self.clock()) < until:
            self.noticing.round()
            is_near = now.weekday() == SUNDAY.weekday() and 13 <= now.hour < 19
            self.clock.now = min(now + dt.timedelta(minutes=5 if is_near else 60), until)
        self.noticing.round()


@pytest.fixture
def house(stores: tuple[Resources, DeskResources], tmp_path: Path, clock: Clock) -> House:
    """Return a house on Saturday 21 November 2026, at ten."""
    return House(stores, tmp_path, clock)


def test_an_answer_is_told_at_the_first_safe_minute(house: House) -> None:
    """Answered on Saturday at ten, the message goes on Sunday at 14:00, once, although rounds go on until Monday."""
    house.answers(lodged(house.service, SUNDAYS))
    house.waits_until(23, 55)
    assert [at for at, _ in house.sent] == [dt.datetime.combine(SUNDAY, dt.time(14))]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)
def test_a_message_says_nothing_but_that_there_is_news(house: House, language: Language) -> None:
    """In five languages: no word of the complaint, no reference, no digits, no name of the bureau or of this site."""
    case = lodged(house.service, EMAIL, lang=language.slug)
    house.answers(case)
    house.waits_until(14)
    ((_, parcel),) = house.sent
    assert parcel.text.strip() == translate(NEWS, language)
    wire = as_email(parcel, "post@harbour.example")
    content = f"{wire['Subject']} {wire['From']} {wire.get_content()}"
    told = ("Labour Harbour", "勞動", WORDS, case.reference, case.reference[5:], "http")
    assert [word for word in told if word in content] == []
    assert not any(letter.isdigit() for letter in content)
    assert "000001" not in parcel.id


def test_of_three_news_before_the_window_one_message_goes(house: House) -> None:
    """Asked, answered and answered again on Saturday is one message on Sunday; what comes after it is another one."""
    case = lodged(house.service, SUNDAYS)
    for press in ("one", "two", "three"):
        house.answers(case, press)
        house.noticing.round()
    house.waits_until(14, 30)
    assert len(house.sent) == 1
    house.answers(case, "four")
    house.waits_until(15)
    assert len(house.sent) == 2


def test_who_said_never_is_never_told(house: House) -> None:
    """Neither a case without a rule nor a tip is told, whatever is answered and however long it lasts."""
    for case in (lodged(house.service, press="a" * 20), lodged(house.service, door="tip", press="b" * 20)):
        house.answers(case, case.reference)
    house.waits_until(18)
    assert house.sent == []


def test_the_newest_rule_holds_even_for_what_waits(house: House) -> None:
    """Changed to never after the answer: nothing goes. Changed to Saturdays at eleven: it goes then, not on Sunday."""
    silent, earlier = lodged(house.service, SUNDAYS), lodged(house.service, EMAIL, press="b" * 20)
    house.answers(silent)
    house.answers(earlier, "two")
    house.noticing.round()
    returning.change_contact(house.service, silent.receipt, NEVER, "one")
    returning.change_contact(
        house.service, earlier.receipt, EMAIL | {"days": "5", "starts": "11:00", "ends": "12:00"}, "two"
    )
    house.waits_until(18)
    assert [(at.hour, parcel.to) for at, parcel in house.sent] == [(11, "kanari@example.org")]


def test_a_sender_that_is_down_is_asked_again_inside_the_window_only(house: House) -> None:
    """Down on Sunday until 17:56, it is asked every five minutes from 14:00 to 17:50, and then in a week."""
    house.answers(lodged(house.service, SUNDAYS))
    house.outcome = "down"
    house.waits_until(17, 56)
    assert {at.hour for at, _ in house.sent} == {14, 15, 16, 17}
    house.sent.clear()
    house.outcome = "sent"
    house.waits_until(20)
    assert house.sent == []
    house.waits_until(15, day=SUNDAY + dt.timedelta(days=7))
    assert [at.strftime("%m-%d %H:%M") for at, _ in house.sent] == ["11-29 14:00"]


def test_what_may_have_arrived_is_not_sent_again(house: House) -> None:
    """Cut off in the act, or with a process that died after handing it over, a message is not repeated."""
    house.answers(lodged(house.service, SUNDAYS))
    house.outcome = "unsure"
    house.waits_until(14)
    house.noticing = house.begin()
    house.waits_until(17)
    assert len(house.sent) == 1


def test_a_late_answer_is_told_at_each_chase(house: House) -> None:
    """Filed on 21 November and never answered, news goes on the Sundays after the first, the second and the last chase."""
    house.clock.now = SATURDAY_TEN
    lodged(house.service, SUNDAYS | {"days": "0 1 2 3 4 5 6"})
    for day in range(55, 85):
        house.clock.now = SATURDAY_TEN + dt.timedelta(days=day, hours=4)
        house.noticing.round()
    assert [at.date().isoformat() for at, _ in house.sent] == ["2027-01-21", "2027-01-26", "2027-01-29"]


def test_a_call_is_offered_to_officers_only_inside_the_window(house: House) -> None:
    """On Saturday nobody is on the list; on Sunday from 14:00 to 17:54 one is, until somebody has called."""
    case = lodged(house.service, CALL)
    house.answers(case)
    seen = []
    for hour, minute in ((10, 0), (13, 59), (14, 0), (17, 54), (17, 55)):
        house.waits_until(hour, minute)
        seen.append([call.reference for call in safe_contact.calls(house.desk)])
    assert seen == [[], [], [case.reference], [case.reference], []]
    assert house.sent == []
    house.waits_until(14, day=SUNDAY + dt.timedelta(days=7))
    assert safe_contact.reach(house.desk, case.reference).is_open
    safe_contact.call_made(house.desk, case.reference, "lin")
    assert safe_contact.calls(house.desk) == []


def test_a_call_is_noted_with_the_officer(house: House) -> None:
    """The audit says who called about which case, and nothing of the number."""
    case = lodged(house.service, CALL)
    safe_contact.call_made(house.desk, case.reference, "lin")
    with house.desk.reader.begin() as connection:
        ((_, row),) = desk_audit.newest(connection, "called")
    assert row == DeskHappened("2026-11-21T10:00:00", "lin", "called", case.reference)


def test_nothing_of_a_person_stands_in_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    """With a sender that fails in every way the log holds neither address nor reference."""
    caplog.set_level(logging.DEBUG, logger="api")
    case = lodged(house.service, EMAIL)
    house.answers(case)
    house.outcome = "down"
    house.waits_until(15)
    told = caplog.text
    assert "kanari" not in told
    assert case.reference not in told
