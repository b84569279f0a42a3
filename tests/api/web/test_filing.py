"""Filing a complaint page by page, without a script, at each of the three doors."""

import io
import re

import pytest
from flask.testing import FlaskClient
from PIL import Image

from api.domain.intake import DOORS, KINDS
from api.services import complaining
from api.services.case_queue import queue
from api.services.resources import DeskResources, Resources
from i18n.languages import LANGUAGES, by_slug
from i18n.messages import translate
from tests.filing import Person, body
from tests.support import Clock, make_member, visit

SLUGS = [language.slug for language in LANGUAGES]
PAGES = {"tip": 6, "case": 8, "mediation": 9}
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def _picture(colour: str = "red") -> tuple[io.BytesIO, str]:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(kept, "JPEG")
    return io.BytesIO(kept.getvalue()), "my name.jpg"


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("door", DOORS)
def test_each_door_is_walked_from_the_first_question_to_the_copied_receipt(
    client: FlaskClient, slug: str, door: str
) -> None:
    """In 5 languages and at 3 doors: every page, the receipt, the digits typed wrongly, shown once more, typed rightly, the end."""
    kind = "dispute"
    person = Person(client, slug, door, kind)
    receipt = person.files("Họ giữ hộ chiếu của tôi <script>alert(1)</script>")
    assert re.fullmatch(r"(\d{4} ){6}\d{2}", receipt)
    person.sends(person.held(), to="go/noted")
    wrong = receipt[:-1] + str((int(receipt[-1]) + 1) % 10)
    person.sends(person.held() | {"receipt": wrong}, 422, "go/noted")
    again = person.sends(person.held() | {"to": "file"})
    assert again.xpath("//p[@class='receipt__number']")[0].text_content() == receipt
    person.sends(person.held(), to="go/noted")
    end = person.sends(person.held() | {"receipt": receipt}, to="go/noted")
    assert not end.xpath("//main//form")
    assert receipt not in end.text_content()


@pytest.mark.parametrize(("door", "pages"), PAGES.items())
def test_the_way_back_loses_no_letter(client: FlaskClient, door: str, pages: int) -> None:
    """From the check back to the first page and forward again, a tip has 6 pages, a case 8, a mediation 9; all answers are still there."""
    person = Person(client, "id", door, "dispute")
    person.answers_all("Line one\nLine two & <b>")
    filed = {name: value for name, value in person.held().items() if name.startswith("answers.")}
    seen = 1
    while person.page.xpath("//button[@value='back']") or seen == 1:
        person.sends(person.held() | {"to": "back"})
        seen += 1
    assert seen == pages
    while not person.page.xpath("//button[@value='file']"):
        person.goes_on()
    assert {name: value for name, value in person.held().items() if name.startswith("answers.")} == filed


def test_a_page_can_be_changed_from_the_check(client: FlaskClient) -> None:
    """One press leads to the page, the next back to the check, with the new words in it and everything else as it was."""
    person = Person(client)
    person.answers_all("first words")
    person.sends(person.held() | {"to": "change story"})
    check = person.goes_on(**{"answers.story.what": "other words"})
    assert check.xpath("//button[@value='file']")
    assert "other words" in check.text_content()
    assert "first words" not in check.text_content()


def test_what_is_missing_is_told_on_its_own_page_even_at_the_end(client: FlaskClient) -> None:
    """Whoever files without a word is led to that page, with the other answers kept."""
    person = Person(client)
    person.answers_all("words")
    page = person.sends(person.held() | {"answers.story.what": " ", "to": "file"}, 422)
    assert page.xpath("//div[@class='error-summary']//a/@href") == ["#f-answers-story-what"]
    assert page.xpath("//input[@name='answers.about.category']/@value") == ["papers"]


