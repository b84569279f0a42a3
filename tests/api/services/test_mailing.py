"""Letters: each is sent once, intact in five languages, whatever the mail server does."""

import json
import logging
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import icalendar
import pytest

from api.domain.offers import Offer
from api.services import enrolling, ordering, timing
from api.services.enrolling import Enrolled
from api.services.mailing import Mailing
from api.services.posting import FileSender, Outcome, Parcel, SmtpSender
from api.services.repeating import repeated
from api.services.resources import DeskResources, Resources
from api.store import desk_orders
from api.store.desk_orders import Order
from api.store.desk_schema import class_messages
from api.store.letters import DROPPED, DUE, FAILED, KEPT, SENT
from i18n.languages import LANGUAGES, SOURCE
from tests.announced import BASE, TITLES, publish
from tests.api.services.test_enrolling import _form
from tests.mail_server import Mailbox, mail_server
from tests.support import NOW, Clock, announce, make_meetings, make_offer

FROM = "Labour Harbour <post@harbour.example>"
Both = tuple[Resources, DeskResources]
Lines = Callable[[], list[str]]


class House:
    """A service, its desk, one class of two seats, and the mail server it talks to."""

    def __init__(self, stores: Both, folder: Path, clock: Clock, server: tuple[Mailbox, int], offer: Offer) -> None:
        self.service, self.desk = stores
        self.clock, self.offers = clock, announce(offer)
        self.box, self.port = server
        self.folder = folder
        private = ("advice",) if offer.id == "advice" else ()
        self.published = publish(folder / "output", *self.offers.values(), private=private)
        self.files = FileSender(folder / "letters", FROM)
        self.mailing = self.begin()

    def begin(self, timeout: float = 5, port: int = 0) -> Mailing:
        """Return the mailing of a process that has just started."""
        smtp = SmtpSender("127.0.0.1", port or self.port, FROM, timeout)
        return Mailing(self.desk, self.published, {"email": smtp, "sms": self.files})

    def enrol(self, name: str = "Anh", lang: str = "vi", email: str = "", phone: str = "") -> Enrolled:
        """Enrol somebody; without any contact they have an e-mail address."""
        email = email or ("" if phone else f"{name.lower()}@example.org")
        course = next(iter(self.offers))
        form = _form(name, course=course, contact={"email": email or None, "phone": phone})
        wishes = enrolling.wished(form, self.offers)
        assert wishes is not None
        held = enrolling.enrol(self.service, self.offers, wishes, form, f"press of {name}", lang)
        assert isinstance(held, Enrolled)
        return held

    def counts(self) -> dict[int, int]:
        """Return how many letters there are of each kind."""
        return {kind: number for kind, number in self.mailing.counts().items() if kind <= DROPPED or kind == KEPT}

    def write_to_class(self, words: str) -> None:
        """Keep a message of the desk to the class."""
        row = {"at": NOW.isoformat(), "officer": "lin", "offer": "a-class", "words": words, "press": words[:50]}
        self.desk.writer.write(lambda connection: connection.execute(class_messages.insert().values(**row)))


@pytest.fixture
def server() -> Iterator[tuple[Mailbox, int]]:
    """Yield a mail server."""
    with mail_server() as found:
        yield found


@pytest.fixture
def house(stores: Both, tmp_path: Path, clock: Clock, server: tuple[Mailbox, int]) -> House:
    """Return a house with a class of two seats that begins in ten days."""
    return House(stores, tmp_path, clock, server, make_offer(meetings=make_meetings(10)))


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Lines:
    """Return what reads the lines of our own log; Pelican, which is imported here, drops lines that were told before."""
    monkeypatch.setattr(logging.getLogger("api.services.mailing"), "filters", [])
    caplog.set_level(logging.DEBUG, logger="api")
    return lambda: [record.getMessage() for record in caplog.records if record.name.startswith("api")]


def _events(file: str) -> list[Any]:
    found: list[Any] = icalendar.Calendar.from_ical(file).walk("VEVENT")
    return found


