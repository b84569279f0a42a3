"""The live pages, as a browser without JavaScript uses them."""

import re

import pytest
from flask.testing import FlaskClient

from i18n.languages import LANGUAGES
from tests.support import ROOT, Clock, visit

OPEN_CLASS = "smartphone-video"
TWO_SEATS = "resume-coaching-one-to-one"
SLUGS = [language.slug for language in LANGUAGES]


def _enrol(client: FlaskClient, name: str, course: str = TWO_SEATS, slug: str = "vi") -> str:
    """Enrol as a person without JavaScript does: fill the printed form, check, press; return the code, or ""."""
    form = {"name": name, "contact.phone": "0912345678", "press": ""}
    asked = visit(client, f"/{slug}/courses/{course}/enrol", 200, form)
    press = asked.xpath("//form[@data-press]//input[@name='press']/@value")[0]
    page = visit(client, f"/{slug}/courses/{course}/enrol", 201, {**form, "press": press})
    return "".join(page.xpath("//p[@class='receipt__number']")[0].text_content().split())


@pytest.mark.parametrize("slug", SLUGS)
def test_a_person_enrols_waits_and_moves_up(client: FlaskClient, slug: str) -> None:
    """Three people want two seats: the third waits; once the first gives hers back it is kept for him, and he takes it up."""
    codes = [_enrol(client, name, slug=slug) for name in ("Anh", "Budi", "Chai")]
    assert all(len(code) == 16 for code in codes)
    assert len(set(codes)) == 3
    waiting = visit(client, f"/{slug}/enrolments", 200, {"code": codes[2]}).find(".//h1").text_content()
    visit(client, f"/{slug}/enrolments/cancel", 200, {"code": codes[0]})
    visit(client, f"/{slug}/enrolments/cancel", 200, {"code": codes[0], "sure": "1"})
    kept = visit(client, f"/{slug}/enrolments", 200, {"code": codes[2]})
    button = kept.xpath(f"//form[@action='/{slug}/enrolments/confirm']/input[@name='code']/@value")
    assert button == [codes[2]]
    seated = visit(client, f"/{slug}/enrolments/confirm", 200, {"code": codes[2]}).find(".//h1").text_content()
    assert len({seated, waiting, kept.find(".//h1").text_content()}) == 3
    assert seated == visit(client, f"/{slug}/enrolments", 200, {"code": codes[1]}).find(".//h1").text_content()


def test_a_printed_form_without_a_key_is_shown_once_more_before_it_counts(client: FlaskClient) -> None:
    """The static page has no key of its own: its first press takes no seat, so a double press cannot take two."""
    form = {"name": "Anh", "contact.phone": "0912345678", "press": ""}
    for _ in range(2):
        visit(client, f"/id/courses/{OPEN_CLASS}/enrol", 200, form)
    course = client.get(f"/api/v1/courses/{OPEN_CLASS}").get_json()
    assert (course["taken"], course["waiting"]) == (0, 0)


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_missing_is_said_at_the_field_and_above(client: FlaskClient, slug: str) -> None:
    """Without a name the form comes back with 422, the sentence twice, a link to the field, and the phone still there."""
    page = visit(client, f"/{slug}/courses/{OPEN_CLASS}/enrol", 422, {"name": "", "contact.phone": "0912345678"})
    above = page.xpath("//div[@class='error-summary']//a")[0]
    assert above.get("href") == "#f-name"
    assert page.get_element_by_id("f-name-error").text_content() == above.text_content()
    assert page.get_element_by_id("f-contact-phone").get("value") == "0912345678"
    assert page.get_element_by_id("f-name").get("aria-describedby") == "f-name-hint f-name-error"


def test_no_contact_at_all_is_said_at_the_phone(client: FlaskClient) -> None:
    """A person whom nobody could reach is asked for a phone number."""
    page = visit(client, f"/en/courses/{OPEN_CLASS}/enrol", 422, {"name": "Anh"})
    assert page.xpath("//div[@class='error-summary']//a/@href") == ["#f-contact-phone"]


def test_before_the_opening_there_is_no_form(client: FlaskClient, clock: Clock) -> None:
    """Nine seconds before nine there is a sentence and no button; at nine there is the form."""
    path = "/th/courses/union-leader-first-step/enrol"
    clock.now = clock.now.replace(month=12, day=1, hour=8, minute=59, second=51)
    assert not visit(client, path).xpath("//form[@data-press]")
    clock.move(seconds=9)
    assert visit(client, path).xpath("//form[@data-press]")


def test_a_complaint_page_has_a_neutral_title_and_a_way_out(client: FlaskClient) -> None:
    """The window and the history say the name of the service only; leaving goes elsewhere and asks the browser to forget."""
    page = visit(client, "/en/cases")
    assert page.findtext(".//title") == "Labour Harbour"
    assert page.xpath("//*[@class='leave-now']/a/@href") == ["/en/go/out", "/en/go/traces"]
    answer = client.get("/en/leave")
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_no_answer_sets_a_cookie(client: FlaskClient) -> None:
    """Pages, search, forms and receipts leave no cookie."""
    for path in ("/", "/vi/", "/vi/search?q=luong", f"/vi/courses/{OPEN_CLASS}/enrol", "/vi/cases", "/vi/enrolments"):
        assert "Set-Cookie" not in client.get(path).headers
    assert "Set-Cookie" not in client.post("/vi/cases", data={"receipt": "1"}).headers


@pytest.mark.parametrize(
    ("slug", "words", "found"),
    [
        ("zh-hant", "最低工资", "/zh-hant/guides/minimum-wage/"),
        ("vi", "ho chieu", "/vi/guides/passport/"),
        ("id", "paspor", "/id/guides/passport/"),
        ("th", "หนังสือเดินทาง", "/th/guides/passport/"),
        ("en", "passports", "/en/guides/passport/"),
    ],
)
def test_search_finds_my_words_and_marks_them(client: FlaskClient, slug: str, words: str, found: str) -> None:
    """Typed simplified, without marks, without spaces or in the plural, the right guide is among the first three."""
    page = visit(client, f"/{slug}/search?q={words}")
    assert found in page.xpath("//main//ol//h2/a/@href")[:3]
    assert page.xpath("//main//mark")


def test_a_search_for_nothing_known_says_what_to_do(client: FlaskClient) -> None:
    """No result is a sentence with the hotline, not an empty page."""
    page = visit(client, "/en/search?q=qqqzzzxxx")
    assert "1955" in page.find(".//main").text_content()


def test_the_web_server_sends_every_live_address_to_the_service(client: FlaskClient) -> None:
    """Whatever takes a POST is matched by the one location of nginx that proxies; a printed guide is not."""
    conf = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    live = re.compile(re.search(r"location ~ (\^/\(api/.*) \{", conf)[1])  # type: ignore[index]
    for rule in client.application.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            assert live.search(
                re.sub(
                    r"<slug>",
                    "vi",
                    re.sub(
                        r"<(?!slug)[^>]+>", "x", rule.rule.replace("<any(courses, activities):folder>", "activities")
                    ),
                )
            ), rule.rule
    assert not live.search("/vi/guides/passport/")
