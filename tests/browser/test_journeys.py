"""Journeys of the people whom the service is for, in a real browser, without JavaScript unless the sentence says so."""

import re

import pytest

from i18n.languages import LANGUAGES
from tests.browser.conftest import NewPage, Running
from tests.browser.people import Clerk, Reader

SLUGS = [language.slug for language in LANGUAGES]
TWO_SEATS = "resume-coaching-one-to-one"


def test_a_vietnamese_factory_worker_finds_who_may_keep_the_passport(new_page: NewPage) -> None:
    """From the first page: the language, the situation, the answer, the Chinese sentence to show, the number to call."""
    page = new_page()
    page.goto("/")
    page.locator("text=Tiếng Việt").click()
    reader = Reader(page, "vi")
    reader.presses("text=giấy tờ")
    assert page.locator("html").get_attribute("lang") == "vi"
    assert page.locator(".answer").is_visible()
    assert page.locator(".show-card [lang=zh-Hant]").inner_text()
    assert page.locator(".call-bar a").get_attribute("href") == "tel:1955"


def test_a_vietnamese_factory_worker_searches_without_marks(new_page: NewPage) -> None:
    """The words ho chieu, typed on a phone without Vietnamese letters, find the guide about the passport first."""
    reader = Reader(new_page(), "vi")
    reader.opens()
    reader.opens("guides/")
    assert reader.searches("ho chieu")[0].partition("#")[0] == "/vi/guides/passport/"


@pytest.mark.parametrize("slug", SLUGS)
def test_an_indonesian_carer_complains_and_reads_the_answer_with_her_receipt(
    new_page: NewPage, running: Running, slug: str
) -> None:
    """In each language: filed without a name, read and answered at the desk, the answer opened by the receipt alone."""
    carer = Reader(new_page(), slug)
    receipt = carer.files("migrant", f"Majikan menyimpan paspor saya ({slug}) <b>x</b>")
    assert re.fullmatch(r"(\d{4} ){6}\d{2}", receipt)
    reference = str(re.search(r"\d{4}-\d{6}", carer.reads())[0])  # type: ignore[index]
    assert carer.page.title() == Reader(carer.page, slug).page.locator(".brand").inner_text()
    clerk = Clerk(new_page(base=running.desk, width=1280))
    clerk.signs_in(running.staff["lin"])
    assert f"Majikan menyimpan paspor saya ({slug}) <b>x</b>" in clerk.opens_case(reference)
    clerk.answers("Kami akan menelepon. <i>Jangan takut</i>")
    carer.looks_up("cases", receipt)
    assert "Kami akan menelepon. <i>Jangan takut</i>" in carer.reads()
    carer.presses("form:has([name=act][value=withdraw]) .button")
    carer.presses("form:has([name=act][value=withdraw]) .button")
    assert carer.page.locator("textarea").count() == 0


def test_a_carer_leaves_at_once_and_the_back_button_does_not_return(new_page: NewPage) -> None:
    """With JavaScript, leaving replaces the page: the address of the complaint is not behind the back button."""
    page = new_page(scripts=True)
    page.route(
        "https://www.cwa.gov.tw/**", lambda route: route.fulfill(body="<h1>weather</h1>", content_type="text/html")
    )
    reader = Reader(page, "id")
    reader.opens("guides/")
    reader.opens("complaints/")
    reader.presses(".leave-now a")
    page.wait_for_url("https://www.cwa.gov.tw/")
    page.go_back()
    assert page.url.endswith("/id/guides/")


@pytest.mark.parametrize("scripts", [False, True])
def test_kaohsiung_citizens_enrol_wait_and_move_up(new_page: NewPage, running: Running, *, scripts: bool) -> None:
    """Three citizens, two seats: the third waits as number 1, and is seated when the first gives hers back."""
    course = TWO_SEATS if scripts else "chinese-for-migrants"
    seats = 2 if scripts else 1
    people = [Reader(new_page(scripts=scripts), "zh-hant") for _ in range(seats + 1)]
    codes = [
        person.enrols(course, f"陳小明{scripts}{number}", f"09{number}2345678") for number, person in enumerate(people)
    ]
    assert len(set(codes)) == seats + 1
    if scripts:
        last = people[-1]
        last.looks_up("enrolments", codes[-1])
        waiting = last.heading()
        people[0].looks_up("enrolments", codes[0])
        people[0].presses("form[action$='/cancel'] .button")
        people[0].presses("form[action$='/cancel'] .button")
        last.looks_up("enrolments", codes[-1])
        assert last.heading() != waiting
    clerk = Clerk(new_page(base=running.desk, width=1280))
    clerk.signs_in(running.staff["lin"])
    roster = clerk.reads_roster(course)
    assert f"陳小明{scripts}1" in roster
    assert (f"陳小明{scripts}0" in roster) is not scripts


def test_a_double_press_with_javascript_is_one_seat(new_page: NewPage, running: Running) -> None:
    """Two quick presses on the printed page send one request with one key: one seat on the roster."""
    person = Reader(new_page(scripts=True), "th")
    person.opens("courses/smartphone-video/")
    person.page.locator("[name=name]").fill("สมชาย")
    person.page.locator("[name='contact.phone']").fill("0911222333")
    person.page.locator("form[action$='/enrol'] .button").dblclick()
    person.page.wait_for_selector(".receipt__number")
    clerk = Clerk(new_page(base=running.desk, width=1280))
    clerk.signs_in(running.staff["lin"])
    assert clerk.reads_roster("smartphone-video").count("สมชาย") == 1


def test_live_seats_appear_on_a_printed_page(new_page: NewPage) -> None:
    """With JavaScript the printed page of a class shows how many seats are free; without, how many there are."""
    pages = {}
    for scripts in (False, True):
        page = new_page(scripts=scripts)
        page.goto("/en/courses/spreadsheet-basics/")
        if scripts:
            page.wait_for_selector(".seats__bar:not([hidden])")
        pages[scripts] = page.locator(".seats").inner_text()
    assert pages[False].startswith("24 seats.")
    assert re.search(r"\d+ of 24 seats are free\.", pages[True])


def test_a_clerk_with_a_wrong_password_is_told_and_let_in_with_the_right_one(
    new_page: NewPage, running: Running
) -> None:
    """The wrong one is a sentence at the form; the queue is reached only after the right one, and not after signing out."""
    clerk = Clerk(new_page(base=running.desk, width=1280))
    chen = running.staff["chen"]
    clerk.tries(chen.name, "wrong", chen.reads_code())
    assert clerk.page.locator(".notice--urgent").is_visible()
    clerk.page.goto("/")
    assert clerk.page.url.endswith("/sign-in")
    clerk.signs_in(chen)
    assert clerk.page.locator("h1").is_visible()
    clerk.page.locator("header form[action='/sign-out'] button").click()
    clerk.page.goto("/courses")
    assert clerk.page.url.endswith("/sign-in")