def _text(message: Any) -> str:
    return str(message.get_body(("plain",)).get_content())


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.slug)
def test_a_letter_arrives_whole_in_every_language(house: House, language: Any) -> None:
    """Title, sentence and address come back letter by letter; the wire has ASCII only, in lines of at most 998 octets."""
    held = house.enrol(lang="" if language is SOURCE else language.slug)
    house.mailing.round()
    (message,) = house.box.messages
    assert TITLES[language.slug] in message["Subject"]
    assert TITLES[language.slug] in _text(message)
    assert f"{BASE}/{language.slug}/enrolments" in _text(message)
    assert (message["To"], message["Content-Language"]) == ("anh@example.org", language.tag)
    assert message["Message-ID"] == "<outbox-000000001@labour-harbour>"
    assert message["Date"].datetime.isoformat() == "2026-11-21T10:00:00+08:00"
    raw = house.box.taken[0]
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert (held.code or "?").encode() not in raw
    assert "Anh" not in _text(message)
    years = {"roc": "民國115年", "buddhist": "2569", "gregorian": "2026"}
    assert years[language.calendar] in _text(message)


def test_a_seat_comes_with_its_calendar(house: House) -> None:
    """The letter of a seat brings a calendar file with the one meeting of the class, at 9 in Taipei."""
    house.enrol()
    house.mailing.round()
    (part,) = house.box.messages[0].iter_attachments()
    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "calendar.ics")
    (event,) = _events(part.get_content())
    assert str(event["SUMMARY"]) == TITLES["vi"]
    assert event["DTSTART"].dt.isoformat() == "2026-12-01T09:00:00+08:00"


def test_private_appointments_have_neutral_subjects(
    stores: Both, tmp_path: Path, clock: Clock, server: tuple[Mailbox, int]
) -> None:
    """Of a legal consultation neither the subject nor the calendar tells; the words inside do."""
    house = House(stores, tmp_path, clock, server, make_offer("advice", meetings=make_meetings(10)))
    house.enrol()
    house.mailing.round()
    (message,) = house.box.messages
    assert TITLES["vi"] not in message["Subject"]
    assert TITLES["vi"] in _text(message)
    (part,) = message.iter_attachments()
    (event,) = _events(part.get_content())
    assert TITLES["vi"] not in str(event)


def test_nothing_is_sent_twice(house: House) -> None:
    """Three people, five rounds, and a second process: three letters."""
    for name in ("Anh", "Budi", "Chai"):
        house.enrol(name)
    for _ in range(5):
        house.mailing.round()
    house.begin().round()
    assert sorted(str(message["To"]) for message in house.box.messages) == [
        "anh@example.org",
        "budi@example.org",
        "chai@example.org",
    ]
    assert house.counts() == {SENT: 3}


def test_a_name_can_add_no_header(house: House) -> None:
    """A name with a line end and a header stays out of the letter; an address with one is refused when it is read again."""
    house.enrol("Anh\u2028Bcc: all@example.org", email="anh@example.org")
    sealed = house.service.envelopes.seal(
        {"name": "Budi", "phone": "", "email": "budi@example.org\r\nBcc: all@example.org"}
    )
    house.enrol("Budi")
    house.service.writer.write(
        lambda connection: connection.exec_driver_sql("UPDATE entries SET sealed = ? WHERE id = 2", (sealed,))
    )
    house.mailing.round()
    (message,) = house.box.messages
    assert "Bcc" not in message
    assert b"Bcc" not in house.box.taken[0]
    assert house.counts() == {SENT: 1, DROPPED: 1}


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_put_off_and_then_taken(house: House, step: str) -> None:
    """After 451 the letter waits a minute; then it is sent, once."""
    house.box.replies[step] = ["451 later"]
    house.enrol()
    house.mailing.round()
    house.mailing.round()
    assert (house.box.taken, house.counts()) == ([], {DUE: 1})
    house.clock.move(seconds=61)
    house.mailing.round()
    assert (len(house.box.taken), house.counts()) == (1, {SENT: 1})


