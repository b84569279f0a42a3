"""Coming back with a receipt: the clock in words, replies with their labels, and everything that can be said, at one address."""

import datetime as dt
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from api.domain import pacing
from api.domain.staffing import Member
from api.services import case_acts, case_closing, safe_contact
from api.services.case_closing import Closing
from api.services.complaining import Lodged
from api.services.published import Published
from api.services.resources import DeskResources, Resources
from api.services.slowing import Slowing
from api.web.factory import create_app
from i18n.languages import LANGUAGES
from tests.case_file import SUNDAYS, WORDS, lodged
from tests.filing import answers, body, flat
from tests.support import Clock, check_page, publish, visit

SLUGS = [language.slug for language in LANGUAGES]
LIN = Member("lin", "officer", frozenset({"migrants"}), frozenset())
PHRASE = {"label": "phrase", "key": "read", "values": {}}
PATH = "/en/go/mine"
CONTACT = {f"contact.{name}": value for name, value in (SUNDAYS | {"channel": "call"}).items()}


@pytest.fixture
def client(tmp_path: Path, resources: Resources) -> FlaskClient:
    """Return a client of a service without printed pages."""
    publish(tmp_path / "output", [])
    return create_app(Published(tmp_path / "output"), resources, Slowing(resources.pepper)).test_client()


@pytest.fixture
def case(resources: Resources) -> Lodged:
    """Return a case that was filed in Vietnamese."""
    return lodged(resources)


def _said(client: FlaskClient, case: Lodged, status: int = 200, more: dict[str, str] | None = None, **form: str) -> str:
    page = visit(client, PATH, status, {"receipt": case.receipt, **form, **(more or {})})
    return " ".join(page.find(".//main").text_content().split())


def _close(desk: DeskResources, case: Lodged) -> None:
    case_acts.conclude(desk, LIN, case.reference, None, [PHRASE], "answer")
    done = case_closing.propose_close(
        desk, LIN, case.reference, None, Closing("corrected", ["site-visit", "complainant-statement"]), "close"
    )
    assert done == case_acts.Done("closed")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_case_shows_its_clock_in_words_and_dates(client: FlaskClient, case: Lodged, slug: str) -> None:
    """Six days in order, one of them marked as the present one with a word, in five languages; axe has its own test."""
    page = visit(client, f"/{slug}/go/mine", 200, {"receipt": case.receipt})
    days = page.xpath("//ol[@class='clock']/li")
    assert len(days) == 6
    assert [each.get("aria-current") for each in days] == [None, "step", None, None, None, None]
    assert len(page.xpath("//ol[@class='clock']//*[contains(@class, 'tag')]")) == 1


def test_the_present_day_moves_with_the_clock(
    client: FlaskClient, case: Lodged, desk_resources: DeskResources, clock: Clock
) -> None:
    """First the first reply, then the answer; a day late the first chase is due, in which the case is once somebody was told."""
    case_acts.answer(desk_resources, LIN, case.reference, None, [PHRASE], "press")
    assert "The bureau is working on the answer. 60 days left" in _said(client, case)
    clock.now = dt.datetime(2027, 1, 21, 9)  # noqa: DTZ001 - the bureau's own time
    said = _said(client, case)
    assert (
        "The answer is late. The officer is due to be reminded. Late by 1 day. Call us: the bureau must answer." in said
    )
    assert re.search(r"First chase: the officer is reminded ?21 January 2027", said), (
        "nobody was reminded: the case is not there yet"
    )


def test_the_receipt_is_all_that_is_asked_and_stands_in_no_address(client: FlaskClient, case: Lodged) -> None:
    """Every form leads to one address, which holds neither the receipt nor a word of what is done there."""
    page = visit(client, PATH, 200, {"receipt": case.receipt})
    assert {form.get("action") for form in page.xpath("//form[@method='post']")} == {PATH}
    assert case.receipt not in "".join(str(each) for each in page.xpath("//@href | //@action"))


def test_what_was_written_is_not_shown_back(client: FlaskClient, case: Lodged) -> None:
    """Of the letters there are numbers and hours; the words stand nowhere, nor does what was added."""
    assert "Your message is with the bureau." in _said(client, case, act="write", text="them-kanari", press="p" * 20)
    said = _said(client, case)
    assert "Letters: 2, the last one on 21 November 2026, 10:00. Files: 0." in said
    assert "kanari" not in said


