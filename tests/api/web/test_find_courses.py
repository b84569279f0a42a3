"""Finding a class with links alone: facets, free time, clashes, and every answer to a wrong address."""

import re
from urllib.parse import parse_qsl, urlencode

import lxml.html
import pytest
from flask.testing import FlaskClient

from i18n.languages import LANGUAGES
from tests.support import Clock, visit

SLUGS = [language.slug for language in LANGUAGES]


def _found(page: lxml.html.HtmlElement) -> set[str]:
    """Return the ids of the classes on the page."""
    return {str(link).rstrip("/").split("/")[-1] for link in page.xpath("//*[@class='card__title']/a/@href")}


def _total(page: lxml.html.HtmlElement) -> int:
    return int(re.findall(r"\d+", page.xpath("string(//h2[@id='found'])"))[0])


@pytest.mark.parametrize("slug", SLUGS)
def test_every_facet_leads_to_as_many_classes_as_it_says(client: FlaskClient, slug: str) -> None:
    """In five languages each link of the first page finds the number printed beside it, at least 1."""
    page = visit(client, f"/{slug}/courses/find")
    links = page.xpath("//details//ul[@class='choices']//a")
    assert len(links) > 15
    for link in links:
        found = visit(client, link.get("href"))
        assert _total(found) == int(link.findtext("small")) >= 1, link.get("href")


def test_counts_respect_what_is_chosen_and_nothing_leads_to_nothing(client: FlaskClient) -> None:
    """With "law" chosen each link keeps it and finds what it says; a value without a class is text, not a link."""
    page = visit(client, "/en/courses/find?family=law")
    others = [link for link in page.xpath("//details//ul[@class='choices']//a") if "family=law" in link.get("href")]
    assert others
    for link in others:
        assert _total(visit(client, link.get("href"))) == int(link.findtext("small")), link.get("href")
    empty = page.xpath("//details//ul[@class='choices']/li/span/small/text()")
    assert empty
    assert set(empty) == {"0"}


def test_what_is_chosen_can_be_taken_away_one_by_one(client: FlaskClient) -> None:
    """Five wishes are five links, each of which leads to the page with the other four."""
    wishes = [
        ("family", "law"),
        ("rest", "sat"),
        ("after", "09:00"),
        ("before", "18:00"),
        ("without", "smartphone-video"),
    ]
    page = visit(client, f"/vi/courses/find?{urlencode(wishes)}")
    links = page.xpath("//ul[@class='choices'][1]/li/a[span[@aria-hidden]]/@href")
    assert [set(wishes) - set(parse_qsl(str(link).partition("?")[2])) for link in links] == [{wish} for wish in wishes]
    assert all(visit(client, str(link)) is not None for link in links)


def test_what_fits_a_rest_day_meets_on_no_other(client: FlaskClient) -> None:
    """Free on Saturday and Sunday: every class found meets on those days alone, and some are found."""
    fitting = client.get("/api/v1/courses?rest=sat&rest=sun").get_json()["courses"]
    assert {day for course in fitting for day in course["weekdays"]} == {"sat", "sun"}
    later = client.get("/api/v1/courses?rest=sun&after=14:00&before=16:30").get_json()["courses"]
    assert later
    assert all(
        course["weekdays"] == ["sun"] and "14:00" <= course["starts"] < course["ends"][:5] <= "16:30"
        for course in later
    )
    page = visit(client, "/th/courses/find?rest=sun&after=14:00&before=16:30")
    assert "chinese-for-migrants" in _found(page)


def test_without_finds_no_class_that_clashes(client: FlaskClient) -> None:
    """Spreadsheets on Tuesday evening keep the smartphone class of the same evening out, and themselves."""
    found: set[str] = set()
    address = "/en/courses/find?without=spreadsheet-basics"
    while address:
        page = visit(client, address)
        found |= _found(page)
        address = page.xpath("string(//main//a[contains(@class, 'button')][text()='More classes']/@href)")
    assert not {"spreadsheet-basics", "smartphone-video"} & found
    assert "chinese-for-migrants" in found
    assert len(found) > 12
    everything = client.get("/api/v1/courses").get_json()["courses"]
    left = client.get("/api/v1/courses?without=spreadsheet-basics").get_json()["courses"]
    assert 0 < len(left) <= len(everything) - 2