def test_put_off_for_days_is_given_up(house: House) -> None:
    """A letter that is put off at every try is tried ten times over more than three days, and is then counted as given up."""
    house.box.replies["RCPT"] = ["450 later"] * 50
    house.enrol()
    for _ in range(400):
        house.mailing.round()
        house.clock.move(minutes=30)
    assert house.counts() == {FAILED: 1}
    assert len(house.box.replies["RCPT"]) == 40


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_refused_for_good_is_not_tried_again(house: House, step: str) -> None:
    """After 550 the letter is counted as given up; the next person's letter goes."""
    house.box.replies[step] = ["550 no such user"]
    house.enrol("Anh"), house.enrol("Budi")
    house.mailing.round()
    house.clock.move(days=2)
    house.mailing.round()
    assert [str(message["To"]) for message in house.box.messages] == ["budi@example.org"]
    assert house.counts() == {SENT: 1, FAILED: 1}


@pytest.mark.parametrize("reply", ["530 log in first", "421 too busy"])
def test_a_server_that_refuses_us_costs_no_letter(house: House, reply: str) -> None:
    """Refused as a sender four times: one letter tries at a time, after rests of 30, 60, 120 and 300 seconds; then both go."""
    house.box.replies["MAIL"] = [reply] * 4
    house.enrol("Anh"), house.enrol("Budi")
    connections = []
    for _ in range(10):
        house.mailing.round()
        house.clock.move(seconds=60)
        connections.append(house.box.connections)
    assert connections == [1, 2, 3, 3, 4, 4, 4, 4, 4, 6]
    assert (house.box.connections, house.counts()) == (6, {SENT: 2})