def test_replies_come_part_by_part_with_who_worded_them(
    client: FlaskClient, case: Lodged, desk_resources: DeskResources
) -> None:
    """A phrase is read in the reader's language, an officer's words as written; a machine's with the original beside them."""
    machine = {"label": "machine", "lang": "vi", "text": "Chào", "original": "您好", "original_lang": "zh-hant"}
    human = {"label": "human", "lang": "zh-hant", "text": "請來"}
    case_acts.ask(desk_resources, LIN, case.reference, None, [PHRASE, human, machine], "press")
    page = visit(client, PATH, 200, {"receipt": case.receipt})
    (reply,) = page.xpath("//main//section")
    assert "Question of 21 November 2026, 10:00" in reply.text_content()
    assert reply.xpath(".//*[@lang]/@lang") == ["en", "zh-Hant", "vi", "zh-Hant"]
    labels = [each.text_content() for each in reply.xpath(".//small")]
    assert (
        labels
        == [
            "A ready-made sentence, translated beforehand",
            "Written by an officer in Chinese",
            "Translated by a machine: may be wrong",
        ]
        or "Chinese" in labels[1]
    )
    assert "The bureau waits for your answer. The clock goes on meanwhile." in page.text_content()


def test_a_tip_has_no_clock_and_no_contact(client: FlaskClient, resources: Resources) -> None:
    """No day, no chase and no answer on the page of a tip, nor in JSON, nor where it is opened again; nobody is asked to call."""
    tip = lodged(resources, door="tip")
    page = visit(client, PATH, 200, {"receipt": tip.receipt})
    assert not page.xpath("//ol[@class='clock']")
    assert not re.search("clock|due|chase|left|answer", page.find(".//main").text_content())
    assert "Change how you can be reached" not in page.text_content()
    told = client.post("/api/v1/cases/lookup", json={"receipt": tip.receipt}).get_json()
    assert (told["clock"], told["due_on"]) == (None, None)
    _said(client, tip, act="withdraw", sure="1")
    assert "No answer is due." in _said(client, tip, act="contest")


def test_a_question_is_answered_before_the_clock(
    client: FlaskClient, case: Lodged, desk_resources: DeskResources
) -> None:
    """One form to write, before the clock, called an answer; without a question it comes after and adds something."""
    headings = "//main//h2/text()"
    assert visit(client, PATH, 200, {"receipt": case.receipt}).xpath(headings)[:2] == ["The clock", "Add something"]
    case_acts.ask(desk_resources, LIN, case.reference, None, [PHRASE, PHRASE], "press")
    page = visit(client, PATH, 200, {"receipt": case.receipt})
    assert page.xpath(headings)[1:3] == ["Answer the question", "The clock"]
    assert len(page.xpath("//textarea")) == 1
    assert len(page.xpath("//main//section//small")) == 1, "two ready-made sentences have one label"
    assert "Answer the question" not in _said(client, case, act="write", text="isi", press="p" * 20)


def test_a_closing_can_be_contested_once(client: FlaskClient, case: Lodged, desk_resources: DeskResources) -> None:
    """Closed, the page says why and offers to open it again; opened, it has a new day 30 days on and cannot be contested twice."""
    _close(desk_resources, case)
    assert "Closed. It was put right" in _said(client, case)
    assert "Open it again" in _said(client, case, act="contest")
    assert "Write what is not right, in a few words." in _said(client, case, 422, act="contest", text=" ")
    said = _said(client, case, act="contest", text="Majikan bohong", press="p" * 20)
    assert "Your case is open again." in said
    assert "21 December 2026" in said
    assert "The bureau has not written since then." in said
    assert "nothing to open again" in _said(client, case, 409, act="contest", text="lagi", press="q" * 20)


def test_withdrawing_is_asked_twice_and_can_be_undone(client: FlaskClient, case: Lodged) -> None:
    """The first press asks why and warns of being forced, the second withdraws; what was not free is opened again."""
    said = _said(client, case, act="withdraw")
    assert "Then do not withdraw. Call 1955: free, day and night." in said
    assert "Your complaint is withdrawn." in _said(client, case, act="withdraw", sure="1", reason="afraid")
    said = _said(client, case)
    assert "The clock has stopped." in said
    assert "Open it again" in said
    assert "This is not right" not in said
    assert "Nothing was added" in _said(client, case, 409, act="write", text="x", press="p" * 20)
    assert "Your case is open again." in _said(client, case, act="contest", text="bị ép", press="q" * 20)