def test_the_page_and_the_interface_answer_by_one_rule(client: FlaskClient) -> None:
    """The finder shows the classes of /api/v1/courses that are not over: the same for five wishes."""
    for query in ("open=1", "weekday=tue&time=evening&district=niaosong", "language=th", "fee=unknown&open=1"):
        rows = client.get(f"/api/v1/courses?{query}").get_json()["courses"]
        page = visit(client, f"/en/courses/find?{query}")
        wanted = {row["id"] for row in rows if row["ends_on"] >= "2026-11-21"}
        assert 0 < len(wanted) <= 12, f"{query}: the finder shows 12 on a page"
        assert _found(page) == wanted, query


@pytest.mark.parametrize(
    "query",
    [
        "family=nonsense",
        "weekday=%00&rest=%F0%9F%92%A9",
        f"term={'x' * 10_000}",
        "district=../../etc&language=xx",
        "after=25:00&before=9:99",
        "after=10Z",
        "without=no-such-class",
        "&".join(f"without=class-{number}" for number in range(200)),
        "fee=%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_a_wish_that_cannot_be_read_is_left_out_and_said_so(client: FlaskClient, query: str) -> None:
    """An answer in words with every class, status 200: nothing of the wrong value stands on the page."""
    page = visit(client, f"/en/courses/find?{query}&open=1")
    assert "could not be read and was left out" in page.text_content()
    assert _total(page) == _total(visit(client, "/en/courses/find?open=1")) > 0
    assert "alert(1)" not in page.text_content()


@pytest.mark.parametrize("number", ["-1", "0", "999999", "abc", "9" * 10_000, "1.5"])
def test_a_page_number_out_of_range_shows_the_nearest_page(client: FlaskClient, number: str) -> None:
    """Below the first page is the first, above the last is the last: a page with classes, whatever the number."""
    assert _found(visit(client, f"/id/courses/find?page={number}"))


def test_nothing_found_says_what_to_do_next(client: FlaskClient) -> None:
    """Nobody teaches law on Monday morning: the page says so, names 1955, and leads to every class."""
    page = visit(client, "/en/courses/find?family=law&rest=mon&before=09:00")
    assert _total(page) == 0
    assert "1955" in page.find(".//main").text_content()
    assert "/en/courses/find" in page.xpath("//main//a[contains(@class, 'button')]/@href")


def test_cards_tell_live_seats_in_words(client: FlaskClient) -> None:
    """After one enrolment the card of the class says 19 of 20 seats are free, without a script."""
    wish = {"course": "smartphone-video", "name": "Anh", "contact": {"phone": "0912345678"}, "lang": "vi"}
    key = {"Idempotency-Key": "0f8fad5b-d9cb-469f-a165-70867728950e"}
    assert client.post("/api/v1/enrolments", json=wish, headers=key).status_code == 201
    page = visit(client, "/en/courses/find?open=1")
    (card,) = page.xpath("//div[@class='card'][.//a[contains(@href, 'smartphone-video')]]")
    assert "19 of 20 seats are free." in card.text_content()


def test_a_class_that_is_over_is_not_offered(client: FlaskClient, clock: Clock) -> None:
    """In 300 days all classes are over: the finder has none, and says what to do."""
    clock.move(days=300)
    page = visit(client, "/en/courses/find")
    assert _total(page) == 0
    assert not page.xpath("//details//ul[@class='choices']//a")


def test_one_question_tells_the_seats_of_many_classes(client: FlaskClient) -> None:
    """Three ids, one of them unknown, are two answers in the language asked for, which may be kept for 5 seconds."""
    answer = client.get("/api/v1/seats?ids=smartphone-video,no-such-class,first-aid-at-work&lang=en")
    assert answer.headers["Cache-Control"] == "public, max-age=5"
    told = answer.get_json()["seats"]
    assert told.keys() == {"smartphone-video", "first-aid-at-work"}
    assert told["smartphone-video"] == {
        "capacity": 20,
        "taken": 0,
        "waiting": 0,
        "words": "20 of 20 seats are free.",
    }
    assert client.get("/api/v1/seats").get_json() == {"seats": {}}
    assert client.get(f"/api/v1/seats?ids={'x,' * 9000}").get_json() == {"seats": {}}


def test_a_sample_says_so_in_search_results(client: FlaskClient) -> None:
    """A class that is a sample has the word before its summary, in the results; a guide has not."""
    found = client.get("/api/v1/search?q=spreadsheet&lang=en&kind=course").get_json()["results"]
    assert found
    assert all(hit["summary"].startswith("Sample · ") for hit in found)
    guides = client.get("/api/v1/search?q=overtime&lang=en&kind=guide").get_json()["results"]
    assert guides
    assert not [hit for hit in guides if hit["summary"].startswith("Sample")]