def test_nobody_at_the_other_end(house: House) -> None:
    """The connection is refused: the letter waits, and goes when the server is back."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nowhere = closed.getsockname()[1]
    house.enrol()
    house.begin(port=nowhere).round()
    assert house.counts() == {DUE: 1}
    house.clock.move(seconds=31)
    house.mailing.round()
    assert (len(house.box.taken), house.counts()) == (1, {SENT: 1})


def test_a_server_that_hangs_after_the_letter_gets_one_copy_more_at_most(house: House) -> None:
    """It took the letter and never said so, again and again: two copies under one Message-ID, and no third in a week."""
    house.box.hangs = 9
    house.mailing = house.begin(timeout=0.3)
    house.enrol()
    for _ in range(50):
        house.mailing.round()
        house.clock.move(hours=4)
    assert [message["Message-ID"] for message in house.box.messages] == ["<outbox-000000001@labour-harbour>"] * 2
    assert house.counts() == {FAILED: 1}


class PowerCutError(BaseException):
    """The process dies."""


class Dying:
    """Hands letters over and dies before anybody hears of it, so many times."""

    def __init__(self, sender: SmtpSender, times: int) -> None:
        self.sender, self.times = sender, times

    def send(self, parcel: Parcel) -> Outcome:
        """Send, and die."""
        outcome = self.sender.send(parcel)
        self.times -= 1
        if self.times >= 0:
            raise PowerCutError
        return outcome


@pytest.mark.parametrize("deaths", [1, 2, 5])
def test_a_crash_between_sending_and_noting_makes_one_copy_more_at_most(house: House, deaths: int) -> None:
    """However often the process dies in that moment, there are two copies of one letter under one Message-ID."""
    house.enrol("Anh"), house.enrol("Budi")
    dying = Dying(SmtpSender("127.0.0.1", house.port, FROM), deaths)
    for _ in range(20):
        mailing = house.begin()
        mailing.senders = {"email": dying, "sms": house.files}
        try:
            mailing.round()
        except PowerCutError:
            assert dying.times >= 0
        house.clock.move(minutes=11)
    names = sorted(str(message["Message-ID"]) for message in house.box.messages)
    assert set(names) == {f"<outbox-{number:09d}@labour-harbour>" for number in (1, 2)}
    assert max(map(names.count, names)) <= 2
    assert house.counts().get(DUE, 0) == 0


def test_what_is_true_no_more_is_not_told(house: House) -> None:
    """Anh gives her seat back before the letter goes: no letter says that she has it; Chai hears of the seat that is kept."""
    codes = [house.enrol(name).code or "" for name in ("Anh", "Budi", "Chai")]
    enrolling.cancel(house.service, house.offers, codes[0])
    house.mailing.round()
    told = {str(message["To"]): str(message["Subject"]) for message in house.box.messages}
    assert told.keys() == {"budi@example.org", "chai@example.org"}
    assert house.counts() == {SENT: 2, DROPPED: 2}


def test_a_reminder_goes_once_on_the_day_before(house: House) -> None:
    """24 hours before the first meeting one reminder goes with the calendar file; none after it has begun."""
    house.enrol()
    house.mailing.round()
    house.clock.now = house.offers["a-class"].meetings[0].starts_at.replace(hour=8)
    for _ in range(3):
        timing.tick(house.service, house.offers)
    house.mailing.round()
    assert len(house.box.taken) == 2
    assert list(house.box.messages[1].iter_attachments())


def test_a_reminder_that_comes_too_late_is_not_sent(house: House) -> None:
    """The server was away until the class had begun: the reminder is dropped."""
    house.enrol()
    house.mailing.round()
    starts_at = house.offers["a-class"].meetings[0].starts_at
    house.clock.now = starts_at.replace(hour=8)
    timing.tick(house.service, house.offers)
    house.clock.now = starts_at
    house.mailing.round()
    assert house.counts() == {SENT: 1, DROPPED: 1}


def test_without_an_address_only_what_is_urgent_goes_to_the_phone(house: House) -> None:
    """Of four letters to a phone one goes out: the seat that is kept. It names no class and holds no code."""
    first = house.enrol("Anh").code or ""
    house.enrol("Budi", phone="07 123 4567"), house.enrol("Chai", phone="０９１２ 345 678", lang="th")
    enrolling.cancel(house.service, house.offers, first)
    house.mailing.round()
    (file,) = house.files.folder.iterdir()
    number, words = file.read_text(encoding="utf-8").split("\n", 1)
    assert number == "+886912345678"
    assert f"{BASE}/th/enrolments" in words
    assert TITLES["th"] not in words
    assert len(words) <= 200
    assert file.stat().st_mode & 0o077 == 0


def test_a_class_that_is_not_held_is_told_to_all(house: House) -> None:
    """Lin calls the class off: seated and waiting people get the letter, and where to look for another class."""
    for name in ("Anh", "Budi", "Chai"):
        house.enrol(name)
    house.mailing.round()
    order = Order(0, NOW.isoformat(), "lin", "not-held", "a-class", None, "", "too-few", "", None)
    house.desk.writer.write(lambda connection: desk_orders.add(connection, order, "press"))
    ordering.carry_out(house.service, house.offers)
    house.mailing.round()
    assert len(house.box.messages[3:]) == 3
    assert all(f"{BASE}/vi/courses/" in _text(message) for message in house.box.messages[3:])


def test_a_message_to_a_class_goes_to_whom_it_is_for(house: House) -> None:
    """To those with a seat: two letters, in the reader's language or else in Chinese, once; who waits gets none of it."""
    house.enrol("Anh", "vi"), house.enrol("Budi", "th"), house.enrol("Chai", "id")
    house.mailing.round()
    words = {
        "to": "confirmed",
        "subject": {"zh-hant": "換教室", "vi": "Đổi phòng học"},
        "text": {"zh-hant": "改到三樓。", "vi": "Lớp chuyển lên tầng ba."},
    }
    house.write_to_class(json.dumps(words))
    for _ in range(3):
        house.mailing.round()
    vietnamese, thai = house.box.messages[3:]
    assert (vietnamese["To"], vietnamese["Message-ID"]) == (
        "anh@example.org",
        "<message-000000001-000000001@labour-harbour>",
    )
    assert vietnamese["Subject"] == "Đổi phòng học"
    assert "Lớp chuyển lên tầng ba." in _text(vietnamese)
    assert "改到三樓。" in _text(thai)
    assert thai["Subject"] == "換教室"