@pytest.mark.parametrize("door", DOORS)
def test_every_door_says_first_who_reads_it_and_what_anonymity_costs(client: FlaskClient, door: str) -> None:
    """Before the first field stand at least 4 sentences; once the kind is known, its unit and, but for tips, the time limit."""
    person = Person(client, "en", door, "dispute")
    if door != "mediation":
        person.sends(person.held() | {"to": "back"})
    first = person.page
    assert len(first.xpath("//main//ul[1]/li")) >= 4
    order = [
        element.tag
        for element in first.xpath("//main//ul[1] | //main//*[self::input or self::textarea][not(@type='hidden')]")
    ]
    assert order[0] == "ul"
    if door == "case":
        about = person.goes_on(kind="dispute").text_content()
        assert "Labour conditions" in about
        assert "60 days" in about
    if door == "mediation":
        assert "one mediator about 20 days" in first.text_content()
        assert "a committee about 42 days" in first.text_content()


def test_a_receipt_of_a_mediation_names_the_day_of_whoever_mediates(client: FlaskClient) -> None:
    """Asked for a committee on 21 November, the receipt says that the proposal is due about 2 January 2027."""
    person = Person(client, "en", "mediation", "dispute")
    person.files(demand={"wish": "x", "method": "committee"})
    assert "Proposal due about2 January 2027" in "".join(person.page.text_content().split("\n"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_choices_that_are_printed_are_those_that_are_taken(client: FlaskClient, kind: str) -> None:
    """Each category of each kind is a button of the page, in the reader's words, and no other."""
    person = Person(client, "th", "case", kind)
    labels = {
        str(person.page.xpath(f"//label[@for='{field.get('id')}']")[0].text_content())
        for field in person.page.xpath("//input[@name='answers.about.category']")
    }
    thai = by_slug("th")
    assert thai
    assert labels == {translate(text, thai) for text in KINDS[kind].categories.values()}


def test_a_file_is_sealed_at_once_and_comes_to_the_desk_with_the_complaint(
    client: FlaskClient, resources: Resources
) -> None:
    """Two pictures are added, one taken away again: one envelope of a file comes with the case, and nothing waits any more."""
    person = Person(client)
    person.answers_all("words")
    person.sends(person.held() | {"to": "change files"})
    for colour in ("red", "blue"):
        form = person.held() | {"to": "add", "file": _picture(colour)}
        answer = client.post("/en/go/file", data=form, content_type="multipart/form-data")
        assert answer.status_code == 200
        assert "has been taken out" in answer.text
        person.page = visit(
            client, "/en/go/on", 200, {**person.held(), "files": _tickets(answer.text), "to": "change files"}
        )
    buttons = person.page.xpath("//button[starts-with(@value, 'drop ')]/@value")
    assert len(buttons) == 2
    person.sends(person.held() | {"to": str(buttons[0])}, to="go/file")
    assert len(person.page.xpath("//button[starts-with(@value, 'drop ')]")) == 1
    assert "my name" not in person.page.text_content()
    person.goes_on()
    person.goes_on(201, "file")
    with resources.reader.begin() as connection:
        kept = connection.exec_driver_sql("SELECT part, label FROM envelopes ORDER BY id").all()
        waiting = connection.exec_driver_sql("SELECT count(*) FROM staged_files").scalar()
    assert [tuple(row) for row in kept if row[0] == "file"] == [("file", "jpg")]
    assert waiting == 0


def _tickets(html: str) -> str:
    return re.search(r'name="files" value="([^"]+)"', html)[1]  # type: ignore[index]


def test_a_file_that_waited_a_day_is_forgotten_and_the_person_told(
    client: FlaskClient, resources: Resources, clock: Clock
) -> None:
    """After 25 hours the file is gone; filing says so with 409, keeps all answers, and works without it."""
    person = Person(client)
    person.answers_all("words")
    person.sends(person.held() | {"to": "change files"})
    answer = client.post(
        "/en/go/file", data=person.held() | {"to": "add", "file": _picture()}, content_type="multipart/form-data"
    )
    tickets = _tickets(answer.text)
    clock.move(hours=26)
    complaining.forget_staged(resources)
    person.goes_on()
    page = person.sends(person.held() | {"files": tickets, "to": "file"}, 409)
    assert "more than a day ago" in page.text_content()
    assert page.xpath("//input[@name='answers.story.what']/@value") == ["words"]


def test_files_handed_in_apart_are_counted_together(client: FlaskClient, resources: Resources) -> None:
    """Six files, each handed in as if it were the first: a page and the interface say at most 5 with 422, and nothing is filed."""
    person = Person(client)
    person.answers_all("words")
    person.sends(person.held() | {"to": "change files"})
    tickets = []
    for _ in range(6):
        form = person.held() | {"to": "add", "file": _picture()}
        answer = client.post("/en/go/file", data=form, content_type="multipart/form-data")
        tickets.append(_tickets(answer.text))
    page = person.sends(person.held() | {"files": " ".join(tickets), "to": "file"}, 422)
    assert "Files with one complaint: at most 5." in page.text_content()
    assert page.xpath("//input[@name='answers.story.what']/@value") == ["words"]
    key = {"Idempotency-Key": "a key for one press"}
    call = client.post("/api/v1/cases?lang=en", json=body() | {"files": tickets}, headers=key)
    assert call.status_code == 422
    assert "Files with one complaint: at most 5." in call.text
    with resources.reader.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cases").scalar() == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + b"x" * 100, b"<svg/>", b"\xff\xd8\xff broken"])
def test_a_file_that_cannot_be_taken_is_refused_in_words(client: FlaskClient, content: bytes) -> None:
    """Nothing, an archive, a drawing with scripts, a broken picture: a sentence, 422, and every answer kept."""
    person = Person(client, "vi")
    person.answers_all("words")
    person.sends(person.held() | {"to": "change files"})
    form = person.held() | {"to": "add", "file": (io.BytesIO(content), "a.jpg")}
    answer = client.post("/vi/go/file", data=form, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert 'class="notice notice--urgent' in answer.text
    assert 'name="answers.story.what" value="words"' in answer.text


def test_hostile_text_in_every_field_stays_text(client: FlaskClient) -> None:
    """Markup in every field of all parts is shown at the check as the letters that were typed, and none of it runs."""
    person = Person(client)
    person.answers_all(HOSTILE, respondent={"name": HOSTILE, "address": HOSTILE}, person={"name": HOSTILE[:60]})
    assert not person.page.xpath("//main//script | //main//img")
    assert person.page.find(".//main").text_content().count(HOSTILE) == 4


def test_an_unknown_door_or_page_leads_to_the_doors(client: FlaskClient) -> None:
    """Whatever address or door somebody makes up, they stand before the doors again; nothing is a 5xx."""
    for form in (
        {},
        {"door": "x"},
        {"door": "case", "kind": "x", "at": "y", "to": "file"},
        {"door": "case", "to": "change \u202e"},
    ):
        assert client.post("/en/go/on", data=form).status_code in {200, 303, 422}
    assert client.get("/en/go/on").headers["Location"] == "/en/go/"
    assert client.get("/en/complaints/file").headers["Location"] == "/en/go/"


def test_both_addresses_print_the_same_three_doors(client: FlaskClient) -> None:
    """The address of the contract and the neutral one hold one page, with a title that names the service only."""
    pages = [visit(client, f"/th/{path}/") for path in ("complaints", "go")]
    assert len({page.find(".//main").text_content() for page in pages}) == 1
    assert pages[0].xpath("//input[@name='door']/@value") == list(DOORS)
    assert pages[0].findtext(".//title") == visit(client, "/th/").findtext(".//title")


def test_a_case_reaches_the_desk(client: FlaskClient, desk_resources: DeskResources) -> None:
    """One case of each door stands in the queue, each with its own due day."""
    for door in DOORS:
        Person(client, "vi", door, "dispute").files(f"words at {door}")
    assert len({row.due_on for row in queue(desk_resources, make_member(), ())}) == 2


def test_the_language_can_be_changed_in_the_middle_without_loss(client: FlaskClient) -> None:
    """On the third page the buttons of the 4 other languages lead to the same page, with every letter typed so far, even on it."""
    person = Person(client, "en")
    person.goes_on(**{"answers.about.category": "papers"})
    buttons = person.page.xpath("//p[@class='tongues']//button/@formaction")
    assert sorted(buttons) == sorted(f"/{slug}/go/on" for slug in SLUGS if slug != "en")
    person.slug = "vi"
    page = person.sends(person.held() | {"answers.story.what": "half a sen", "to": "stay"})
    assert page.get_element_by_id("f-answers-story-what").text_content().strip() == "half a sen"
    assert page.xpath("//input[@name='answers.about.category']/@value") == ["papers"]