def test_going_back_changes_nothing(client: FlaskClient, case: Lodged) -> None:
    """The button "Back" on the page that asks leads to the case, withdrawn by nobody."""
    said = _said(client, case, act="withdraw", sure="1", to="back")
    assert "Received. Nobody has opened it yet." in said


def test_another_way_to_be_reached_takes_the_place_of_the_last(
    client: FlaskClient, case: Lodged, desk_resources: DeskResources, clock: Clock
) -> None:
    """Asked with "never" chosen; a call on Sundays holds at once, and after a withdrawal it can still be ended."""
    page = visit(client, PATH, 200, {"receipt": case.receipt, "act": "contact"})
    assert page.xpath("//input[@name='contact.channel'][@checked]/@value") == ["never"]
    assert "Only if we may call or write. A message says" in page.text_content()
    calls = CONTACT | {"contact.channel": "call"}
    assert "From now on only this holds." in _said(client, case, act="contact", more=calls, press="p" * 20)
    clock.now = dt.datetime(2026, 11, 22, 15)  # noqa: DTZ001 - the bureau's own time
    assert safe_contact.reach(desk_resources, case.reference).is_open
    _said(client, case, act="withdraw", sure="1")
    _said(client, case, act="contact", more={"contact.channel": "never"}, press="q" * 20)
    assert not safe_contact.reach(desk_resources, case.reference).is_open


def test_ticked_days_and_what_is_missing_stay_on_the_page(client: FlaskClient, case: Lodged) -> None:
    """Two days ticked and no hour chosen: two errors at the hours, both days still ticked."""
    form = [
        ("receipt", case.receipt),
        ("act", "contact"),
        ("contact.channel", "call"),
        ("contact.address", "07 123 4567"),
    ]
    response = client.post(PATH, data=dict(form) | {"contact.days": ["0", "6"]})
    assert response.status_code == 422
    page = check_page(response.text, PATH)
    assert page.xpath("//input[@name='contact.days'][@checked]/@value") == ["0", "6"]
    assert len(page.xpath("//*[@class='field__error']")) == 2


def test_a_picture_comes_with_a_letter_and_nonsense_does_not(client: FlaskClient, case: Lodged) -> None:
    """A picture is counted; a file of nonsense is refused in words, and the message that was typed is still there."""
    picture = BytesIO()
    Image.new("RGB", (20, 20), "red").save(picture, "PNG")
    for content, status in ((picture.getvalue(), 200), (b"\x00nonsense" * 50, 422)):
        form = {"receipt": case.receipt, "act": "write", "text": "isi pesan", "file": (BytesIO(content), "x.png")}
        answer = client.post(PATH, data=form)
        assert answer.status_code == status
        assert ("isi pesan" in answer.text) == (status == 422)
    assert "Files: 1." in _said(client, case)


