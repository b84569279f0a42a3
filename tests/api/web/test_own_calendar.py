"""One's own calendar in the browser and in a calendar program: made with the code, read without, taken back."""

import icalendar
import lxml.html
import pytest
from flask.testing import FlaskClient

from api.domain.codes import ENROLMENT_DIGITS, derive
from i18n.languages import LANGUAGES
from tests.api.web.test_pages import _enrol
from tests.support import visit

NOBODYS = derive(b"another house", b"press", ENROLMENT_DIGITS)
SLUGS = [language.slug for language in LANGUAGES]


def _make(client: FlaskClient, slug: str, code: str) -> lxml.html.HtmlElement:
    """Look the enrolment up and press the button that makes the address."""
    page = visit(client, f"/{slug}/enrolments", 200, {"code": code})
    (form,) = page.xpath("//main//form[contains(@action, '/enrolments/calendar#')]")
    assert [field.get("name") for field in form.xpath(".//input")] == ["code"]
    return visit(client, f"/{slug}/enrolments/calendar", 200, {"code": form.xpath(".//input/@value")[0]})


def _path(page: lxml.html.HtmlElement, ending: str = ".ics") -> str:
    """Return the path of the address that is shown, and check that it can be subscribed to as well."""
    shown = [text for text in page.xpath("//main//dd/text()") if "/calendars/mine/" in text]
    (address,) = [text for text in shown if text.endswith(ending) and (".neutral" in text) == (".neutral" in ending)]
    assert page.xpath("//main//a[@href=$href]", href=address.replace("http:", "webcal:"))
    return "/" + str(address).split("/", 3)[3]


@pytest.mark.parametrize("slug", SLUGS)
def test_an_address_is_made_read_and_taken_back(client: FlaskClient, slug: str) -> None:
    """Made with the code; read without it, in that language; shown once; after the last press nothing stands there."""
    code = _enrol(client, "Anh", slug=slug)
    page = _make(client, slug, code)
    path = _path(page)
    assert code not in path
    file = client.get(path)
    assert (file.status_code, file.mimetype) == (200, "text/calendar")
    assert icalendar.Calendar.from_ical(file.data).walk("VEVENT")
    assert "/calendars/mine/" not in visit(client, f"/{slug}/enrolments", 200, {"code": code}).text_content()
    visit(client, f"/{slug}/enrolments/calendar/remove", 200, {"code": code})
    visit(client, path, 404)


def test_what_is_sent_leaves_no_copy_and_no_trace(client: FlaskClient) -> None:
    """No store, no referrer, no name, no phone, no code; a HEAD request works, a POST does not."""
    code = _enrol(client, "Anh")
    path = _path(_make(client, "vi", code))
    file = client.get(path)
    assert file.headers["Cache-Control"] == "no-store"
    assert file.headers["Referrer-Policy"] == "no-referrer"
    assert not any(word in file.text for word in ("Anh", "0912345678", code))
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_neutral_titles_on_wish(client: FlaskClient) -> None:
    """The second address has the same times and not the title."""
    page = _make(client, "en", _enrol(client, "Anh", slug="en"))
    own, neutral = (client.get(_path(page, ending)).text for ending in (".ics", ".neutral.ics"))
    assert "SUMMARY;LANGUAGE=en:Appointment" in neutral
    assert "LOCATION" in own
    assert "LOCATION" not in neutral
    assert [line for line in own.splitlines() if line.startswith("DTSTART")] == [
        line for line in neutral.splitlines() if line.startswith("DTSTART")
    ]


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 43 + ".neutral", "%00", "..%2f..%2fetc", "ก"])
def test_a_wrong_address_is_a_page_that_does_not_exist(client: FlaskClient, token: str) -> None:
    """Guessed and hostile addresses get the sentence of every unknown page."""
    visit(client, f"/th/calendars/mine/{token}.ics", 404)


def test_a_wrong_code_makes_and_ends_nothing(client: FlaskClient) -> None:
    """A code that nobody has is told as unknown, a fragment as incomplete; both forms keep what was typed."""
    for path in ("/vi/enrolments/calendar", "/vi/enrolments/calendar/remove"):
        assert visit(client, path, 404, {"code": NOBODYS}).xpath("//input[@name='code']/@value")
        assert visit(client, path, 422, {"code": "1234"}).xpath("//input[@name='code']/@value") == ["1234"]


def test_another_site_cannot_press_the_button(client: FlaskClient) -> None:
    """A form on another site is refused with 403."""
    answer = client.post("/vi/enrolments/calendar", data={"code": NOBODYS}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