def test_a_message_in_chinese_alone_goes_to_all_who_are_on_the_list(house: House) -> None:
    """Plain words go to all three, as they were written, with the number to call; a message to nobody is done with."""
    house.write_to_class("沒有人的時候寫的。")
    house.mailing.round()
    for name in ("Anh", "Budi", "Chai"):
        house.enrol(name)
    house.mailing.round()
    house.write_to_class("請帶筆\r\nBcc: x@example.org")
    house.mailing.round()
    assert len(house.box.messages) == 6
    for message in house.box.messages[3:]:
        assert "請帶筆" in _text(message)
        assert "1955" in _text(message)
        assert "Bcc" not in message


def test_a_letter_that_cannot_be_opened_holds_up_no_other(house: House, lines: Lines) -> None:
    """Damaged contact of Anh: Budi's letter goes, and the log names the kind of error and no person."""
    house.enrol("Anh"), house.enrol("Budi")
    house.service.writer.write(
        lambda connection: connection.exec_driver_sql("UPDATE entries SET sealed = x'00' WHERE id = 1")
    )
    house.mailing.round()
    assert [str(message["To"]) for message in house.box.messages] == ["budi@example.org"]
    (line,) = lines()
    assert line.startswith("letter outbox-000000001: ")
    assert "example.org" not in line


def test_nothing_personal_stands_in_the_log(house: House, lines: Lines) -> None:
    """Refused, put off and cut off: no address, name or title in any line."""
    house.box.replies["RCPT"] = ["550 <anh@example.org> unknown", "450 <budi@example.org> later"]
    house.box.replies["MAIL"] = ["250 OK", "250 OK", "421 bye chai@example.org"]
    house.enrol("Anh"), house.enrol("Budi"), house.enrol("Chai")
    house.mailing.round()
    assert lines() == ["email: down"]
    assert not any(word in line for line in lines() for word in ("example.org", "Anh", "Budi", "Chai", TITLES["vi"]))


def test_without_a_mail_server_letters_are_files(house: House) -> None:
    """Each letter is one file that only the desk may read; the same letter again is the same file."""
    mailing = Mailing(house.desk, house.published, {"email": house.files, "sms": house.files})
    house.enrol()
    mailing.round()
    (file,) = house.files.folder.iterdir()
    assert file.name == "outbox-000000001.eml"
    assert file.stat().st_mode & 0o077 == 0
    assert (house.files.folder.stat().st_mode & 0o077) == 0
    assert b"To: anh@example.org" in file.read_bytes()


def test_a_folder_that_cannot_be_written_keeps_letters_waiting(house: House) -> None:
    """Where the folder should be lies a file: the letter waits, and is written when it can be."""
    house.files.folder.write_text("in the way")
    mailing = Mailing(house.desk, house.published, {"email": house.files, "sms": house.files})
    house.enrol()
    mailing.round()
    assert house.counts() == {DUE: 1}
    house.files.folder.unlink()
    house.clock.move(seconds=31)
    mailing.round()
    assert house.counts() == {KEPT: 1}


def test_the_thread_sends_and_stops(house: House) -> None:
    """Rounds run beside the desk, go on after one that failed, and end with it."""
    rounds: list[int] = []

    def work() -> None:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise ValueError("once")
        if len(rounds) == 3:
            house.mailing.stopping.set()

    with repeated(work, 0.01, house.mailing.stopping):
        assert house.mailing.stopping.wait(10)
    assert rounds == [0, 1, 2]


def test_a_round_that_is_told_to_stop_ends_between_two_letters(house: House) -> None:
    """Told to stop before the first letter: none goes, none is lost."""
    house.enrol()
    house.mailing.stopping.set()
    house.mailing.round()
    assert (house.box.taken, house.counts()) == ([], {DUE: 1})
    house.begin().round()
    assert house.counts() == {SENT: 1}