def test_the_file_after_the_last_is_refused_with_its_own_number(
    client: FlaskClient, case: Lodged, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty pictures come with twenty letters; the next one is refused with 20 in the sentence, and the message is still there."""
    monkeypatch.setattr(pacing, "FILES_AT_ONCE", 100)
    picture = BytesIO()
    Image.new("RGB", (20, 20), "red").save(picture, "PNG")

    def sent(text: str) -> TestResponse:
        form = {"receipt": case.receipt, "act": "write", "text": text, "file": (BytesIO(picture.getvalue()), "x.png")}
        return client.post(PATH, data=form)

    assert {sent(f"surat {number}").status_code for number in range(20)} == {200}
    refused = sent("isi pesan")
    assert refused.status_code == 422
    assert "Files of one case, those of later letters included: at most 20." in refused.text
    assert "isi pesan" in refused.text
    assert "Files: 20." in _said(client, case)


def test_a_file_that_is_too_long_is_refused_in_words(client: FlaskClient, case: Lodged) -> None:
    """Eleven megabytes are refused with the limit in a sentence, and the message that was typed is still there."""
    fields = {"receipt": case.receipt, "act": "write", "text": "isi pesan"}
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
    file = 'Content-Disposition: form-data; name="file"; filename="x.png"\r\n\r\n'
    body = "".join(f"--x\r\n{part}\r\n" for part in (*parts, file)).encode()[:-2]
    answer = client.post(
        PATH, data=body + bytes(11 * 2**20) + b"\r\n--x--\r\n", content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 422
    assert "too big: at most 10 MB" in answer.text
    assert "isi pesan" in answer.text
    assert "Files: 0." in _said(client, case)


def test_wrong_digits_are_told_apart_from_an_unknown_receipt(client: FlaskClient) -> None:
    """A receipt with a wrong check digit is 422, a whole one that nobody was given 404; both keep what was typed."""
    visit(client, PATH, 422, {"receipt": "12345"})
    answer = client.post("/api/v1/cases/lookup", json={"receipt": "1"})
    assert answer.status_code == 422


def test_json_says_what_the_page_says(client: FlaskClient, case: Lodged, desk_resources: DeskResources) -> None:
    """Look-up, message, contact, contest and withdrawal answer with the same fields; the receipt is in none of them."""
    body = {"receipt": case.receipt}
    found = client.post("/api/v1/cases/lookup?lang=en", json=body).get_json()
    assert found["clock"]["stage"] == "first-reply"
    assert [day["on"] for day in found["clock"]["days"]][:3] == ["2026-11-21", "2026-11-25", "2027-01-20"]
    _close(desk_resources, case)
    calls = {
        "contest": body | {"text": "không đúng"},
        "messages": body | {"text": "thêm"},
        "contact": body | {"contact": SUNDAYS | {"channel": "call"}},
        "withdraw": body | {"reason": "afraid"},
        "lookup": body,
    }
    for name, sent in calls.items():
        answer = client.post(f"/api/v1/cases/{name}?lang=en", json=sent)
        assert answer.status_code == 200, answer.text
        assert answer.get_json().keys() == found.keys()
        assert case.receipt not in answer.text
    assert found["messages"] == []
    again = client.post("/api/v1/cases/lookup?lang=en", json=body).get_json()
    assert again["state"] == "withdrawn"
    assert [part["label"] for message in again["messages"] for part in message["parts"]] == ["phrase"]
    assert client.post("/api/v1/cases/contact", json=body | {"contact": {"channel": "fax"}}).status_code == 422
    assert WORDS not in client.post("/api/v1/cases/lookup", json=body).text


@pytest.mark.parametrize("slug", SLUGS)
def test_leaving_empties_the_browser_and_says_what_it_cannot(client: FlaskClient, slug: str) -> None:
    """Both addresses lead away with 303 and Clear-Site-Data; the page beside the button names six things that stay."""
    for path in ("leave", "go/out"):
        answer = client.get(f"/{slug}/{path}")
        assert (answer.status_code, answer.headers["Location"]) == (303, "https://www.cwa.gov.tw/")
        assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    page = visit(client, f"/{slug}/go/traces")
    assert "It does not show which page" not in page.text_content(), "the history keeps addresses"
    assert len(page.xpath("//main//h2")) == 6
    assert page.xpath("//nav[@class='leave-now']//a/@href") == [f"/{slug}/go/out", f"/{slug}/go/traces"]


@pytest.mark.parametrize(("carried", "offered"), [((), ["never", "call"]), (("email",), ["never", "call", "email"])])
def test_only_what_can_be_done_is_offered(
    tmp_path: Path, resources: Resources, carried: tuple[str, ...], offered: list[str]
) -> None:
    """Without a mail server never and a call, with one e-mail too, and no short messages: on both pages and by both calls.

    Whoever sends another channel all the same is told 422 and nothing is kept.
    """
    publish(tmp_path / "output", [])
    ours = replace(resources, carried=frozenset(carried))
    client = create_app(Published(tmp_path / "output"), ours, Slowing(ours.pepper)).test_client()
    case = lodged(ours)
    page = visit(client, PATH, 200, {"receipt": case.receipt, "act": "contact"})
    assert page.xpath("//input[@name='contact.channel']/@value") == offered
    typed = {"door": "case", "kind": "migrant", "at": "person", "to": "next"} | flat(answers())
    page = visit(client, "/en/go/on", 200, typed)
    assert page.xpath("//input[@name='answers.contact.channel']/@value") == offered
    for channel, address in (("sms", "0912 345 678"), ("email", "kanari@example.org"), ("call", "0912 345 678")):
        rule = SUNDAYS | {"channel": channel, "address": address}
        status = 422 if channel not in offered else 200
        form = {f"contact.{name}": value for name, value in rule.items()}
        visit(client, PATH, status, {"receipt": case.receipt, "act": "contact", "press": "p" * 20 + channel, **form})
        press = {"Idempotency-Key": "k" * 20 + channel}
        told = client.post("/api/v1/cases/contact", json={"receipt": case.receipt, "contact": rule}, headers=press)
        assert told.status_code == status
        told = client.post("/api/v1/cases", json=body(contact=rule), headers={"Idempotency-Key": "f" * 20 + channel})
        assert told.status_code == (201 if status == 200 else 422)
